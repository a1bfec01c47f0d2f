package org.communitysupport.billing.domain.rule;

import org.communitysupport.billing.domain.claim.Adjustment;
import org.communitysupport.billing.domain.claim.ClaimAdvice;

/** BIL-10: a payment advice adds up, per line, per claim and as a whole, or nothing of it is posted. Takes the claims one by one. */
public final class Balance {

    /** The first thing that did not add up. {@code differenceCents} = what should be there less what is. */
    public record Difference(String detail, long differenceCents) {}

    private final long amountCents;
    private long claimsCents;
    private long providerCents;
    private int claims;
    private Difference difference;

    public Balance(long amountCents) {
        this.amountCents = amountCents;
    }

    public void claim(ClaimAdvice advice) {
        claims++;
        claimsCents += advice.paidCents();
        check(
                "claim " + claims + ": charge less adjustments is not what was paid",
                advice.chargeCents() - sum(advice.allAdjustments()) - advice.paidCents());
        int n = 0;
        for (var line : advice.lines())
            check(
                    "claim " + claims + ", service " + ++n + ": charge less adjustments is not what was paid",
                    line.chargeCents() - sum(line.adjustments()) - line.paidCents());
    }

    public void providerAdjustment(long cents) {
        providerCents += cents;
    }

    /** Null when everything adds up. */
    public Difference difference() {
        if (difference != null) return difference;
        long total = claimsCents - providerCents - amountCents;
        return total == 0
                ? null
                : new Difference("the claims less the provider adjustments are not the amount paid", total);
    }

    public int claims() {
        return claims;
    }

    private void check(String detail, long cents) {
        if (difference == null && cents != 0) difference = new Difference(detail, cents);
    }

    private static long sum(Iterable<Adjustment> adjustments) {
        long sum = 0;
        for (var a : adjustments) sum += a.cents();
        return sum;
    }
}
