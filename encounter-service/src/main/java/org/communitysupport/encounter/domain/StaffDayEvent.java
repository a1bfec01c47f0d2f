package org.communitysupport.encounter.domain;

import java.time.Instant;
import java.time.LocalDate;

/** What happened on one worker's day. */
public sealed interface StaffDayEvent {

    /** @param bookedAt time that no encounter uses soon after is given back */
    record StaffTimeBooked(
            String staff,
            LocalDate date,
            String person,
            String encounter,
            Instant startAt,
            Instant endAt,
            Instant bookedAt)
            implements StaffDayEvent {}

    /** A visit is planned for that time. */
    record StaffTimePlanned(
            String staff, LocalDate date, String person, String encounter, Instant startAt, Instant endAt)
            implements StaffDayEvent {}

    record StaffTimeFreed(String staff, LocalDate date, String encounter) implements StaffDayEvent {}
}
