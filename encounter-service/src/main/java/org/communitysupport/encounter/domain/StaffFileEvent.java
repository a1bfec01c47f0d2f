package org.communitysupport.encounter.domain;

import java.time.LocalDate;
import java.util.List;

/** Facts about one staff member; each names the member-days that wait for it. */
public sealed interface StaffFileEvent {

    /** A member's day. */
    record WaitingDay(String person, LocalDate date) {}

    /** What was learned about the staff member. */
    sealed interface Fact extends StaffFileEvent {
        /** The days that are to be judged again because of it. */
        List<WaitingDay> waiting();
    }

    record StaffNoted(String staff, String npi, String source, List<WaitingDay> waiting) implements Fact {}

    /** @param validTo last valid day; null when open */
    record CredentialNoted(
            String staff, String kind, LocalDate validFrom, LocalDate validTo, String source, List<WaitingDay> waiting)
            implements Fact {}

    /** @param endedOn last valid day */
    record CredentialEndNoted(String staff, String kind, LocalDate endedOn, String source, List<WaitingDay> waiting)
            implements Fact {}

    record AssignmentNoted(
            String staff, String team, String role, LocalDate from, String source, List<WaitingDay> waiting)
            implements Fact {}

    /** @param until last day on the team */
    record AssignmentEndNoted(String staff, String team, LocalDate until, String source, List<WaitingDay> waiting)
            implements Fact {}

    record StaffDayWatched(String staff, String person, LocalDate date) implements StaffFileEvent {}

    record StaffDayUnwatched(String staff, String person, LocalDate date) implements StaffFileEvent {}
}
