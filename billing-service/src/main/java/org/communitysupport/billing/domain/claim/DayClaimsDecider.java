package org.communitysupport.billing.domain.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.communitysupport.billing.domain.claim.DayClaims.Claim;
import org.communitysupport.billing.domain.claim.DayClaims.Sending;
import org.communitysupport.billing.domain.claim.DayClaims.Status;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.BatchClaim;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.BuildClaims;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.CorrectRelease;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.NoteStatus;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.NoteSubmitted;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.NoteVerdict;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.PostPayment;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.RebuildRejected;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.Rescrub;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.ResolveDenial;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimAcceptedByPayer;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimBatched;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimBuilt;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimCorrectionDue;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimDenied;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimHeld;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimPaid;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimPartiallyPaid;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimRejectedByPayer;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimScrubFailed;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimScrubPassed;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimStatusReported;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimSubjectRenewed;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimSubmitted;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimSuperseded;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.DenialAssigned;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.DenialResolved;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.PaymentReversed;
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
            case BatchClaim c -> with(s, c.claim(), claim -> batch(c, claim));
            case NoteSubmitted c -> with(s, c.claim(), claim -> submitted(c, claim));
            case NoteVerdict c -> with(s, c.claim(), claim -> verdict(c, claim));
            case NoteStatus c -> with(s, c.claim(), claim -> status(c, claim));
            case PostPayment c -> with(s, c.claim(), claim -> Posting.post(c, claim, facts.rules()));
            case RebuildRejected c -> with(s, c.claim(), claim -> rebuild(s, claim, facts));
            case ResolveDenial c -> with(s, c.claim(), claim -> resolve(c, claim));
        };
    }

    private static Decision<DayClaimsEvent> with(
            DayClaims s, String id, Function<Claim, Decision<DayClaimsEvent>> judge) {
        var claim = s.claim(id);
        return claim == null
                ? Decision.reject(Rejection.ofContent("no-such-claim", "BIL-1", "/claim", "this day has no such claim"))
                : judge.apply(claim);
    }

    private static Decision<DayClaimsEvent> rescrub(Rescrub c, DayClaims s, ClaimFacts facts) {
        var events = new ArrayList<DayClaimsEvent>();
        for (var claim : s.claims().values()) {
            var built = claim.built();
            boolean asked = claim.isToScrub()
                    && built.program().equals(c.program())
                    && built.payer().equals(c.payer());
            if (!asked) continue;
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

    private static Decision<DayClaimsEvent> batch(BatchClaim c, Claim claim) {
        boolean already = claim.status() == Status.BATCHED
                && c.batch().equals(claim.sending().batch());
        if (already) return Decision.nothingToDo();
        boolean free = claim.status() == Status.READY
                || claim.status() == Status.BATCHED && claim.sending().batch().equals(c.abandoned());
        if (!free)
            return Decision.reject(
                    "not-ready", "BIL-1", "the claim is " + claim.status() + " and cannot go into a batch");
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
            return Decision.reject("other-batch", "BIL-1", "the claim is not in this batch");
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
            case REJECTED, PAID, PARTLY_PAID, DENIED -> Decision.nothingToDo();
            case BUILT, HELD, FAILED, READY, SUPERSEDED ->
                claim.sending().number() != null
                        ? Decision.nothingToDo()
                        : Decision.reject("never-sent", "BIL-1", "a verdict came for a claim that was never sent");
        };
    }

    private static Decision<DayClaimsEvent> status(NoteStatus c, Claim claim) {
        return switch (claim.status()) {
            case BATCHED, SUBMITTED, ACCEPTED, REJECTED, PAID, PARTLY_PAID, DENIED ->
                Decision.accept(
                        new ClaimStatusReported(claim.built().person(), claim.id(), c.codes(), c.payerControl()));
            case BUILT, HELD, FAILED, READY, SUPERSEDED ->
                claim.sending().number() != null
                        ? Decision.nothingToDo()
                        : Decision.reject("never-sent", "BIL-1", "a verdict came for a claim that was never sent");
        };
    }

    private static Decision<DayClaimsEvent> rebuild(DayClaims s, Claim claim, ClaimFacts facts) {
        if (claim.status() != Status.REJECTED)
            return Decision.reject(
                    "not-rejected",
                    "BIL-2",
                    "the claim is " + claim.status() + "; only what the payer never took is built anew");
        return Decision.acceptAll(new Building(s, facts).rebuilt(claim));
    }

    private static Decision<DayClaimsEvent> resolve(ResolveDenial c, Claim claim) {
        if (claim.settlement().denial() == null)
            return Decision.reject("no-denial", "BIL-14", "the claim has no open denial");
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
            case ClaimSuperseded e -> s.change(e.claim(), c -> c.at(Status.SUPERSEDED));
            case ClaimCorrectionDue e -> s;
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
