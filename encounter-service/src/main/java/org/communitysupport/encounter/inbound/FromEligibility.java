package org.communitysupport.encounter.inbound;

import java.time.LocalDate;
import java.util.List;

/** Events of eligibility-service. */
public final class FromEligibility {
    private FromEligibility() {}

    public record CoverageVerified(String person, String payer, LocalDate verifiedFrom, LocalDate verifiedTo) {}

    public record CoverageEnded(String person, String payer, LocalDate endedOn) {}

    public record Allocation(String authorization, String number, String kind, int units) {}

    public record UnitsCommitted(
            String person, String line, int version, LocalDate date, List<Allocation> allocations) {}

    public record UnitsReserved(String person, String line, int units) {}

    public record UnitsReleased(String person, String line) {}

    /** @param state what was asked for: RESERVED or COMMITTED */
    public record UnitReservationRejected(
            String person,
            String line,
            int version,
            LocalDate date,
            int units,
            String state,
            int missing,
            String reason,
            List<Allocation> allocations) {}
}
