package org.communitysupport.encounter.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.encounter.domain.Given.DAY;
import static org.communitysupport.encounter.domain.Given.at;

import java.util.Map;
import org.communitysupport.encounter.domain.StaffDayCommand.BookStaffTime;
import org.communitysupport.encounter.domain.StaffDayCommand.FreeStaffTime;
import org.communitysupport.testkit.decider.DecisionTable;
import org.junit.jupiter.api.Test;

class StaffDayTest {
    private final Given.Story<StaffDayCommand, StaffDayState, StaffDayEvent, NoFacts> day =
            new Given.Story<>(new StaffDayDecider());

    private static BookStaffTime book(String encounter, String from, String to) {
        return new BookStaffTime("s1", DAY, "p1", encounter, at(DAY, from), at(DAY, to), at(DAY, "22:00"));
    }

    @Test
    void accepts_no_two_members_at_the_same_time() {
        day.run(book("n1", "09:00", "10:00"), NoFacts.NONE);
        var no = day.refused(book("n2", "09:59", "10:30"), NoFacts.NONE);
        assertThat(no.rule()).isEqualTo("ENC-4");
        assertThat(no.facts()).containsEntry("encounter", "n1");
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
        var booked = new StaffDayState.Booked(Map.of(
                "n1",
                new StaffDayState.Booking(
                        "p1", new StaffDayState.Interval(at(DAY, "09:00"), at(DAY, "10:00")), at(DAY, "22:00"))));
        new DecisionTable<>(new StaffDayDecider(), NoFacts.NONE)
                .state(new StaffDayState.Free())
                .state(booked)
                .command(book("n2", "09:30", "10:30"))
                .command(new FreeStaffTime("s1", DAY, "n1"))
                .is(
                        StaffDayState.class,
                        StaffDayCommand.class,
                        """
                        Free   | BookStaffTime | StaffTimeBooked
                        Free   | FreeStaffTime | -
                        Booked | BookStaffTime | no: staff-time-overlaps
                        Booked | FreeStaffTime | StaffTimeFreed
                        """);
    }
}
