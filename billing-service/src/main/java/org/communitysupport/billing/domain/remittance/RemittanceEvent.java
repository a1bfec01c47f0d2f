package org.communitysupport.billing.domain.remittance;

import java.time.LocalDate;
import java.util.List;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.Unmatched;

/** One payment of a payer and what became of it. */
public sealed interface RemittanceEvent {
    String remittance();

    record RemittanceReceived(
            String remittance,
            String payer,
            String trace,
            LocalDate paymentDate,
            long amountCents,
            String file,
            int claims)
            implements RemittanceEvent {}

    /** It does not add up; nothing of it was posted (BIL-10). */
    record RemittanceQuarantined(String remittance, String file, String rule, String detail, long differenceCents)
            implements RemittanceEvent {}

    record ProviderAdjustmentPosted(String remittance, String reason, long cents) implements RemittanceEvent {}

    /** paidCents + unmatchedCents - provider adjustments = the amount. */
    record RemittancePosted(
            String remittance,
            long paidCents,
            int claims,
            int unmatchedClaims,
            long unmatchedCents,
            List<Unmatched> unmatched)
            implements RemittanceEvent {}

    /** @param differenceCents deposit less amount; 0 when the bank has what the advice says */
    record DepositRecorded(String remittance, long amountCents, long differenceCents, LocalDate on)
            implements RemittanceEvent {}
}
