package org.communitysupport.encounter.domain;

import java.util.HashMap;
import java.util.Map;
import org.communitysupport.encounter.domain.StaffDayCommand.BookStaffTime;
import org.communitysupport.encounter.domain.StaffDayCommand.FreeStaffTime;
import org.communitysupport.encounter.domain.StaffDayCommand.PlanStaffTime;
import org.communitysupport.encounter.domain.StaffDayEvent.StaffTimeBooked;
import org.communitysupport.encounter.domain.StaffDayEvent.StaffTimeFreed;
import org.communitysupport.encounter.domain.StaffDayEvent.StaffTimePlanned;
import org.communitysupport.encounter.domain.StaffDayState.Booked;
import org.communitysupport.encounter.domain.StaffDayState.Booking;
import org.communitysupport.encounter.domain.StaffDayState.Free;
import org.communitysupport.encounter.domain.StaffDayState.Interval;
import org.communitysupport.encounter.domain.StaffDayState.Plan;
import org.communitysupport.kernel.Aggregate;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Rejection;

/** Nobody is in two places at once: the intervals of one worker do not overlap, across all members (ENC-4). */
public final class StaffDayDecider implements Decider<StaffDayCommand, StaffDayState, StaffDayEvent, NoFacts> {
    public static final Aggregate<StaffDayCommand, StaffDayState, StaffDayEvent, NoFacts> STAFF_DAY =
            new Aggregate<>("staff-day", StaffDayEvent.class, new StaffDayDecider());

    @Override
    public StaffDayState initial() {
        return new Free();
    }

    @Override
    public Decision<StaffDayEvent> decide(StaffDayCommand command, StaffDayState state, NoFacts facts) {
        var booked = state.bookings();
        return switch (command) {
            case BookStaffTime c -> book(c, booked);
            case PlanStaffTime c -> plan(c, state);
            case FreeStaffTime c ->
                booked.containsKey(c.encounter())
                        ? Decision.accept(new StaffTimeFreed(c.staff(), c.date(), c.encounter()))
                        : Decision.nothingToDo();
        };
    }

    private static Decision<StaffDayEvent> book(BookStaffTime c, Map<String, Booking> booked) {
        var wanted = new Interval(c.startAt(), c.endAt());
        var own = booked.get(c.encounter());
        if (own != null && own.time().equals(wanted)) return Decision.nothingToDo();
        for (var other : booked.entrySet())
            if (!other.getKey().equals(c.encounter()) && other.getValue().time().overlaps(wanted))
                return Decision.reject(clash(c, other.getKey(), other.getValue().time()));
        return Decision.accept(new StaffTimeBooked(
                c.staff(), c.date(), c.person(), c.encounter(), c.startAt(), c.endAt(), c.bookedAt()));
    }

    private static Rejection clash(BookStaffTime c, String encounter, Interval taken) {
        var from = taken.startAt().atZone(c.zone()).toOffsetDateTime();
        var to = taken.endAt().atZone(c.zone()).toOffsetDateTime();
        return Rejection.of(
                        "staff-time-overlaps",
                        "ENC-4",
                        "This worker is in another contact from " + from.toLocalTime() + " to " + to.toLocalTime()
                                + " (" + c.zone() + ") on that day. Correct the times of one of the two.")
                .with(Map.of(
                        "staff", c.staff(),
                        "bookedFrom", from.toString(),
                        "bookedTo", to.toString(),
                        "encounter", encounter));
    }

    private static Decision<StaffDayEvent> plan(PlanStaffTime c, StaffDayState state) {
        return new Plan(c.person(), new Interval(c.startAt(), c.endAt()))
                        .equals(state.plans().get(c.encounter()))
                ? Decision.nothingToDo()
                : Decision.accept(
                        new StaffTimePlanned(c.staff(), c.date(), c.person(), c.encounter(), c.startAt(), c.endAt()));
    }

    @Override
    public StaffDayState evolve(StaffDayState state, StaffDayEvent event) {
        var booked = new HashMap<>(state.bookings());
        var planned = new HashMap<>(state.plans());
        switch (event) {
            case StaffTimeBooked e -> {
                booked.put(e.encounter(), new Booking(e.person(), new Interval(e.startAt(), e.endAt()), e.bookedAt()));
                planned.remove(e.encounter());
            }
            case StaffTimePlanned e ->
                planned.put(e.encounter(), new Plan(e.person(), new Interval(e.startAt(), e.endAt())));
            case StaffTimeFreed e -> booked.remove(e.encounter());
        }
        return booked.isEmpty() && planned.isEmpty() ? new Free() : new Booked(booked, planned);
    }
}
