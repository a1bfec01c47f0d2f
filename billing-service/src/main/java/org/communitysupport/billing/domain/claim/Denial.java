package org.communitysupport.billing.domain.claim;

import java.time.LocalDate;
import java.util.List;

/**
 * Money that the payer did not pay, in words that a biller can act on.
 *
 * @param carc the weightiest reason code
 * @param rarcs remark codes
 * @param owner the group that works on it
 * @param lastFilingDay until when a corrected claim is in time; null when no limit is on file
 */
public record Denial(
        String carc, List<String> rarcs, String cause, String nextStep, String owner, LocalDate lastFilingDay) {
    public Denial {
        rarcs = List.copyOf(rarcs);
    }
}
