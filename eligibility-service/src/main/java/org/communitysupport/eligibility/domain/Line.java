package org.communitysupport.eligibility.domain;

import java.time.LocalDate;
import java.util.List;

/** Units of one line of a member's day, or of one scheduled visit, and what they are drawn from. */
public record Line(
        String line, int version, LocalDate date, int units, Codes.UnitState state, List<Allocation> allocations) {

    static Line of(AuthorizationsEvent.UnitsReserved e) {
        return new Line(e.line(), e.version(), e.date(), e.units(), Codes.UnitState.RESERVED, e.allocations());
    }

    static Line of(AuthorizationsEvent.UnitsCommitted e) {
        return new Line(e.line(), e.version(), e.date(), e.units(), Codes.UnitState.COMMITTED, e.allocations());
    }

    static Line of(AuthorizationsEvent.UnitsReleased e) {
        return new Line(e.line(), e.version(), e.date(), 0, Codes.UnitState.RELEASED, List.of());
    }

    static Line of(AuthorizationsEvent.UnitReservationRejected e) {
        return new Line(e.line(), e.version(), e.date(), e.units(), e.state(), e.allocations());
    }

    public int drawn() {
        return allocations.stream().mapToInt(Allocation::units).sum();
    }

    public int missing() {
        return state == Codes.UnitState.RELEASED ? 0 : units - drawn();
    }

    public int drawnFrom(String authorization) {
        return allocations.stream()
                .filter(a -> a.authorization().equals(authorization))
                .mapToInt(Allocation::units)
                .sum();
    }

    Line drawing(List<Allocation> from) {
        return new Line(line, version, date, units, state, List.copyOf(from));
    }
}
