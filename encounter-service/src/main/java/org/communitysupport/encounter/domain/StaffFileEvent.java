package org.communitysupport.encounter.domain;

import java.time.LocalDate;
import java.util.List;

/** Facts about one staff member; each names the member-days that wait for it. */
public sealed interface StaffFileEvent {

    /** A member's day. */
    record WaitingDay(String person, LocalDate date) {}

    record StaffNoted(String staff, String npi, String source, List<WaitingDay> waiting) implements StaffFileEvent {}

    /** @param validTo last valid day; null when open */
    record CredentialNoted(
            String staff, String kind, LocalDate validFrom, LocalDate validTo, String source, List<WaitingDay> waiting)
            implements StaffFileEvent {}

    /** @param endedOn last valid day */
    record CredentialEndNoted(String staff, String kind, LocalDate endedOn, String source, List<WaitingDay> waiting)
            implements StaffFileEvent {}

    record AssignmentNoted(
            String staff, String team, String role, LocalDate from, String source, List<WaitingDay> waiting)
            implements StaffFileEvent {}

    /** @param until last day on the team */
    record AssignmentEndNoted(String staff, String team, LocalDate until, String source, List<WaitingDay> waiting)
            implements StaffFileEvent {}

    record StaffDayWatched(String staff, String person, LocalDate date) implements StaffFileEvent {}

    record StaffDayUnwatched(String staff, String person, LocalDate date) implements StaffFileEvent {}
}
