package org.communitysupport.billing.domain.remittance;

import java.time.LocalDate;
import java.util.List;
import org.communitysupport.billing.domain.rule.Balance;
import org.communitysupport.billing.domain.rule.Origin;

public sealed interface RemittanceCommand {

    /**
     * @param doubt why it is not taken for ours; null when it is
     * @param difference what does not add up (BIL-10); null when all does
     */
    record ReceiveRemittance(
            String remittance,
            String payer,
            String trace,
            LocalDate paymentDate,
            long amountCents,
            String file,
            int claims,
            Origin.Doubt doubt,
            Balance.Difference difference)
            implements RemittanceCommand {}

    /**
     * @param paidCents posted to claims
     * @param claims posted
     * @param unmatchedClaims those that are not ours or do not fit
     * @param unmatchedCents what was paid for them
     * @param unmatched the first of them
     */
    record FinishPosting(
            String remittance,
            String file,
            long paidCents,
            int claims,
            int unmatchedClaims,
            long unmatchedCents,
            List<Unmatched> unmatched,
            List<ProviderAdjustment> adjustments)
            implements RemittanceCommand {}

    record RecordDeposit(String remittance, long amountCents, LocalDate on) implements RemittanceCommand {}

    /** @param reference the claim number as the payer wrote it; empty when it has not the shape of a number */
    record Unmatched(int ordinal, String reference, long paidCents, String reason) {}

    record ProviderAdjustment(String reason, long cents) {}
}
