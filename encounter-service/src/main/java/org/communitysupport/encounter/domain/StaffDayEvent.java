package org.communitysupport.encounter.domain;

import java.time.Instant;
import java.time.LocalDate;

/** What happened on one worker's day. */
public sealed interface StaffDayEvent {
    record StaffTimeBooked(String staff, LocalDate date, String encounter, Instant startAt, Instant endAt)
            implements StaffDayEvent {}

    record StaffTimeFreed(String staff, LocalDate date, String encounter) implements StaffDayEvent {}
}
