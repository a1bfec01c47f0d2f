package org.communitysupport.referral.domain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Rejection;
import org.communitysupport.kernel.Warning;
import org.communitysupport.referral.domain.ReferralCommand.*;
import org.communitysupport.referral.domain.ReferralEvent.*;
import org.communitysupport.referral.domain.ReferralState.Stage;
import org.communitysupport.referral.domain.rule.Ref11Age;
import org.communitysupport.referral.domain.rule.Ref8Guardian;
import org.communitysupport.referral.domain.rule.Ref9ResponseClock;

/** The rules of one referral, from the first word to the end of the episode it led to: REF-1 to 5, 8 to 10, 12. */
public final class ReferralDecider implements Decider<ReferralCommand, ReferralState, ReferralEvent, ReferralFacts> {

    @Override
    public ReferralState initial() {
        return ReferralState.NONE;
    }

    @Override
    public Decision<ReferralEvent> decide(ReferralCommand command, ReferralState state, ReferralFacts facts) {
        if (command instanceof ReceiveReferral receive) return Receiving.receive(receive, state, facts);
        if (state.stage() == Stage.NONE)
            return Decision.reject(
                    "unknown-referral", "", "There is no such referral. Look for it under GET /v1/referrals.");
        return switch (command) {
            case ReceiveReferral receive -> Receiving.receive(receive, state, facts);
            case IdentifyReferral identify -> Identifying.identify(identify, state);
            case DetectDuplicate duplicate -> Identifying.duplicate(duplicate, state);
            case CorrectDemographics correct -> Correcting.correct(correct, state);
            case IndexReferral index -> Identifying.index(index, state);
            case RaiseIdentityQuestion ask -> Identifying.ask(ask, state);
            case AnswerIdentityQuestion answer -> Identifying.answer(answer, state);
            case DropIdentityQuestions drop -> Identifying.drop(state);
            case MissResponse miss -> miss(miss, state);
            case LiftPart2 lift -> lift(lift, state);
            case OpenEpisode open -> open(open, state);
            case CorrectOutcome correct -> correct(correct, state);
            case TriageReferral triage -> inIntake(state, () -> triage(triage, state, facts));
            case RequestInformation request -> inIntake(state, () -> request(request, state));
            case SupplyInformation supply -> inIntake(state, () -> supply(supply, state));
            case RecordContactAttempt attempt -> inIntake(state, () -> tried(attempt, state, facts));
            case HearSender said -> hear(said, state);
            case TakeBack back -> takeBack(back, state, facts);
            case AcceptReferral accept -> accept(accept, state, facts);
            case DeclineReferral decline -> inIntake(state, () -> decline(decline, state, facts));
            case WithdrawReferral withdraw -> withdraw(withdraw, state, facts);
            case CloseEpisode close -> Discharging.close(close, state, facts);
            case CorrectClosure correct -> Discharging.correct(correct, state, facts);
            case ReopenEpisode reopen -> Discharging.reopen(reopen, state);
        };
    }

    private static Decision<ReferralEvent> triage(TriageReferral c, ReferralState state, ReferralFacts facts) {
        if (facts.rules() == null) return noPack();
        var content = state.content();
        var due = Ref9ResponseClock.due(
                content.responseDueAt(),
                content.urgency(),
                c.urgency(),
                facts.rules().responseWithin(),
                facts.now());
        return Decision.accept(
                new ReferralTriaged(id(state), c.urgency(), personal(state, "triage-note", c.note()), due));
    }

    private static Decision<ReferralEvent> tried(RecordContactAttempt c, ReferralState state, ReferralFacts facts) {
        if (facts.isAhead(c.on())) return ahead("contact-ahead", "/on", "A contact that was tried");
        return Decision.accept(new ReferralContactAttempted(id(state), c.on(), c.outcome()));
    }

    /** Text that answers what was asked ends the waiting; any other is kept, and told to nobody but intake. */
    private static Decision<ReferralEvent> hear(HearSender c, ReferralState state) {
        var said = personal(state, "information", c.answer());
        return Decision.accept(
                state.stage() == Stage.AWAITING_INFORMATION
                        ? new ReferralInformationReceived(id(state), said, null)
                        : new ReferralSenderHeard(id(state), said));
    }

    private static Decision<ReferralEvent> takeBack(TakeBack c, ReferralState state, ReferralFacts facts) {
        if (facts.isAhead(c.on())) return ahead("withdrawn-ahead", "/on", "A withdrawal");
        if (state.stage().ended()) return Decision.nothingToDo();
        return state.stage().inIntake()
                ? withdraw(new WithdrawReferral(c.reason(), c.on()), state, facts)
                : Decision.accept(new ReferralWithdrawalAsked(id(state), c.reason(), c.on()));
    }

    static Decision<ReferralEvent> ahead(String code, String place, String what) {
        return Decision.reject(Rejection.ofContent(
                code, "", place, what + " cannot be dated after today. Enter the day on which it happened."));
    }

    private static Decision<ReferralEvent> request(RequestInformation c, ReferralState state) {
        if (c.items().isEmpty())
            return Decision.reject(Rejection.ofContent(
                    "nothing-asked",
                    "",
                    "/items",
                    "The request names nothing that is missing. Name at least one item."));
        return Decision.accept(new ReferralInformationRequested(id(state), c.items()));
    }

    private static Decision<ReferralEvent> supply(SupplyInformation c, ReferralState state) {
        if (state.stage() != Stage.AWAITING_INFORMATION)
            return Decision.reject("nothing-asked", "", "No information was requested, so there is nothing to answer.");
        return Decision.accept(
                new ReferralInformationReceived(id(state), personal(state, "information", c.answer()), null));
    }

    private static Decision<ReferralEvent> accept(AcceptReferral c, ReferralState state, ReferralFacts facts) {
        if (state.held())
            return c.team().equals(state.team())
                    ? Decision.nothingToDo()
                    : Decision.reject(
                            "already-accepted",
                            "REF-2",
                            "Another team accepted this referral already. Read the referral for its team.");
        if (state.stage().ended()) return ended(state);
        if (!state.identified())
            return Decision.reject(
                    "not-identified", "REF-2", "It is not yet known who this person is. Try again in a moment.");
        if (state.stage() != Stage.TRIAGED)
            return Decision.reject(
                    "not-triaged", "", "The referral is not triaged yet, or waits for information. Triage it first.");
        if (state.identity().asked() && state.urgency() == Codes.Urgency.ROUTINE)
            return Decision.reject(
                    "identity-question-open",
                    "REF-2",
                    "It is an open question whether this is a person we know. Answer it under "
                            + "identity-questions first; only an urgent referral is accepted without.");
        if (facts.rules() == null) return noPack();
        if (!guardianKnown(state))
            return Decision.reject(
                    "guardian-unknown",
                    "REF-8",
                    "The person has a guardian whose name or relationship is missing. Enter both first.");
        if (c.caseload() < 1)
            return Decision.reject(
                    "no-slot",
                    "REF-6",
                    "The team has reserved no place for this referral. Accept it through its address, which "
                            + "reserves one.");
        return Decision.accept(accepted(c, state, facts));
    }

    private static boolean guardianKnown(ReferralState state) {
        return !state.content().guardianFlagged()
                || state.content()
                        .demographics()
                        .value()
                        .map(Ref8Guardian::known)
                        .orElse(true);
    }

    /** What came with it, and what is odd about accepting it now: REF-7 and REF-11 warn and stop nothing. */
    private static List<Warning> odd(AcceptReferral c, ReferralState state, ReferralFacts facts) {
        var odd = new LinkedHashSet<>(state.content().warnings());
        state.content()
                .demographics()
                .value()
                .ifPresent(d -> odd.addAll(Ref11Age.odd(d.birthDate(), facts.today(), facts.rules())));
        if (state.content().peerSupportWanted() && !c.hasPeer())
            odd.add(new Warning(
                    "peer-support-wanted", "REF-7", "The person wants peer support, and this team has no peer today."));
        odd.addAll(unsure(state));
        return List.copyOf(odd);
    }

    private static ReferralAccepted accepted(AcceptReferral c, ReferralState state, ReferralFacts facts) {
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
                facts.rules().pack().basis("REF-2", "REF-6", "REF-7", "REF-8", "REF-10", "REF-11"),
                odd(c, state, facts));
    }

    /** What intake should know of who it is (REF-2, REF-4). */
    private static List<Warning> unsure(ReferralState state) {
        var warnings = new ArrayList<Warning>();
        if (state.identity().asked())
            warnings.add(new Warning(
                    "identity-question-open",
                    "REF-2",
                    "It is still an open question whether this is a person we know."));
        boolean usable = state.content()
                .demographics()
                .value()
                .map(d -> d.memberId() != null && state.content().memberIdHash() != null)
                .orElse(true);
        if (!usable)
            warnings.add(new Warning(
                    "member-id-needed",
                    "REF-4",
                    "No usable member id is known. Ask for it before eligibility is looked up, and correct it here."));
        return List.copyOf(warnings);
    }

    private static Decision<ReferralEvent> decline(DeclineReferral c, ReferralState state, ReferralFacts facts) {
        if (facts.rules() == null) return noPack();
        if (c.reason() == Codes.DeclineReason.NO_CAPACITY) {
            if (c.proof() == null)
                return Decision.reject(Rejection.ofContent(
                        "team-missing",
                        "REF-5",
                        "/team",
                        "The reason is NO_CAPACITY and no team is named. Name the team that has no room."));
            if (!c.proof().full())
                return Decision.reject(Rejection.of(
                                "capacity-left",
                                "REF-5",
                                "The team has room, so NO_CAPACITY is no reason to decline. Accept the referral, or give "
                                        + "another reason.")
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

    private static Decision<ReferralEvent> withdraw(WithdrawReferral c, ReferralState state, ReferralFacts facts) {
        if (facts.isAhead(c.on())) return ahead("withdrawn-ahead", "/on", "A withdrawal");
        if (state.stage().ended()) return ended(state);
        var early = Discharging.beforeItOpened(state, c.on(), "/on");
        if (early != null) return early;
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
            events.add(0, Discharging.closed(state, c.on(), Codes.ClosureReason.MEMBER_WITHDREW, null));
        return Decision.acceptAll(events);
    }

    private static Decision<ReferralEvent> correct(CorrectOutcome c, ReferralState state) {
        if (state.stage() == Stage.DUPLICATE && c.is() == Stage.RECEIVED) return Identifying.reverse(c, state);
        if (!state.stage().ended())
            return Decision.reject(
                    "not-ended", "REF-12", "The referral has not ended, so there is no outcome to correct.");
        if (!c.is().ended())
            return Decision.reject(
                    "not-ended",
                    "REF-12",
                    "An outcome is corrected to another outcome. An episode that was closed by mistake is opened again with the reopening of the episode.");
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

    private static Decision<ReferralEvent> inIntake(ReferralState state, Supplier<Decision<ReferralEvent>> then) {
        if (state.stage().ended()) return ended(state);
        return state.held()
                ? Decision.reject(
                        "already-accepted",
                        "",
                        "The referral is accepted, so it is no longer in intake. Close the episode, or correct "
                                + "what is wrong.")
                : then.get();
    }

    static Decision<ReferralEvent> ended(ReferralState state) {
        return Decision.reject(Rejection.of(
                        "referral-ended",
                        "REF-12",
                        "The referral has ended. Only its outcome can be corrected; for a new request send a new "
                                + "referral.")
                .with(Map.of("outcome", state.stage().name())));
    }

    private static Decision<ReferralEvent> noPack() {
        return Decision.reject(
                "no-policy-pack",
                "",
                "No policy pack covers this program and payer today. Ask whoever runs the system to add " + "one.");
    }

    static String id(ReferralState state) {
        return state.content().referral();
    }

    private static Personal<String> personal(ReferralState state, String field, String text) {
        return text == null || text.isBlank() ? null : Personal.of(state.person(), field, text);
    }

    private static ReferralState corrected(ReferralState state, ReferralCorrected e) {
        var said = e.said() == null ? null : e.said().value().orElse(null);
        return Boolean.TRUE.equals(e.identityChanged())
                ? state.with(state.identity().unsettled(e.personWas() != null, state.held()))
                        .hearing(said)
                : state.hearing(said);
    }

    /** REF-10: all events of a Part 2 referral carry the mark, not only those that repeat its content. */
    @Override
    public String sensitivity(ReferralState state) {
        return state.content() != null && state.content().part2() ? "part2" : "";
    }

    private static ReferralState informed(ReferralInformationReceived e, ReferralState state) {
        var left = e.left(state.asked());
        return (left.isEmpty() ? state.at(Stage.TRIAGED) : state).asking(left);
    }

    @Override
    public boolean begins(ReferralCommand command) {
        return command instanceof ReceiveReferral;
    }

    @Override
    public ReferralState evolve(ReferralState state, ReferralEvent event) {
        return switch (event) {
            case ReferralReceived e -> ReferralState.received(e);
            case ReferralCorrected e -> corrected(state.with(e.asReceived()), e);
            case ReferralIdentified e ->
                state.known(e.person(), e.demographics(), e.clinical(), e.referrer())
                        .with(state.identity().settled(e.person(), e.known()).indexed(e.keys()));
            case ReferralDuplicateDetected e ->
                state.known(e.person(), e.demographics(), e.clinical(), e.referrer())
                        .with(state.identity().duplicate(e.person()).indexed(e.keys()))
                        .duplicating(e.duplicateOf());
            case DemographicsCorrected e -> Correcting.evolve(state, e);
            case ReferralIndexed e -> state.with(state.identity().indexed(e.keys()));
            case IdentityQuestionRaised e -> state.with(state.identity().asking(e));
            case IdentityQuestionAnswered e -> Identifying.evolve(state, e);
            case ReferralSeparated e -> Identifying.evolve(state, e);
            case ReferralTriaged e -> state.triaged(e.urgency());
            case ReferralInformationRequested e ->
                state.at(Stage.AWAITING_INFORMATION).asking(e.items()).responded();
            case ReferralInformationReceived e -> informed(e, state);
            case ReferralSenderHeard e -> state;
            case ReferralWithdrawalAsked e -> state;
            case ReferralContactAttempted e -> state.responded();
            case ReferralAccepted e -> state.accepted(e.episode(), e.team());
            case ReferralDeclined e -> state.at(Stage.DECLINED).responded();
            case ReferralWithdrawn e -> state.at(Stage.WITHDRAWN);
            case ReferralOutcomeCorrected e -> state.at(e.is());
            case ReferralResponseDeadlineMissed e -> state.responded();
            case ReferralPart2Lifted e -> state.corrected(state.content().unprotected(), false);
            case EpisodeOpened e -> Discharging.evolve(state, e);
            case EpisodeClosed e -> Discharging.evolve(state, e);
            case EpisodeReopened e -> Discharging.evolve(state, e);
        };
    }
}
