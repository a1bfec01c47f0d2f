package org.communitysupport.billing.domain.rule;

import java.util.ArrayList;
import java.util.List;
import org.communitysupport.billing.domain.claim.Adjustment;
import org.communitysupport.billing.domain.claim.ClaimAdvice;
import org.communitysupport.kernel.Money;

/**
 * BIL-10: a payment advice adds up, per line, per claim, from lines to claim and as a whole, or nothing of it is posted. Takes the claims one
 * by one.
 */
public final class Balance {
    private static final int MOST = 20;

    /**
     * Something that does not add up.
     *
     * @param differenceCents what should be there less what is
     */
    public record Difference(String detail, long differenceCents) {}

    private final long amountCents;
    private final List<Difference> differences = new ArrayList<>();
    private long claimsCents;
    private long providerCents;
    private int claims;

    public Balance(long amountCents) {
        this.amountCents = amountCents;
    }

    public void claim(ClaimAdvice advice) {
        claims++;
        claimsCents += advice.paidCents();
        String name = name(advice.reference());
        long charged = 0;
        long paid = 0;
        int n = 0;
        for (var line : advice.lines()) {
            charged += line.chargeCents();
            paid += line.paidCents();
            adds(
                    name + ", line " + (line.number() == null ? ++n : line.number()) + ": charge less adjustments",
                    line.chargeCents() - sum(line.adjustments()),
                    line.paidCents());
        }
        if (!advice.lines().isEmpty()) {
            adds(name + ": the charges of the lines", charged, advice.chargeCents(), "the claim's charge is");
            adds(
                    name + ": what the lines were paid, less the claim's adjustments,",
                    paid - sum(advice.adjustments()),
                    advice.paidCents());
        }
        adds(
                name + ": charge less adjustments",
                advice.chargeCents() - sum(advice.allAdjustments()),
                advice.paidCents());
    }

    /** The claim as the payer calls it, unless that has not the shape of a number and may be a name. */
    private String name(String reference) {
        boolean number =
                reference != null && reference.matches("[A-Za-z0-9._/#-]{1,38}") && reference.matches(".*[0-9].*");
        return number ? "Claim " + reference : "Claim " + claims;
    }

    public void providerAdjustment(long cents) {
        providerCents += cents;
    }

    /** The first thing that does not add up; null when everything does. */
    public Difference difference() {
        var all = differences();
        return all.isEmpty() ? null : all.getFirst();
    }

    /** All, up to twenty; whether the whole adds up stands last. */
    public List<Difference> differences() {
        var all = new ArrayList<>(differences);
        long total = claimsCents - providerCents - amountCents;
        if (total != 0)
            all.add(new Difference(
                    "The claims minus the provider adjustments are " + Money.ofCents(claimsCents - providerCents)
                            + ", and the amount paid is " + Money.ofCents(amountCents) + "; difference "
                            + Money.ofCents(total) + ". Correct the amount or the lines.",
                    total));
        return List.copyOf(all);
    }

    public int claims() {
        return claims;
    }

    private void adds(String what, long should, long is) {
        adds(what, should, is, "what was paid is");
    }

    private void adds(String what, long should, long is, String other) {
        if (should == is || differences.size() == MOST) return;
        differences.add(new Difference(
                what + " is " + Money.ofCents(should) + ", " + other + " " + Money.ofCents(is) + "; difference "
                        + Money.ofCents(should - is) + ". Correct the amounts.",
                should - is));
    }

    private static long sum(Iterable<Adjustment> adjustments) {
        long sum = 0;
        for (var a : adjustments) sum += a.cents();
        return sum;
    }
}
