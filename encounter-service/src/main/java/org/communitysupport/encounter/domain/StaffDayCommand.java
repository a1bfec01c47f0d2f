package org.communitysupport.encounter.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** What can be asked of one worker's day. */
public sealed interface StaffDayCommand {

    /** Takes the time from start (inclusive) to end (exclusive) for one encounter. @param zone in which a clash is told */
    record BookStaffTime(
            String staff,
            LocalDate date,
            String person,
            String encounter,
            Instant startAt,
            Instant endAt,
            Instant bookedAt,
            ZoneId zone)
            implements StaffDayCommand {}

    /** Notes that a visit is planned; planned time takes nothing from anybody, it only warns. */
    record PlanStaffTime(String staff, LocalDate date, String person, String encounter, Instant startAt, Instant endAt)
            implements StaffDayCommand {}

    record FreeStaffTime(String staff, LocalDate date, String encounter) implements StaffDayCommand {}
}
