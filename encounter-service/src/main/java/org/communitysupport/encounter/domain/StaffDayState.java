package org.communitysupport.encounter.domain;

import java.time.Instant;
import java.util.Map;

/** One worker's day. */
public sealed interface StaffDayState {

    /** @param endAt exclusive */
    record Interval(Instant startAt, Instant endAt) {
        public boolean overlaps(Interval other) {
            return startAt.isBefore(other.endAt) && other.startAt.isBefore(endAt);
        }
    }

    /** For whom the time was taken, and when. */
    record Booking(String person, Interval time, Instant bookedAt) {}

    record Free() implements StaffDayState {}

    /** @param byEncounter at least one */
    record Booked(Map<String, Booking> byEncounter) implements StaffDayState {
        public Booked {
            byEncounter = Map.copyOf(byEncounter);
        }
    }

    default Map<String, Booking> bookings() {
        return switch (this) {
            case Free f -> Map.of();
            case Booked b -> b.byEncounter();
        };
    }
}
