package org.communitysupport.eligibility.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.*;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.*;
import org.communitysupport.eligibility.domain.rule.AuthorizationRules;
import org.communitysupport.eligibility.domain.rule.AuthorizationRules.Demand;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;

/**
 * All authorisations of one person in one program, and the units drawn from them: ELG-3 to 7, 9 to 13. One aggregate, so that overlap,
 * the once-a-year of the pass-through and the pool are each decided in one place.
 */
public final class AuthorizationsDecider
        implements Decider<AuthorizationsCommand, AuthorizationsState, AuthorizationsEvent, AuthorizationsFacts> {

    @Override
    public AuthorizationsState initial() {
        return AuthorizationsState.NONE;
    }

    @Override
    public Decision<AuthorizationsEvent> decide(
            AuthorizationsCommand command, AuthorizationsState state, AuthorizationsFacts facts) {
        return switch (command) {
            case StartEligibility c -> start(c, state);
            case NoteDemographics c -> note(c, state);
            case ReportAssessment c -> Reporting.report(c, state);
            case ReportNecessity c -> Reporting.report(c, state);
            case ReportPlan c -> Reporting.report(c, state);
            case ReportOrder c -> Reporting.report(c, state);
            case NotifyPassThrough c -> PassThroughRules.notify(c, state, facts.rules());
            case RequestAuthorization c -> RequestRules.decide(c, state, facts.rules());
            case RecordGrant c -> PayerAnswers.grant(c, state, facts.rules());
            case RecordDenial c -> PayerAnswers.deny(c, state);
            case RecordPend c -> PayerAnswers.pend(c, state);
            case RecordReturn c -> PayerAnswers.giveBack(c, state);
            case ExtendDecision c -> DecisionClocks.extend(c, state);
            case CancelRequest c -> DecisionClocks.cancel(c, state);
            case ResubmitRequest c -> DecisionClocks.resubmit(c, state, facts.rules());
            case MissDecisions c -> DecisionClocks.miss(c, state, facts.today());
            case EndPayer c -> endPayer(c, state);
            case ReleasePassedVisits c -> releasePassed(c, state);
            case DeclareNotRequired c -> notRequired(c, state, facts.rules());
            case SetUnits c -> set(c, state);
            case SetDay c -> setDay(c, state);
            case ExpireAuthorizations c -> expire(state, facts.today());
            case EndEpisode c -> end(c, state);
            case RestoreEpisode c -> restore(c, state);
        };
    }

    private static Decision<AuthorizationsEvent> start(StartEligibility c, AuthorizationsState state) {
        if (state.episodes().containsKey(c.episode())) return Decision.nothingToDo();
        return Decision.accept(new EligibilityStarted(
                c.person(),
                c.referral(),
                c.episode(),
                c.program(),
                c.payer(),
                c.team(),
                c.acceptedOn(),
                c.demographics(),
                c.clinical()));
    }

    private static Decision<AuthorizationsEvent> note(NoteDemographics c, AuthorizationsState state) {
        var started = state.episodes().get(c.episode());
        if (started == null || Objects.equals(started.demographics(), c.demographics())) return Decision.nothingToDo();
        return Decision.accept(new DemographicsNoted(state.person(), state.program(), c.episode(), c.demographics()));
    }

    private static Decision<AuthorizationsEvent> notRequired(
            DeclareNotRequired c, AuthorizationsState state, AuthorizationRules rules) {
        var started = state.episodes().get(c.episode());
        if (started == null) return unknownEpisode();
        if (state.authorizations().containsKey(c.authorization())) return Decision.nothingToDo();
        if (rules == null) return noPack();
        if (rules.demand() == Demand.ASKED && rules.freeVisits() == null)
            return Decision.reject(
                    "authorization-required",
                    "ELG-7",
                    "This payer asks for an authorization on that day, so it cannot be declared as not required. Request one.");
        var warnings = rules.demand() == Demand.NOT_ON_FILE ? List.of(RequestRules.NOT_ON_FILE) : null;
        var ledger = new UnitLedger(state);
        ledger.record(new AuthorizationNotRequired(
                state.person(),
                c.authorization(),
                started.referral(),
                c.episode(),
                state.program(),
                c.payer(),
                c.from(),
                c.to(),
                rules.pack().basis("ELG-7"),
                warnings,
                rules.demand() == Demand.ASKED ? rules.freeVisits() : null));
        ledger.retryShort();
        return Decision.acceptAll(ledger.events());
    }

    private static Decision<AuthorizationsEvent> set(SetUnits c, AuthorizationsState state) {
        var ledger = new UnitLedger(state.of(c.person(), c.program()));
        ledger.set(c);
        if (!ledger.events().isEmpty()) ledger.retryShort();
        return Decision.acceptAll(ledger.events());
    }

    private static Decision<AuthorizationsEvent> setDay(SetDay c, AuthorizationsState state) {
        var ledger = new UnitLedger(state.of(c.person(), c.program()));
        ledger.setDay(c);
        if (!ledger.events().isEmpty()) ledger.retryShort();
        return Decision.acceptAll(ledger.events());
    }

    private static Decision<AuthorizationsEvent> expire(AuthorizationsState state, LocalDate today) {
        return Decision.acceptAll(state.authorizations().values().stream()
                .filter(a -> a.lapsedBy(today))
                .<AuthorizationsEvent>map(
                        a -> new AuthorizationExpired(state.person(), a.id(), state.program(), a.to().plusDays(1)))
                .toList());
    }

    private static Decision<AuthorizationsEvent> end(EndEpisode c, AuthorizationsState state) {
        if (!state.episodes().containsKey(c.episode())) return Decision.nothingToDo();
        var ledger = new UnitLedger(state);
        ledger.releaseReservedFrom(c.on());
        state.authorizations().values().stream()
                .filter(a -> a.episode().equals(c.episode()) && a.outlives(c.on().minusDays(1)))
                .forEach(a -> ledger.record(new AuthorizationEnded(
                        state.person(), a.id(), state.program(), c.on().minusDays(1), c.reason())));
        return Decision.acceptAll(ledger.events());
    }

    /** What the end of the episode took is given back; visits whose units it freed are planned again by people. */
    private static Decision<AuthorizationsEvent> restore(RestoreEpisode c, AuthorizationsState state) {
        var ledger = new UnitLedger(state);
        state.authorizations().values().stream()
                .filter(a -> a.episode().equals(c.episode()) && a.endedWithEpisode())
                .forEach(a -> ledger.record(
                        restored(state, a.restored(a.ended().status(), a.ended().to()))));
        if (!ledger.events().isEmpty()) ledger.retryShort();
        return Decision.acceptAll(ledger.events());
    }

    private static AuthorizationRestored restored(AuthorizationsState state, Authorization a) {
        return new AuthorizationRestored(
                state.person(),
                a.id(),
                state.program(),
                a.kind(),
                a.status(),
                a.to(),
                a.awaitsDecision() ? a.requested().decisionDueOn() : null);
    }

    /** ELG-19: what the former payer allowed ends the day before; lines of later days draw on what covers them now, or are short. */
    private static Decision<AuthorizationsEvent> endPayer(EndPayer c, AuthorizationsState state) {
        var ledger = new UnitLedger(state);
        var lastDay = c.on().minusDays(1);
        state.authorizations().values().stream()
                .filter(a -> a.payer().equals(c.payer()) && a.outlives(lastDay) && reachesBeyond(a, lastDay))
                .forEach(a -> ledger.record(new AuthorizationEnded(
                        state.person(), a.id(), state.program(), lastDay, Codes.EndReason.PAYER_CHANGED)));
        if (!ledger.events().isEmpty()) ledger.redrawFrom(c.on());
        return Decision.acceptAll(ledger.events());
    }

    private static boolean reachesBeyond(Authorization a, LocalDate lastDay) {
        return a.last() == null || a.last().isAfter(lastDay);
    }

    private static Decision<AuthorizationsEvent> releasePassed(ReleasePassedVisits c, AuthorizationsState state) {
        var ledger = new UnitLedger(state);
        ledger.releaseReservedUntil(c.lastDay());
        if (!ledger.events().isEmpty()) ledger.retryShort();
        return Decision.acceptAll(ledger.events());
    }

    static Decision<AuthorizationsEvent> unknownEpisode() {
        return Decision.reject(
                "unknown-episode", "", "This person has no episode in this program yet. Accept the referral first.");
    }

    static Decision<AuthorizationsEvent> noPack() {
        return Decision.reject(
                "no-policy-pack",
                "",
                "No policy pack covers this program and payer on that day. Check program, payer and day.");
    }

    @Override
    public AuthorizationsState evolve(AuthorizationsState state, AuthorizationsEvent event) {
        return AuthorizationsEvolution.after(state, event);
    }
}
