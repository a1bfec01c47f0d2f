package org.communitysupport.encounter.inbound;

import java.time.LocalDate;

/** Events of billing-service. */
public final class FromBilling {
    private FromBilling() {}

    /** @param release the release of the day that it bills */
    public record ClaimBuilt(String person, String claim, LocalDate date, String program, int release) {}
}
