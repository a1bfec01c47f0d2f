package org.communitysupport.billing.domain.claim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.communitysupport.billing.domain.claim.DayClaims.Claim;
import org.communitysupport.billing.domain.claim.DayClaims.Status;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.PostPayment;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimDenied;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimPaid;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimPartiallyPaid;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.DenialAssigned;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.PaymentReversed;
import org.communitysupport.billing.domain.rule.BillingRules;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Money;
import org.communitysupport.kernel.Warning;

/** What a payment does to a claim. Only CO-45 settles without money (amendment 6); everything else stays open until a person decides. */
final class Posting {
    private Posting() {}

    static Decision<DayClaimsEvent> post(PostPayment c, Claim claim, BillingRules rules) {
        if (claim.settlement().posted().contains(DayClaims.posting(c.remittance(), c.ordinal())))
            return Decision.nothingToDo();
        if (!claim.status().sent())
            return Decision.reject("never-sent", "BIL-10", "a payment came for a claim that was never sent");
        if (c.advice().reversal()) return reverse(c, claim);
        if (claim.status() == Status.PAID || claim.status() == Status.PARTLY_PAID)
            return Decision.reject(
                    "already-settled",
                    "BIL-11",
                    "the claim is " + claim.status() + "; the payer did not reverse that first");
        if (c.advice().chargeCents() != claim.built().chargeCents())
            return Decision.reject("other-charge", "BIL-10", "the advice speaks of another charge than the claim's");
        return settle(c, claim, rules);
    }

    private static Decision<DayClaimsEvent> settle(PostPayment c, Claim claim, BillingRules rules) {
        var built = claim.built();
        var advice = c.advice();
        var adjustments = advice.allAdjustments();
        long contractual = adjustments.stream()
                .filter(Adjustment::contractual)
                .mapToLong(Adjustment::cents)
                .sum();
        long open = built.chargeCents() - advice.paidCents() - contractual;
        String control = advice.payerControl();
        if (open <= 0)
            return Decision.accept(new ClaimPaid(
                    built.person(),
                    built.claim(),
                    c.remittance(),
                    c.ordinal(),
                    control,
                    built.chargeCents(),
                    built.expectedCents(),
                    advice.paidCents(),
                    contractual,
                    open,
                    adjustments,
                    underpaid(built.expectedCents(), advice.paidCents())));
        var denial = denial(advice, built, rules);
        var events = new ArrayList<DayClaimsEvent>();
        events.add(
                advice.paidCents() > 0
                        ? new ClaimPartiallyPaid(
                                built.person(),
                                built.claim(),
                                c.remittance(),
                                c.ordinal(),
                                control,
                                built.chargeCents(),
                                built.expectedCents(),
                                advice.paidCents(),
                                contractual,
                                open,
                                adjustments,
                                denial)
                        : new ClaimDenied(
                                built.person(),
                                built.claim(),
                                c.remittance(),
                                c.ordinal(),
                                control,
                                built.chargeCents(),
                                advice.paidCents(),
                                contractual,
                                open,
                                adjustments,
                                denial));
        events.add(new DenialAssigned(
                built.person(), built.claim(), "carc-" + denial.carc(), denial.owner(), open, denial.lastFilingDay()));
        return Decision.acceptAll(events);
    }

    private static Decision<DayClaimsEvent> reverse(PostPayment c, Claim claim) {
        var settlement = claim.settlement();
        if (claim.status() != Status.PAID && claim.status() != Status.PARTLY_PAID && claim.status() != Status.DENIED)
            return Decision.reject(
                    "nothing-to-reverse", "BIL-10", "no payment of this claim was posted that could be reversed");
        if (c.advice().paidCents() != -settlement.paidCents())
            return Decision.reject("other-amount", "BIL-10", "the reversal is not the payment that was posted");
        var built = claim.built();
        return Decision.accept(new PaymentReversed(
                built.person(),
                built.claim(),
                c.remittance(),
                c.ordinal(),
                settlement.paidCents(),
                built.chargeCents(),
                0,
                0,
                built.chargeCents()));
    }

    /** BIL-14: the weightiest reason that is not the contract decides who works on it. */
    private static Denial denial(ClaimAdvice advice, DayClaimsEvent.ClaimBuilt built, BillingRules rules) {
        String carc = advice.allAdjustments().stream()
                .filter(a -> !a.contractual())
                .max(Comparator.comparingLong(Adjustment::cents))
                .map(Adjustment::reason)
                .orElse("none");
        var route = rules.denialRoutes()
                .getOrDefault(
                        carc,
                        new BillingRules.Route(
                                carc.equals("none")
                                        ? "The payer paid less and gave no reason."
                                        : "The payer gave reason " + carc + ", which the pack does not explain.",
                                "Look the code up, ask the payer, then add it to the pack.",
                                "biller"));
        return new Denial(
                carc,
                advice.remarks(),
                route.cause(),
                route.nextStep(),
                route.owner(),
                rules.lastFilingDay(built.date()));
    }

    private static List<Warning> underpaid(long expected, long paid) {
        return expected > 0 && paid < expected
                ? List.of(new Warning(
                        "underpaid", "BIL-12", Money.ofCents(expected - paid) + " less than the rate on file"))
                : List.of();
    }
}
