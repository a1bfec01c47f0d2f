package org.communitysupport.billing.projection;

import java.time.LocalDate;
import java.util.List;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.ProviderAdjustment;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.Unmatched;

/**
 * One payment. When POSTED: amountCents = paidCents + unmatchedCents - provider adjustments.
 *
 * @param state RECEIVED, QUARANTINED or POSTED
 * @param quarantined why; null when it balances
 * @param depositCents what the bank had; null until somebody looked
 * @param depositDifferenceCents deposit less amount
 */
public record RemittanceRow(
        String tenant,
        String remittance,
        String payer,
        String trace,
        LocalDate paymentDate,
        String state,
        String file,
        long amountCents,
        long paidCents,
        int claims,
        int postedClaims,
        int unmatchedClaims,
        long unmatchedCents,
        List<Unmatched> unmatched,
        List<ProviderAdjustment> adjustments,
        String quarantined,
        long differenceCents,
        Long depositCents,
        Long depositDifferenceCents,
        LocalDate depositedOn,
        long version) {

    /** A copy with some parts changed; a record of this width is copied in one place only. */
    static final class Change {
        private final RemittanceRow was;
        String state;
        long paidCents;
        int postedClaims;
        int unmatchedClaims;
        long unmatchedCents;
        List<Unmatched> unmatched;
        List<ProviderAdjustment> adjustments;
        String quarantined;
        long differenceCents;
        Long depositCents;
        Long depositDifferenceCents;
        LocalDate depositedOn;

        Change(RemittanceRow was) {
            this.was = was;
            state = was.state;
            paidCents = was.paidCents;
            postedClaims = was.postedClaims;
            unmatchedClaims = was.unmatchedClaims;
            unmatchedCents = was.unmatchedCents;
            unmatched = was.unmatched;
            adjustments = was.adjustments;
            quarantined = was.quarantined;
            differenceCents = was.differenceCents;
            depositCents = was.depositCents;
            depositDifferenceCents = was.depositDifferenceCents;
            depositedOn = was.depositedOn;
        }

        RemittanceRow row(long version) {
            return new RemittanceRow(
                    was.tenant,
                    was.remittance,
                    was.payer,
                    was.trace,
                    was.paymentDate,
                    state,
                    was.file,
                    was.amountCents,
                    paidCents,
                    was.claims,
                    postedClaims,
                    unmatchedClaims,
                    unmatchedCents,
                    unmatched,
                    adjustments,
                    quarantined,
                    differenceCents,
                    depositCents,
                    depositDifferenceCents,
                    depositedOn,
                    version);
        }
    }
}
