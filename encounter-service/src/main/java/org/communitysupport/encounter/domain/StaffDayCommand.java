package org.communitysupport.encounter.domain;

import java.time.Instant;
import java.time.LocalDate;

/** What can be asked of one worker's day. */
public sealed interface StaffDayCommand {

    /** Takes the time from start (inclusive) to end (exclusive) for one encounter. */
    record BookStaffTime(
            String staff,
            LocalDate date,
            String person,
            String encounter,
            Instant startAt,
            Instant endAt,
            Instant bookedAt)
            implements StaffDayCommand {}

    record FreeStaffTime(String staff, LocalDate date, String encounter) implements StaffDayCommand {}
}
