package org.communitysupport.billing.domain.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.communitysupport.billing.domain.claim.DayClaims.Claim;
import org.communitysupport.billing.domain.claim.DayClaims.Sending;
import org.communitysupport.billing.domain.claim.DayClaims.Status;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.BatchClaim;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.BuildClaims;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.CancelClaim;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.CloseClaim;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.CorrectClaim;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.CorrectRelease;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.NotePersonCorrected;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.NoteProviderAdjustment;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.NoteStatus;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.NoteSubmitted;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.NoteVerdict;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.PostPayment;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.RebuildRejected;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.RefundClaim;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.Rescrub;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.ResolveDenial;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.UnpostPayment;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimAcceptedByPayer;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimAdjudicated;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimBatched;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimBuilt;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimCancelled;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimClosed;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimCorrected;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimCorrectionDue;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimCoverageDoubted;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimDenied;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimHeld;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimPaid;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimPartiallyPaid;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimReinstated;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimRejectedByPayer;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimReplaced;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimScrubFailed;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimScrubPassed;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimStatusReported;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimSubjectRenewed;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimSubmitted;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimSuperseded;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimTookOver;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimVoided;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.DenialAssigned;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.DenialResolved;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.PaymentReversed;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.PaymentTakenUp;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.PaymentUnposted;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ProviderAdjustmentNoted;
import org.communitysupport.billing.domain.rule.Scrub;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Rejection;

/** BIL-1 to BIL-6, 8, 10, 11, 14 and amendments 4 to 6 for the claims of one person's day. */
public final class DayClaimsDecider implements Decider<DayClaimsCommand, DayClaims, DayClaimsEvent, ClaimFacts> {

    @Override
    public DayClaims initial() {
        return DayClaims.NONE;
    }

    @Override
    public Decision<DayClaimsEvent> decide(DayClaimsCommand command, DayClaims s, ClaimFacts facts) {
        return switch (command) {
            case BuildClaims c -> Decision.acceptAll(new Building(s, facts).build(c));
            case CorrectRelease c -> Decision.acceptAll(new Building(s, facts).correct(c));
            case Rescrub c -> rescrub(c, s, facts);
            case NotePersonCorrected c -> personCorrected(c, s, facts);
            case BatchClaim c -> with(s, c.claim(), claim -> batch(c, claim));
            case NoteSubmitted c -> with(s, c.claim(), claim -> settled(s, submitted(c, claim), claim));
            case NoteVerdict c -> with(s, c.claim(), claim -> verdict(c, claim));
            case NoteStatus c -> with(s, c.claim(), claim -> status(c, claim));
            case PostPayment c ->
                with(s, c.claim(), claim -> settled(s, posting(s, claim, facts).post(c), claim));
            case UnpostPayment c ->
                with(s, c.claim(), claim -> settled(s, posting(s, claim, facts).unpost(c), claim));
            case RefundClaim c ->
                with(s, c.claim(), claim -> settled(s, posting(s, claim, facts).refund(c), claim));
            case NoteProviderAdjustment c -> with(s, c.claim(), claim -> adjustment(c, claim));
            case CorrectClaim c -> with(s, c.claim(), claim -> new Correcting(s, claim, facts).correct(c));
            case CancelClaim c -> with(s, c.claim(), claim -> new Correcting(s, claim, facts).cancel(c));
            case CloseClaim c -> with(s, c.claim(), claim -> new Correcting(s, claim, facts).close(c));
            case RebuildRejected c -> with(s, c.claim(), claim -> rebuild(s, claim, facts));
            case ResolveDenial c -> with(s, c.claim(), claim -> resolve(c, claim));
        };
    }

    private static Decision<DayClaimsEvent> with(
            DayClaims s, String id, Function<Claim, Decision<DayClaimsEvent>> judge) {
        var claim = s.claim(id);
        return claim == null
                ? Decision.reject(Rejection.ofContent(
                        "no-such-claim",
                        "BIL-1",
                        "/claim",
                        "The member has no such claim on this day. Look for it under GET /v1/claims."))
                : judge.apply(claim);
    }

    private static Posting posting(DayClaims s, Claim claim, ClaimFacts facts) {
        return new Posting(claim, facts, new Versions(s, claim.id()).anotherIsPaid());
    }

    /** With what follows for the other versions of the same lines. */
    private Decision<DayClaimsEvent> settled(DayClaims s, Decision<DayClaimsEvent> decision, Claim claim) {
        if (!(decision instanceof Decision.Accepted<DayClaimsEvent> a)
                || a.events().isEmpty()) return decision;
        var after = s;
        for (var event : a.events()) after = evolve(after, event);
        var all = new ArrayList<>(a.events());
        all.addAll(new Versions(after, claim.id()).settled());
        return Decision.acceptAll(all);
    }

    private static Decision<DayClaimsEvent> adjustment(NoteProviderAdjustment c, Claim claim) {
        var noted = new ProviderAdjustmentNoted(
                claim.built().person(), claim.id(), c.remittance(), c.reason(), c.reference(), c.cents());
        return claim.settlement().posted().contains(DayClaims.posting(noted))
                ? Decision.nothingToDo()
                : Decision.accept(noted);
    }

    private static Decision<DayClaimsEvent> rescrub(Rescrub c, DayClaims s, ClaimFacts facts) {
        var events = new ArrayList<DayClaimsEvent>();
        for (var claim : s.claims().values()) {
            var built = claim.built();
            boolean theirs =
                    built.program().equals(c.program()) && built.payer().equals(c.payer());
            if (theirs && claim.status().sent()) doubt(claim, facts, events);
            if (!theirs || !claim.isToScrub()) continue;
            var subject = Scrub.subject(built.person(), built.payer(), built.date(), facts.account());
            var result = Scrub.of(built, subject, facts);
            boolean failed = !result.findings().isEmpty();
            boolean sameSubject = subject.equals(claim.subject());
            if (sameSubject
                    && result.findings().equals(claim.findings())
                    && failed == (claim.status() == Status.FAILED)) continue;
            if (!sameSubject)
                events.add(new ClaimSubjectRenewed(
                        built.person(), claim.id(), Building.part2(built.date(), facts), subject));
            events.add(Building.judged(built, result, facts));
        }
        return Decision.acceptAll(events);
    }

    /** A claim that left is not judged again, but who bills should know that its coverage is gone. */
    private static void doubt(Claim claim, ClaimFacts facts, List<DayClaimsEvent> events) {
        String now = Scrub.coverage(claim.built(), facts).map(Finding::detail).orElse(null);
        if (!Objects.equals(now, claim.lineage().doubt()))
            events.add(new ClaimCoverageDoubted(claim.built().person(), claim.id(), now));
    }

    /** What the payer never took is built anew by hand, with today's facts; it needs no replacement. */
    private static Decision<DayClaimsEvent> personCorrected(NotePersonCorrected c, DayClaims s, ClaimFacts facts) {
        var due = new ArrayList<DayClaimsEvent>();
        for (var claim : s.claims().values()) {
            var built = claim.built();
            var lineage = claim.lineage();
            boolean left = claim.status().sent()
                    && claim.status() != Status.REJECTED
                    && lineage.replacedBy() == null
                    && !lineage.due();
            if (!left || !built.program().equals(c.program()) || !built.payer().equals(c.payer())) continue;
            var now = Scrub.subject(built.person(), built.payer(), built.date(), facts.account())
                    .value();
            var then = claim.subject().value();
            if (now.isEmpty() || then.isEmpty() || now.get().samePerson(then.get())) continue;
            due.add(new ClaimCorrectionDue(
                    built.person(),
                    claim.id(),
                    built.released().stream().map(ReleasedLine::line).toList(),
                    "the person was corrected after the claim had left",
                    new DayClaimsEvent.Right(claim.right())));
        }
        return Decision.acceptAll(due);
    }

    private static Decision<DayClaimsEvent> batch(BatchClaim c, Claim claim) {
        boolean already = claim.status() == Status.BATCHED
                && c.batch().equals(claim.sending().batch());
        if (already) return Decision.nothingToDo();
        boolean free = claim.status() == Status.READY
                || claim.status() == Status.BATCHED && claim.sending().batch().equals(c.abandoned());
        if (!free)
            return Decision.reject(
                    "not-ready",
                    "BIL-1",
                    "The claim is " + claim.status() + "; only a claim that is READY goes into a batch.");
        return Decision.accept(new ClaimBatched(claim.built().person(), claim.id(), c.batch(), c.number()));
    }

    /**
     * Which batch a claim is in, the channel decides (BIL-1); the claim itself knows only which one wanted it last. Of two that are built at
     * once the one may take it, the other take it for left behind and take it too, and then the first be quicker.
     */
    private static Decision<DayClaimsEvent> submitted(NoteSubmitted c, Claim claim) {
        var sending = claim.sending();
        if (c.controlNumber().equals(sending.controlNumber())) return Decision.nothingToDo();
        if (sending.batch() == null || sending.controlNumber() != null)
            return Decision.reject(
                    "other-batch", "BIL-1", "The claim is not in this batch. Look at the batch that the claim names.");
        return Decision.accept(new ClaimSubmitted(claim.built().person(), claim.id(), c.batch(), c.controlNumber()));
    }

    /**
     * A clearinghouse takes a claim first, and the payer behind it may reject it days later: that counts. A rejection stands until the claim
     * is built anew; what the payer has judged is past it.
     */
    private static Decision<DayClaimsEvent> verdict(NoteVerdict c, Claim claim) {
        String person = claim.built().person();
        return switch (claim.status()) {
            case BATCHED, SUBMITTED ->
                Decision.accept(
                        c.accepted()
                                ? new ClaimAcceptedByPayer(person, claim.id(), c.payerControl(), c.codes())
                                : new ClaimRejectedByPayer(person, claim.id(), c.codes(), c.text()));
            case ACCEPTED ->
                c.accepted() || !claim.settlement().posted().isEmpty()
                        ? Decision.nothingToDo()
                        : Decision.accept(new ClaimRejectedByPayer(person, claim.id(), c.codes(), c.text()));
            case REJECTED, PAID, PARTLY_PAID, DENIED, REPLACED, VOIDED, CLOSED -> Decision.nothingToDo();
            case BUILT, HELD, FAILED, READY, SUPERSEDED, CANCELLED ->
                claim.sending().number() != null
                        ? Decision.nothingToDo()
                        : Decision.reject(
                                "never-sent",
                                "BIL-1",
                                "The payer answered a claim that was never sent. Check the claim number in its file.");
        };
    }

    private static Decision<DayClaimsEvent> status(NoteStatus c, Claim claim) {
        return switch (claim.status()) {
            case BATCHED, SUBMITTED, ACCEPTED, REJECTED, PAID, PARTLY_PAID, DENIED, REPLACED, VOIDED, CLOSED ->
                Decision.accept(
                        new ClaimStatusReported(claim.built().person(), claim.id(), c.codes(), c.payerControl()));
            case BUILT, HELD, FAILED, READY, SUPERSEDED, CANCELLED ->
                claim.sending().number() != null
                        ? Decision.nothingToDo()
                        : Decision.reject(
                                "never-sent",
                                "BIL-1",
                                "The payer answered a claim that was never sent. Check the claim number in its file.");
        };
    }

    /** From a claim that the payer never took, a new original; from one that it judged, what the payer wants instead of it. */
    private static Decision<DayClaimsEvent> rebuild(DayClaims s, Claim claim, ClaimFacts facts) {
        var status = claim.status();
        if (!status.judged() && status != Status.REJECTED && status != Status.CANCELLED)
            return Decision.reject(
                    "not-rejected",
                    "BIL-2",
                    "The claim is " + status
                            + "; only one that the payer rejected, denied or paid can be built again. Wait for its "
                            + "answer, or correct it.");
        return new Correcting(s, claim, facts).correct(new CorrectClaim(claim.id(), null, "REBUILT"));
    }

    private static Decision<DayClaimsEvent> resolve(ResolveDenial c, Claim claim) {
        if (claim.settlement().denial() == null)
            return Decision.reject(
                    "no-denial", "BIL-14", "The claim has no open denial, so there is nothing to resolve.");
        return Decision.accept(new DenialResolved(claim.built().person(), claim.id(), c.resolution()));
    }

    @Override
    public DayClaims evolve(DayClaims s, DayClaimsEvent event) {
        return switch (event) {
            case ClaimBuilt e -> s.built(e);
            case ClaimHeld e -> s.change(e.claim(), c -> c.judged(Status.HELD, e.causes()));
            case ClaimScrubPassed e -> s.change(e.claim(), c -> c.judged(Status.READY, List.of()));
            case ClaimScrubFailed e -> s.change(e.claim(), c -> c.judged(Status.FAILED, e.findings()));
            case ClaimSubjectRenewed e -> s.change(e.claim(), c -> c.about(e.subject(), e.part2()));
            case ClaimSuperseded e -> s.change(e.claim(), c -> c.over(Status.SUPERSEDED, e.replacedBy()));
            case ClaimReplaced e -> s.change(e.claim(), c -> c.over(Status.REPLACED, e.replacedBy()));
            case ClaimVoided e -> s.change(e.claim(), c -> c.over(Status.VOIDED, e.voidedBy()));
            case ClaimCancelled e -> s.change(e.claim(), c -> c.over(Status.CANCELLED, null));
            case ClaimReinstated e -> s.change(e.claim(), c -> c.at(Status.valueOf(e.status())));
            case ClaimTookOver e -> s;
            case ClaimCoverageDoubted e ->
                s.change(e.claim(), c -> c.with(c.lineage().doubted(e.detail())));
            case ClaimCorrected e -> s;
            case ClaimClosed e ->
                s.change(e.claim(), c -> c.over(Status.CLOSED, null)
                        .with(c.settlement().closed(e.adjustedCents())));
            case ClaimAdjudicated e ->
                s.change(e.claim(), c -> c.known(e.advice().payerControl())
                        .with(c.settlement()
                                .told(
                                        new Ledger.Message(e.remittance(), e.ordinal(), e.reason() != null, e.advice()),
                                        e.waits())));
            case PaymentTakenUp e ->
                s.change(
                        e.claim(), c -> c.with(c.settlement().takenUp(DayClaims.posting(e.remittance(), e.ordinal()))));
            case PaymentUnposted e ->
                s.change(
                        e.claim(),
                        c -> c.with(c.settlement().unposted(DayClaims.posting(e.remittance(), e.ordinal()))));
            case ProviderAdjustmentNoted e ->
                s.change(e.claim(), c -> c.with(c.settlement().noted(DayClaims.posting(e))));
            case ClaimCorrectionDue e ->
                s.change(
                        e.claim(),
                        c -> c.with(c.lineage()
                                .due(
                                        e.now() == null ? null : e.now().lines(),
                                        !e.lines().isEmpty())));
            case ClaimBatched e ->
                s.change(e.claim(), c -> c.sent(Status.BATCHED, new Sending(e.batch(), e.number(), null, null)));
            case ClaimSubmitted e ->
                s.change(
                        e.claim(),
                        c -> c.sent(
                                c.status() == Status.BATCHED ? Status.SUBMITTED : c.status(),
                                new Sending(
                                        e.batch(),
                                        c.sending().number(),
                                        e.controlNumber(),
                                        c.sending().payerControl())));
            case ClaimAcceptedByPayer e ->
                s.change(e.claim(), c -> c.known(e.payerControl()).at(Status.ACCEPTED));
            case ClaimStatusReported e -> s.change(e.claim(), c -> c.known(e.payerControl()));
            case ClaimRejectedByPayer e -> s.change(e.claim(), c -> c.at(Status.REJECTED));
            case ClaimPaid e ->
                s.change(e.claim(), c -> c.known(e.payerControl()).settled(Status.PAID, e, null));
            case ClaimPartiallyPaid e ->
                s.change(e.claim(), c -> c.known(e.payerControl()).settled(Status.PARTLY_PAID, e, e.denial()));
            case ClaimDenied e ->
                s.change(e.claim(), c -> c.known(e.payerControl()).settled(Status.DENIED, e, e.denial()));
            case PaymentReversed e -> s.change(e.claim(), c -> c.settled(Status.ACCEPTED, e, null));
            case DenialAssigned e -> s;
            case DenialResolved e -> s.change(e.claim(), Claim::resolved);
        };
    }
}
