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

    /** A visit that was planned; whether it still is, its encounter knows. */
    record Plan(String person, Interval time) {}

    /** Of one or both at least one. @param byEncounter time that is taken */
    record Booked(Map<String, Booking> byEncounter, Map<String, Plan> planned) implements StaffDayState {
        public Booked {
            byEncounter = Map.copyOf(byEncounter);
            planned = Map.copyOf(planned);
        }
    }

    default Map<String, Plan> plans() {
        return switch (this) {
            case Free f -> Map.of();
            case Booked b -> b.planned();
        };
    }

    default Map<String, Booking> bookings() {
        return switch (this) {
            case Free f -> Map.of();
            case Booked b -> b.byEncounter();
        };
    }
}
