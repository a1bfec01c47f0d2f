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

    record Free() implements StaffDayState {}

    /** @param byEncounter at least one */
    record Booked(Map<String, Interval> byEncounter) implements StaffDayState {
        public Booked {
            byEncounter = Map.copyOf(byEncounter);
        }
    }
}
