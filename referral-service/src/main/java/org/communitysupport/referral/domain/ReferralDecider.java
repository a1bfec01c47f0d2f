package org.communitysupport.referral.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Supplier;
import org.communitysupport.kernel.Basis;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Rejection;
import org.communitysupport.referral.domain.ReferralCommand.*;
import org.communitysupport.referral.domain.ReferralEvent.*;
import org.communitysupport.referral.domain.ReferralState.Stage;
import org.communitysupport.referral.domain.rule.Ref8Guardian;

/** The rules of one referral, from the first word to the end of the episode it led to: REF-1 to 5, 8 to 10, 12. */
public final class ReferralDecider implements Decider<ReferralCommand, ReferralState, ReferralEvent, ReferralFacts> {

    @Override
    public ReferralState initial() {
        return ReferralState.NONE;
    }

    @Override
    public Decision<ReferralEvent> decide(ReferralCommand command, ReferralState state, ReferralFacts facts) {
        if (command instanceof ReceiveReferral receive) return Receiving.receive(receive, state, facts);
        if (state.stage() == Stage.NONE) return Decision.reject("unknown-referral", "", "There is no such referral.");
        return switch (command) {
            case ReceiveReferral receive -> Receiving.receive(receive, state, facts);
            case IdentifyReferral identify -> Identifying.identify(identify, state);
            case DetectDuplicate duplicate -> Identifying.duplicate(duplicate, state);
            case MissResponse miss -> miss(miss, state);
            case LiftPart2 lift -> lift(lift, state);
            case OpenEpisode open -> open(open, state);
            case CorrectOutcome correct -> correct(correct, state);
            case TriageReferral triage -> inIntake(state, () -> triage(triage, state));
            case RequestInformation request -> inIntake(state, () -> request(request, state));
            case SupplyInformation supply -> inIntake(state, () -> supply(supply, state));
            case RecordContactAttempt attempt ->
                inIntake(
                        state,
                        () -> Decision.accept(
                                new ReferralContactAttempted(id(state), attempt.on(), attempt.outcome())));
            case AcceptReferral accept -> accept(accept, state, facts);
            case DeclineReferral decline -> inIntake(state, () -> decline(decline, state, facts));
            case WithdrawReferral withdraw -> withdraw(withdraw, state);
            case TakeBackReferral back -> takeBack(back, state);
            case CloseEpisode close -> close(close, state);
        };
    }

    private static Decision<ReferralEvent> triage(TriageReferral c, ReferralState state) {
        return Decision.accept(new ReferralTriaged(id(state), c.urgency(), personal(state, "triage-note", c.note())));
    }

    private static Decision<ReferralEvent> request(RequestInformation c, ReferralState state) {
        if (c.items().isEmpty())
            return Decision.reject(
                    Rejection.ofContent("nothing-asked", "", "/items", "Name at least one thing that is missing."));
        return Decision.accept(new ReferralInformationRequested(id(state), c.items()));
    }

    private static Decision<ReferralEvent> supply(SupplyInformation c, ReferralState state) {
        if (state.stage() != Stage.AWAITING_INFORMATION)
            return Decision.reject("nothing-asked", "", "No information was asked for.");
        return Decision.accept(new ReferralInformationReceived(id(state), personal(state, "information", c.answer())));
    }

    private static Decision<ReferralEvent> accept(AcceptReferral c, ReferralState state, ReferralFacts facts) {
        if (state.held())
            return c.team().equals(state.team())
                    ? Decision.nothingToDo()
                    : Decision.reject("already-accepted", "REF-2", "Another team has accepted this referral.");
        if (state.stage().ended()) return ended(state);
        if (!state.identified())
            return Decision.reject(
                    "not-identified", "REF-2", "It is not yet settled who this is; ask again in a moment.");
        if (state.stage() != Stage.TRIAGED)
            return Decision.reject("not-triaged", "", "A referral is triaged, and complete, before it is accepted.");
        if (facts.rules() == null) return noPack();
        if (!guardianKnown(state))
            return Decision.reject("guardian-unknown", "REF-8", "A guardian is flagged: name and relationship first.");
        if (c.caseload() < 1)
            return Decision.reject(
                    "no-slot", "REF-6", "A referral is accepted into a slot that the team has reserved.");
        return Decision.accept(accepted(c, state, facts.rules().pack().basis("REF-2", "REF-6", "REF-8", "REF-10")));
    }

    private static boolean guardianKnown(ReferralState state) {
        return !state.content().guardianFlagged()
                || state.content()
                        .demographics()
                        .value()
                        .map(Ref8Guardian::known)
                        .orElse(true);
    }

    private static ReferralAccepted accepted(AcceptReferral c, ReferralState state, Basis basis) {
        var content = state.content();
        return new ReferralAccepted(
                id(state),
                state.person(),
                c.episode(),
                content.program(),
                content.payer(),
                c.team(),
                content.sourceType(),
                content.sendingSystem(),
                c.acceptedOn(),
                c.acceptedBy(),
                c.caseload(),
                c.limit(),
                content.part2(),
                content.demographics(),
                content.clinical(),
                basis,
                content.warnings());
    }

    private static Decision<ReferralEvent> decline(DeclineReferral c, ReferralState state, ReferralFacts facts) {
        if (facts.rules() == null) return noPack();
        if (c.reason() == Codes.DeclineReason.NO_CAPACITY) {
            if (c.proof() == null)
                return Decision.reject(Rejection.ofContent(
                        "team-missing", "REF-5", "/team", "NO_CAPACITY names the team that has none."));
            if (!c.proof().full())
                return Decision.reject(Rejection.of(
                                "capacity-left", "REF-5", "The team has room, so capacity is no reason to decline.")
                        .with(Map.of(
                                "team", c.proof().team(),
                                "caseload", "" + c.proof().caseload(),
                                "limit", "" + c.proof().limit())));
        }
        return Decision.accept(new ReferralDeclined(
                id(state),
                state.person(),
                c.reason(),
                c.proof(),
                facts.rules().pack().basis("REF-5", "REF-6")));
    }

    private static Decision<ReferralEvent> withdraw(WithdrawReferral c, ReferralState state) {
        if (state.stage().ended()) return ended(state);
        var events = new ArrayList<ReferralEvent>();
        events.add(new ReferralWithdrawn(
                id(state),
                state.person(),
                state.content().program(),
                state.episode(),
                state.team(),
                c.reason(),
                c.on()));
        if (state.stage() == Stage.EPISODE_OPEN)
            events.add(0, closed(state, c.on(), Codes.ClosureReason.MEMBER_WITHDREW));
        return Decision.acceptAll(events);
    }

    private static Decision<ReferralEvent> takeBack(TakeBackReferral c, ReferralState state) {
        // That it has ended, and how, is not told to who may not read it.
        if (state.stage().ended()) return Decision.nothingToDo();
        if (state.held())
            return Decision.reject(
                    "already-accepted",
                    "REF-2",
                    "The agency has begun to work with the person; call the agency if the referral should end.");
        return withdraw(new WithdrawReferral(Codes.WithdrawalReason.REFERRER_WITHDREW, c.on()), state);
    }

    private static Decision<ReferralEvent> correct(CorrectOutcome c, ReferralState state) {
        if (!state.stage().ended() || !c.is().ended())
            return Decision.reject("not-ended", "REF-12", "Only the outcome of an ended referral is corrected.");
        if (state.stage() == c.is()) return Decision.nothingToDo();
        return Decision.accept(new ReferralOutcomeCorrected(id(state), state.stage(), c.is(), c.reason()));
    }

    private static Decision<ReferralEvent> lift(LiftPart2 c, ReferralState state) {
        if (!state.content().part2()) return Decision.nothingToDo();
        return Decision.accept(
                new ReferralPart2Lifted(id(state), state.person(), c.by(), personal(state, "part2-lift", c.reason())));
    }

    private static Decision<ReferralEvent> miss(MissResponse c, ReferralState state) {
        return state.answered() || !c.dueAt().equals(state.content().responseDueAt())
                ? Decision.nothingToDo()
                : Decision.accept(new ReferralResponseDeadlineMissed(id(state), c.dueAt()));
    }

    private static Decision<ReferralEvent> open(OpenEpisode c, ReferralState state) {
        if (state.stage() != Stage.ACCEPTED) return Decision.nothingToDo();
        return Decision.accept(new EpisodeOpened(
                id(state),
                state.person(),
                state.episode(),
                state.content().program(),
                c.payer(),
                state.team(),
                c.openedOn()));
    }

    private static Decision<ReferralEvent> close(CloseEpisode c, ReferralState state) {
        if (state.stage().ended()) return ended(state);
        return state.stage() == Stage.EPISODE_OPEN
                ? Decision.accept(closed(state, c.closedOn(), c.reason()))
                : Decision.reject("no-open-episode", "", "There is no open episode to close.");
    }

    private static EpisodeClosed closed(ReferralState state, LocalDate on, Codes.ClosureReason reason) {
        return new EpisodeClosed(
                id(state), state.person(), state.episode(), state.content().program(), state.team(), on, reason);
    }

    private static Decision<ReferralEvent> inIntake(ReferralState state, Supplier<Decision<ReferralEvent>> then) {
        if (state.stage().ended()) return ended(state);
        return state.held()
                ? Decision.reject("already-accepted", "", "The referral is accepted; intake is over.")
                : then.get();
    }

    static Decision<ReferralEvent> ended(ReferralState state) {
        return Decision.reject(
                Rejection.of("referral-ended", "REF-12", "The referral has ended; only its outcome can be corrected.")
                        .with(Map.of("outcome", state.stage().name())));
    }

    private static Decision<ReferralEvent> noPack() {
        return Decision.reject("no-policy-pack", "", "No policy pack covers this program and payer today.");
    }

    private static String id(ReferralState state) {
        return state.content().referral();
    }

    private static Personal<String> personal(ReferralState state, String field, String text) {
        return text == null || text.isBlank() ? null : Personal.of(state.person(), field, text);
    }

    /** REF-10: all events of a Part 2 referral carry the mark, not only those that repeat its content. */
    @Override
    public String sensitivity(ReferralState state) {
        return state.content() != null && state.content().part2() ? "part2" : "";
    }

    @Override
    public boolean begins(ReferralCommand command) {
        return command instanceof ReceiveReferral;
    }

    @Override
    public ReferralState evolve(ReferralState state, ReferralEvent event) {
        return switch (event) {
            case ReferralReceived e -> new ReferralState(Stage.RECEIVED, e, e.person(), false, false, null, null, null);
            case ReferralCorrected e -> state.with(e.asReceived());
            case ReferralIdentified e -> state.known(e.person(), true, e.demographics(), e.clinical(), e.referrer());
            case ReferralDuplicateDetected e ->
                state.known(e.person(), false, e.demographics(), e.clinical(), e.referrer())
                        .duplicating(e.duplicateOf());
            case ReferralTriaged e -> state.at(Stage.TRIAGED).responded();
            case ReferralInformationRequested e ->
                state.at(Stage.AWAITING_INFORMATION).responded();
            case ReferralInformationReceived e -> state.at(Stage.TRIAGED);
            case ReferralContactAttempted e -> state.responded();
            case ReferralAccepted e -> state.accepted(e.episode(), e.team());
            case ReferralDeclined e -> state.at(Stage.DECLINED).responded();
            case ReferralWithdrawn e -> state.at(Stage.WITHDRAWN);
            case ReferralOutcomeCorrected e -> state.at(e.is());
            case ReferralResponseDeadlineMissed e -> state.responded();
            case ReferralPart2Lifted e -> state.with(state.content().unprotected());
            case EpisodeOpened e -> state.at(Stage.EPISODE_OPEN);
            case EpisodeClosed e -> state.at(Stage.CLOSED);
        };
    }
}
