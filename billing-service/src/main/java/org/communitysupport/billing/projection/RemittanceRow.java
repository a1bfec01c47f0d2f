package org.communitysupport.billing.projection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.ProviderAdjustment;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.Unmatched;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.Deposit;
import org.communitysupport.billing.domain.rule.Balance;

/**
 * One payment. When POSTED: amountCents = paidCents + unmatchedCents + closedCents - provider adjustments, unless it was released although
 * it did not balance.
 *
 * @param state RECEIVED, QUARANTINED, POSTED or REJECTED
 * @param byHand why a person keyed it in; null for a file
 * @param unmatched what waits
 * @param closedCents what waited and is nobody's claim here
 * @param decisions what became of what waited
 * @param quarantined why; null when it balances
 * @param differences all that does not add up
 * @param released why it was posted although it does not balance; null when it does, or was not
 * @param rejected why nothing of it is posted; null when it is
 * @param deposit MISSING, AGREES, DIFFERS, or NONE where none is expected
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
        long closedCents,
        List<Unmatched> unmatched,
        List<Decided> decisions,
        List<ProviderAdjustment> adjustments,
        String quarantined,
        List<Balance.Difference> differences,
        long differenceCents,
        String released,
        String rejected,
        String byHand,
        Long depositCents,
        Long depositDifferenceCents,
        LocalDate depositedOn,
        String deposit,
        List<Deposit> deposits,
        Instant changedAt,
        long version) {

    /** @param claim to which the money went; null when it went nowhere */
    public record Decided(int ordinal, String claim, long cents, String reason, Instant at) {}

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
        long closedCents;
        List<Decided> decisions;
        String quarantined;
        List<Balance.Difference> differences;
        long differenceCents;
        String released;
        String rejected;
        List<Deposit> deposits;
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
            closedCents = was.closedCents;
            decisions = was.decisions;
            differences = was.differences;
            released = was.released;
            rejected = was.rejected;
            deposits = was.deposits;
            differenceCents = was.differenceCents;
            depositCents = was.depositCents;
            depositDifferenceCents = was.depositDifferenceCents;
            depositedOn = was.depositedOn;
        }

        /** @param left what of it still waits */
        void decided(int ordinal, String claim, long cents, long left, String reason, Instant at) {
            var rest = new ArrayList<Unmatched>();
            for (var u : unmatched) {
                if (u.ordinal() != ordinal) rest.add(u);
                else if (left != 0)
                    rest.add(new Unmatched(
                            ordinal, u.reference(), left, u.reason(), u.claim(), u.chargeCents(), u.payerControl()));
            }
            waits(rest);
            var all = new ArrayList<>(decisions);
            all.add(new Decided(ordinal, claim, cents, reason, at));
            decisions = List.copyOf(all);
        }

        private String deposit() {
            if (depositCents == null) return was.amountCents > 0 && state.equals("POSTED") ? "MISSING" : "NONE";
            return depositDifferenceCents == 0 ? "AGREES" : "DIFFERS";
        }

        void waits(List<Unmatched> now) {
            unmatched = List.copyOf(now);
            unmatchedClaims = now.size();
            unmatchedCents = now.stream().mapToLong(Unmatched::paidCents).sum();
        }

        RemittanceRow row(Instant at, long version) {
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
                    closedCents,
                    unmatched,
                    decisions,
                    adjustments,
                    quarantined,
                    differences,
                    differenceCents,
                    released,
                    rejected,
                    was.byHand,
                    depositCents,
                    depositDifferenceCents,
                    depositedOn,
                    deposit(),
                    deposits,
                    at,
                    version);
        }
    }
}
