package org.communitysupport.billing.domain.remittance;

import java.time.LocalDate;
import java.util.List;
import org.communitysupport.billing.domain.rule.Balance;
import org.communitysupport.billing.domain.rule.Origin;

public sealed interface RemittanceCommand {

    /**
     * @param doubt why it is not taken for ours; null when it is
     * @param differences what does not add up (BIL-10); none when all does
     * @param byHand why a person keyed it in, e.g. from paper; null for a file
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
            List<Balance.Difference> differences,
            String byHand)
            implements RemittanceCommand {
        public ReceiveRemittance {
            differences = List.copyOf(differences);
        }
    }

    /**
     * @param paidCents posted to claims
     * @param claims posted
     * @param unmatched those that are not ours or do not fit
     */
    record FinishPosting(
            String remittance,
            String file,
            long paidCents,
            int claims,
            List<Unmatched> unmatched,
            List<ProviderAdjustment> adjustments)
            implements RemittanceCommand {}

    /** Post it although it does not add up. */
    record ReleaseQuarantine(String remittance, String reason) implements RemittanceCommand {}

    /** Nothing of it will be posted. */
    record RejectRemittance(String remittance, String reason) implements RemittanceCommand {}

    /** Money that waited went to a claim. @param cents all of it, or a part */
    record MatchUnmatched(String remittance, int ordinal, String claim, long cents, String reason)
            implements RemittanceCommand {
        /** The reason when the claim took it up by itself. */
        public static final String TAKEN_UP = "TAKEN_UP";
    }

    /** A payment was taken off a claim and waits here again. */
    record ReturnPayment(String remittance, int ordinal, String claim, long cents, String reason)
            implements RemittanceCommand {}

    /** Money that waited is nobody's claim here. */
    record CloseUnmatched(String remittance, int ordinal, String reason) implements RemittanceCommand {}

    /**
     * What the bank has.
     *
     * @param another beside what was recorded; else it takes the place of all that was
     * @param today the business day
     */
    record RecordDeposit(String remittance, long amountCents, LocalDate on, boolean another, LocalDate today)
            implements RemittanceCommand {}

    /**
     * @param reference the claim number as the payer wrote it; empty when it has not the shape of a number
     * @param claim of ours at which it waits; null when none is known
     * @param chargeCents that the payer speaks of; null in older events
     * @param payerControl the payer's own number; null when not told
     */
    record Unmatched(
            int ordinal,
            String reference,
            long paidCents,
            String reason,
            String claim,
            Long chargeCents,
            String payerControl) {}

    /**
     * @param reference what the payer ties it to, e.g. its number of a claim; null when not told
     * @param claim of ours that the reference names; null when none is found
     */
    record ProviderAdjustment(String reason, long cents, String reference, String claim) {}
}
