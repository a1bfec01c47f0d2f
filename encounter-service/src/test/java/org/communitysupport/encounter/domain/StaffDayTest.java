package org.communitysupport.encounter.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.encounter.domain.Given.DAY;
import static org.communitysupport.encounter.domain.Given.at;

import java.util.Map;
import org.communitysupport.encounter.domain.StaffDayCommand.BookStaffTime;
import org.communitysupport.encounter.domain.StaffDayCommand.FreeStaffTime;
import org.communitysupport.encounter.domain.StaffDayCommand.PlanStaffTime;
import org.communitysupport.testkit.decider.DecisionTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StaffDayTest {
    private final Given.Story<StaffDayCommand, StaffDayState, StaffDayEvent, NoFacts> day =
            new Given.Story<>(new StaffDayDecider());

    private static BookStaffTime book(String encounter, String from, String to) {
        return new BookStaffTime("s1", DAY, "p1", encounter, at(DAY, from), at(DAY, to), at(DAY, "22:00"), Given.ZONE);
    }

    @Test
    void accepts_no_two_members_at_the_same_time() {
        day.run(book("n1", "09:00", "10:00"), NoFacts.NONE);
        var no = day.refused(book("n2", "09:59", "10:30"), NoFacts.NONE);
        assertThat(no.rule()).isEqualTo("ENC-4");
        assertThat(no.facts()).containsEntry("encounter", "n1");
    }

    @Test
    @Tag("C-30")
    void c30_a_clash_is_told_in_local_time() {
        day.run(book("n1", "09:00", "10:00"), NoFacts.NONE);
        var no = day.refused(book("n2", "09:59", "10:30"), NoFacts.NONE);
        assertThat(no.detail()).contains("from 09:00 to 10:00 (America/New_York)");
        assertThat(no.facts()).containsEntry("bookedFrom", "2026-03-02T09:00-05:00");
    }

    @Test
    @Tag("C-14")
    void c14_planned_time_takes_nothing_from_anybody() {
        day.run(new PlanStaffTime("s1", DAY, "p1", "n1", at(DAY, "09:00"), at(DAY, "10:00")), NoFacts.NONE)
                .run(book("n2", "09:30", "10:30"), NoFacts.NONE);
        assertThat(day.stored(StaffDayEvent.StaffTimeBooked.class)).isTrue();
    }

    @Test
    void accepts_visits_that_touch() {
        day.run(book("n1", "09:00", "10:00"), NoFacts.NONE).run(book("n2", "10:00", "10:30"), NoFacts.NONE);
        assertThat(day.events).hasSize(2);
    }

    @Test
    void time_that_was_freed_can_be_booked_again() {
        day.run(book("n1", "09:00", "10:00"), NoFacts.NONE)
                .run(new FreeStaffTime("s1", DAY, "n1"), NoFacts.NONE)
                .run(book("n2", "09:30", "10:30"), NoFacts.NONE);
        assertThat(day.stored(StaffDayEvent.StaffTimeBooked.class)).isTrue();
    }

    @Test
    void booking_the_same_again_changes_nothing() {
        day.run(book("n1", "09:00", "10:00"), NoFacts.NONE).run(book("n1", "09:00", "10:00"), NoFacts.NONE);
        assertThat(day.last).isEmpty();
    }

    @Test
    void every_state_answers_every_command() {
        var booked = new StaffDayState.Booked(
                Map.of(
                        "n1",
                        new StaffDayState.Booking(
                                "p1",
                                new StaffDayState.Interval(at(DAY, "09:00"), at(DAY, "10:00")),
                                at(DAY, "22:00"))),
                Map.of());
        new DecisionTable<>(new StaffDayDecider(), NoFacts.NONE)
                .state(new StaffDayState.Free())
                .state(booked)
                .command(book("n2", "09:30", "10:30"))
                .command(new PlanStaffTime("s1", DAY, "p1", "n2", at(DAY, "09:30"), at(DAY, "10:30")))
                .command(new FreeStaffTime("s1", DAY, "n1"))
                .is(
                        StaffDayState.class,
                        StaffDayCommand.class,
                        """
                        Free   | BookStaffTime | StaffTimeBooked
                        Free   | PlanStaffTime | StaffTimePlanned
                        Free   | FreeStaffTime | -
                        Booked | BookStaffTime | no: staff-time-overlaps
                        Booked | PlanStaffTime | StaffTimePlanned
                        Booked | FreeStaffTime | StaffTimeFreed
                        """);
    }
}
