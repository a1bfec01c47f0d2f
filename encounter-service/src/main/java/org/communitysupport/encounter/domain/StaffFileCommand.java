package org.communitysupport.encounter.domain;

import java.time.LocalDate;

/** Facts about one staff member as referral-service published them, and who waits for them. {@code source} is the position of the fact. */
public sealed interface StaffFileCommand {
    String staff();

    record NoteStaff(String staff, String npi, String source) implements StaffFileCommand {}

    record NoteCredential(String staff, String kind, LocalDate validFrom, LocalDate validTo, String source)
            implements StaffFileCommand {}

    record NoteCredentialEnd(String staff, String kind, LocalDate endedOn, String source) implements StaffFileCommand {}

    record NoteAssignment(String staff, String team, String role, LocalDate from, String source)
            implements StaffFileCommand {}

    record NoteUnassignment(String staff, String team, LocalDate until, String source) implements StaffFileCommand {}

    /** A member's day is held for this staff member's sake: tell it when something changes. */
    record WatchDay(String staff, String person, LocalDate date) implements StaffFileCommand {}

    record UnwatchDay(String staff, String person, LocalDate date) implements StaffFileCommand {}
}
