package org.communitysupport.eligibility.domain;

import java.time.LocalDate;
import java.util.List;

/** Units of one line of a member's day, or of one scheduled visit, and what they are drawn from. */
public record Line(
        String line, int version, LocalDate date, int units, Codes.UnitState state, List<Allocation> allocations) {

    public int drawn() {
        return allocations.stream().mapToInt(Allocation::units).sum();
    }

    public int missing() {
        return state == Codes.UnitState.RELEASED ? 0 : units - drawn();
    }

    int drawnFrom(String authorization) {
        return allocations.stream()
                .filter(a -> a.authorization().equals(authorization))
                .mapToInt(Allocation::units)
                .sum();
    }

    Line drawing(List<Allocation> from) {
        return new Line(line, version, date, units, state, List.copyOf(from));
    }
}
