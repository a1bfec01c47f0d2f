package org.communitysupport.billing.domain.claim;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.communitysupport.billing.domain.claim.DayClaims.Claim;
import org.communitysupport.billing.domain.claim.DayClaims.Status;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.PostPayment;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.RefundClaim;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.UnpostPayment;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.Beside;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimAdjudicated;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimDenied;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimPaid;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimPartiallyPaid;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.DenialAssigned;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.PaymentReversed;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.PaymentTakenUp;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.PaymentUnposted;
import org.communitysupport.billing.domain.claim.Ledger.Message;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Money;
import org.communitysupport.kernel.Rejection;
import org.communitysupport.kernel.Warning;

/**
 * What payments do to a claim. Only CO-45 settles without money (amendment 6); everything else stays open until a person decides. A payment
 * for any version that was ever sent posts to that version.
 */
final class Posting {
    private static final Set<String> JUDGED = Set.of("1", "2", "3", "4", "19", "20", "21", "22");

    private final Claim claim;
    private final DayClaimsEvent.ClaimBuilt built;
    private final ClaimFacts facts;
    private final boolean anotherIsPaid;
    private final List<DayClaimsEvent> events = new ArrayList<>();

    /** @param anotherIsPaid another version of the same lines has money already */
    Posting(Claim claim, ClaimFacts facts, boolean anotherIsPaid) {
        this.claim = claim;
        this.built = claim.built();
        this.facts = facts;
        this.anotherIsPaid = anotherIsPaid;
    }

    Decision<DayClaimsEvent> post(PostPayment c) {
        String key = DayClaims.posting(c.remittance(), c.ordinal());
        if (c.byHand() != null && claim.settlement().ledger().waits(key)) return takeUpAllTheSame(key);
        if (claim.settlement().posted().contains(key)) return Decision.nothingToDo();
        var no = refusal(c);
        if (no != null) return Decision.reject(no);
        var message = new Message(c.remittance(), c.ordinal(), c.byHand() != null, c.advice());
        var ledger = claim.settlement().ledger();
        var now = ledger.fitting(built, List.of(message));
        events.add(new ClaimAdjudicated(
                built.person(),
                built.claim(),
                c.remittance(),
                c.ordinal(),
                c.paidOn(),
                !now.contains(message),
                c.byHand(),
                c.advice()));
        takeUp(ledger, now, message);
        return Decision.acceptAll(events);
    }

    /** A person says that it counts although it does not fit. */
    private Decision<DayClaimsEvent> takeUpAllTheSame(String key) {
        var ledger = claim.settlement().ledger();
        takeUp(ledger, List.of(ledger.find(key)), null);
        return Decision.acceptAll(events);
    }

    /** The agency pays back what was too much (BIL-16). */
    Decision<DayClaimsEvent> refund(RefundClaim c) {
        String key = DayClaims.posting(c.refund(), 1);
        if (claim.settlement().posted().contains(key)) return Decision.nothingToDo();
        long paid = claim.settlement().paidCents();
        long over = anotherIsPaid ? paid : Math.max(0, -claim.openCents());
        if (over == 0)
            return Decision.reject(
                    "not-overpaid", "BIL-16", "This claim is not overpaid, so there is nothing to refund.");
        if (c.cents() > over)
            return Decision.reject(Rejection.ofContent(
                    "more-than-overpaid",
                    "BIL-16",
                    "/cents",
                    "The amount is more than was overpaid. Enter at most " + Money.ofCents(over) + " for this claim."));
        var advice = new ClaimAdvice(
                "",
                "22",
                c.cents() == paid ? -built.chargeCents() : 0,
                -c.cents(),
                "",
                List.of(),
                List.of(),
                List.of());
        return post(new PostPayment(built.claim(), c.refund(), 1, c.on(), c.reason(), advice));
    }

    private Rejection refusal(PostPayment c) {
        if (!claim.everSent())
            return no(
                    "never-sent",
                    "The payment names a claim that was never sent. Match it to the right claim by hand.");
        var advice = c.advice();
        if (advice.status().equals("25"))
            return no("forecast", "The payer only says what it would pay (claim status 25). Wait for its payment.");
        if (advice.status().equals("23"))
            return no(
                    "forwarded",
                    "The payer says that the claim was not for it and was forwarded (claim status 23). Wait for the other"
                            + " payer, or send the claim there.");
        if (!JUDGED.contains(advice.status()))
            return no(
                    "other-status",
                    "The claim status code says neither paid nor denied nor reversed. Ask the payer, and post it by hand.");
        boolean more = Math.abs(advice.chargeCents()) > built.chargeCents()
                || advice.lines().stream().anyMatch(this::moreThanBilled);
        if (!more || c.byHand() != null) return null;
        return no(
                "other-charge",
                "The payment names a higher charge than the claim has. Check the claim, and post it by hand.");
    }

    private static Rejection no(String code, String detail) {
        return Rejection.of(code, "BIL-10", detail);
    }

    private boolean moreThanBilled(ClaimAdvice.Line line) {
        Integer number = Figures.line(built, line);
        return number != null
                && built.lines().stream()
                        .anyMatch(l -> l.number() == number && Math.abs(line.chargeCents()) > l.chargeCents());
    }

    Decision<DayClaimsEvent> unpost(UnpostPayment c) {
        String key = DayClaims.posting(c.remittance(), c.ordinal());
        var ledger = claim.settlement().ledger();
        var message = ledger.find(key);
        if (message == null)
            return Decision.reject(
                    "not-posted",
                    "BIL-11",
                    "This payment is not posted to the claim, so it cannot be taken off it. Check the "
                            + "payment and its line.");
        events.add(new PaymentUnposted(
                built.person(),
                built.claim(),
                c.remittance(),
                c.ordinal(),
                message.cents(),
                ledger.waits(key),
                c.reason()));
        var left = ledger.remove(key);
        step(ledger, left, message);
        takeUp(left, left.fitting(built, List.of()), null);
        return Decision.acceptAll(events);
    }

    private void takeUp(Ledger ledger, List<Message> now, Message coming) {
        var at = ledger;
        for (var message : now) {
            if (message != coming)
                events.add(new PaymentTakenUp(
                        built.person(), built.claim(), message.remittance(), message.ordinal(), message.cents()));
            var next = at.remove(message.key()).apply(message);
            step(at, next, message);
            at = next;
        }
    }

    /** From one sum to the next, and why. */
    private void step(Ledger from, Ledger to, Message by) {
        int small = facts.rules().followUp().smallReductionPercent();
        var was = Figures.of(built, from.applied(), small);
        var is = Figures.of(built, to.applied(), small);
        boolean lessPaid = is.paid() < was.paid();
        boolean takenBack = lessPaid || was.status() != null && is.status() == null;
        boolean dead = claim.status().over() && is.paid() <= 0 && !lessPaid;
        if (dead) return;
        if (takenBack)
            events.add(new PaymentReversed(
                    built.person(),
                    built.claim(),
                    by.remittance(),
                    by.ordinal(),
                    was.paid() - is.paid(),
                    built.chargeCents(),
                    is.paid(),
                    is.adjusted(),
                    is.open()));
        if (is.status() == null) return;
        boolean again = claim.settlement().denial() == null && is.refused() && by.cents() >= 0;
        if (!takenBack && !again && was.sameMoney(is) && claim.status() == is.status()) return;
        stands(is, to, by);
    }

    private void stands(Figures is, Ledger ledger, Message by) {
        var advices = ledger.applied().stream().map(Message::advice).toList();
        var adjustments = standing(advices);
        String control = by.advice().payerControl();
        Long patient = is.patient() == 0 ? null : is.patient();
        var denial = is.refused() ? denial(is, advices) : null;
        switch (is.status()) {
            case PAID ->
                events.add(new ClaimPaid(
                        built.person(),
                        built.claim(),
                        by.remittance(),
                        by.ordinal(),
                        control,
                        built.chargeCents(),
                        built.expectedCents(),
                        is.paid(),
                        is.adjusted(),
                        is.open(),
                        adjustments,
                        warnings(is, advices),
                        patient,
                        is.open() < 0 ? refundBy() : null));
            case PARTLY_PAID ->
                events.add(new ClaimPartiallyPaid(
                        built.person(),
                        built.claim(),
                        by.remittance(),
                        by.ordinal(),
                        control,
                        built.chargeCents(),
                        built.expectedCents(),
                        is.paid(),
                        is.adjusted(),
                        is.open(),
                        adjustments,
                        denial,
                        new Beside(warnings(is, advices), is.patient())));
            default ->
                events.add(new ClaimDenied(
                        built.person(),
                        built.claim(),
                        by.remittance(),
                        by.ordinal(),
                        control,
                        built.chargeCents(),
                        is.paid(),
                        is.adjusted(),
                        is.open(),
                        adjustments,
                        denial));
        }
        if (denial != null)
            events.add(new DenialAssigned(
                    built.person(),
                    built.claim(),
                    "carc-" + denial.carc(),
                    denial.owner(),
                    is.open(),
                    denial.lastFilingDay()));
    }

    /** Those of all that counts, without those that a reversal took back. */
    private static List<Adjustment> standing(List<ClaimAdvice> advices) {
        var standing = new ArrayList<Adjustment>();
        for (var advice : advices)
            for (var a : advice.allAdjustments()) {
                var opposite = new Adjustment(a.group(), a.reason(), -a.cents(), a.line());
                if (!standing.remove(opposite)) standing.add(a);
            }
        return List.copyOf(standing);
    }

    /** BIL-14: the weightiest reason that is not the contract decides who works on it. */
    private Denial denial(Figures is, List<ClaimAdvice> advices) {
        var remarks =
                advices.stream().flatMap(a -> a.remarks().stream()).distinct().toList();
        var route = facts.rules().route(is.reason());
        return new Denial(
                is.reason(),
                remarks,
                route.cause(),
                route.nextStep(),
                route.owner(),
                facts.rules().lastFilingDay(built.date()));
    }

    private LocalDate refundBy() {
        return facts.today().plusDays(facts.rules().followUp().refundDays());
    }

    private List<Warning> warnings(Figures is, List<ClaimAdvice> advices) {
        var warnings = new ArrayList<Warning>();
        long expected = built.expectedCents();
        if (is.open() < 0)
            warnings.add(new Warning(
                    "overpaid",
                    "BIL-16",
                    Money.ofCents(-is.open()) + " more was paid than was charged. Return it by " + refundBy()));
        else if (is.status() == Status.PAID && expected > 0 && is.paid() + is.patient() < expected)
            warnings.add(new Warning(
                    "underpaid",
                    "BIL-12",
                    Money.ofCents(expected - is.paid() - is.patient())
                            + " less was paid than the rate on file. Check the rate, or ask the payer."));
        if (anotherIsPaid)
            warnings.add(new Warning(
                    "paid-twice",
                    "BIL-2",
                    "Another version of this claim is paid, too. Return one of the two payments."));
        if (advices.stream().flatMap(a -> a.allAdjustments().stream()).anyMatch(a -> !a.knownGroup()))
            warnings.add(new Warning(
                    "unknown-group", "BIL-10", "An adjustment has a group code that the X12 guide does not have."));
        for (var advice : advices) for (var line : advice.lines()) recoded(line, warnings);
        return List.copyOf(warnings);
    }

    /** The payer judged another code than was billed. */
    private void recoded(ClaimAdvice.Line line, List<Warning> warnings) {
        Integer number = Figures.line(built, line);
        if (line.billed() == null || number == null || line.billed().equals(line.service())) return;
        var warning = new Warning(
                "recoded",
                "BIL-12",
                "Line " + number + " was billed as " + line.billed() + " and decided as " + line.service()
                        + ". Check the service that was billed.");
        if (!warnings.contains(warning)) warnings.add(warning);
    }
}
