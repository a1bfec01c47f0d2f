package org.communitysupport.billing.domain.remittance;

import java.time.LocalDate;
import java.util.List;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.Unmatched;
import org.communitysupport.billing.domain.rule.Balance;

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
            int claims,
            String byHand)
            implements RemittanceEvent {}

    /**
     * It does not add up; nothing of it was posted (BIL-10).
     *
     * @param detail the first of what does not add up
     * @param all all of it; null in older events
     */
    record RemittanceQuarantined(
            String remittance, String file, String rule, String detail, long differenceCents, Differences all)
            implements RemittanceEvent {}

    record Differences(List<Balance.Difference> differences) {}

    /** A person lets it be posted although it does not add up. */
    record RemittanceReleased(String remittance, String file, String reason) implements RemittanceEvent {}

    /** A person decided that nothing of it is posted. */
    record RemittanceRejected(String remittance, String reason) implements RemittanceEvent {}

    record ProviderAdjustmentPosted(String remittance, String reason, long cents, String reference, String claim)
            implements RemittanceEvent {}

    /** Payments of this advice that fit no claim, or not yet; all of them, in portions. */
    record PaymentsUnmatched(String remittance, List<Unmatched> payments) implements RemittanceEvent {
        public PaymentsUnmatched {
            payments = List.copyOf(payments);
        }
    }

    /** Money that waited went to a claim. @param leftCents what of it still waits */
    record UnmatchedMatched(String remittance, int ordinal, String claim, long cents, long leftCents, String reason)
            implements RemittanceEvent {}

    /** A payment was taken off a claim and waits again. */
    record PaymentReturned(String remittance, int ordinal, String claim, long cents, String reason)
            implements RemittanceEvent {}

    /** Money that waited is nobody's claim here. */
    record UnmatchedClosed(String remittance, int ordinal, long cents, String reason) implements RemittanceEvent {}

    /** unmatched holds the first of them. paidCents + unmatchedCents - provider adjustments = the amount. */
    record RemittancePosted(
            String remittance,
            long paidCents,
            int claims,
            int unmatchedClaims,
            long unmatchedCents,
            List<Unmatched> unmatched)
            implements RemittanceEvent {}

    /**
     * @param amountCents all that the bank has for it
     * @param differenceCents deposit less amount; 0 when the bank has what the advice says
     * @param on day of the newest deposit
     * @param all each deposit; null in older events, where there is one
     */
    record DepositRecorded(String remittance, long amountCents, long differenceCents, LocalDate on, Deposits all)
            implements RemittanceEvent {}

    record Deposits(List<Deposit> parts) {}

    record Deposit(long amountCents, LocalDate on) {}
}
