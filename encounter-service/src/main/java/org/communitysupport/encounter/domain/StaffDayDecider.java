package org.communitysupport.encounter.domain;

import java.util.HashMap;
import java.util.Map;
import org.communitysupport.encounter.domain.StaffDayCommand.BookStaffTime;
import org.communitysupport.encounter.domain.StaffDayCommand.FreeStaffTime;
import org.communitysupport.encounter.domain.StaffDayEvent.StaffTimeBooked;
import org.communitysupport.encounter.domain.StaffDayEvent.StaffTimeFreed;
import org.communitysupport.encounter.domain.StaffDayState.Booked;
import org.communitysupport.encounter.domain.StaffDayState.Booking;
import org.communitysupport.encounter.domain.StaffDayState.Free;
import org.communitysupport.encounter.domain.StaffDayState.Interval;
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
                return Decision.reject(Rejection.of(
                                "staff-time-overlaps",
                                "ENC-4",
                                "The staff member has another encounter at that time. facts names it; correct one of the "
                                        + "two.")
                        .with(Map.of(
                                "staff", c.staff(),
                                "bookedFrom", other.getValue().time().startAt().toString(),
                                "bookedTo", other.getValue().time().endAt().toString(),
                                "encounter", other.getKey())));
        return Decision.accept(new StaffTimeBooked(
                c.staff(), c.date(), c.person(), c.encounter(), c.startAt(), c.endAt(), c.bookedAt()));
    }

    @Override
    public StaffDayState evolve(StaffDayState state, StaffDayEvent event) {
        var booked = new HashMap<>(state.bookings());
        switch (event) {
            case StaffTimeBooked e ->
                booked.put(e.encounter(), new Booking(e.person(), new Interval(e.startAt(), e.endAt()), e.bookedAt()));
            case StaffTimeFreed e -> booked.remove(e.encounter());
        }
        return booked.isEmpty() ? new Free() : new Booked(booked);
    }
}
