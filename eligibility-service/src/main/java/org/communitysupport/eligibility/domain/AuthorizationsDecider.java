package org.communitysupport.eligibility.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.*;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.*;
import org.communitysupport.eligibility.domain.Codes.AuthorizationStatus;
import org.communitysupport.eligibility.domain.Codes.PoolKind;
import org.communitysupport.eligibility.domain.rule.AuthorizationRules;
import org.communitysupport.eligibility.domain.rule.Elg6PassThrough;
import org.communitysupport.eligibility.domain.rule.Enforcement;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Rejection;
import org.communitysupport.kernel.Warning;

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
            case ReportAssessment c -> report(c, state);
            case ReportNecessity c -> report(c, state);
            case ReportPlan c -> report(c, state);
            case ReportOrder c -> report(c, state);
            case NotifyPassThrough c -> notify(c, state, facts.rules());
            case RequestAuthorization c -> RequestRules.decide(c, state, facts.rules());
            case RecordGrant c -> grant(c, state, facts.rules());
            case RecordDenial c -> deny(c, state);
            case RecordPend c -> pend(c, state);
            case RecordReturn c -> returned(c, state);
            case DeclareNotRequired c -> notRequired(c, state, facts.rules());
            case SetUnits c -> set(c, state);
            case SetDay c -> setDay(c, state);
            case ExpireAuthorizations c -> expire(state, facts.today());
            case EndEpisode c -> end(c, state);
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

    private static Decision<AuthorizationsEvent> report(ReportAssessment c, AuthorizationsState state) {
        var known = state.reportsOf(c.episode()).assessment();
        if (known != null && known.assessment().equals(c.assessment())) return Decision.nothingToDo();
        return Decision.accept(new AssessmentReported(
                c.person(),
                c.program(),
                c.episode(),
                c.assessment(),
                c.kind(),
                c.assessedOn(),
                c.recommendsProgram(),
                c.level()));
    }

    private static Decision<AuthorizationsEvent> report(ReportNecessity c, AuthorizationsState state) {
        var known = state.reportsOf(c.episode()).necessityOn();
        boolean same = c.confirmed() ? c.determinedOn().equals(known) : known == null;
        if (same) return Decision.nothingToDo();
        return Decision.accept(
                new NecessityReported(c.person(), c.program(), c.episode(), c.confirmed(), c.determinedOn()));
    }

    private static Decision<AuthorizationsEvent> report(ReportPlan c, AuthorizationsState state) {
        var known = state.reportsOf(c.episode()).plan();
        if (known != null && known.plan().equals(c.plan()) && known.version() >= c.version())
            return Decision.nothingToDo();
        return Decision.accept(new PlanReported(
                c.person(),
                c.program(),
                c.episode(),
                c.plan(),
                c.version(),
                c.activatedOn(),
                c.crisisPlanOn(),
                c.plannedUnitsPerWeek()));
    }

    private static Decision<AuthorizationsEvent> report(ReportOrder c, AuthorizationsState state) {
        boolean known = state.reportsOf(c.episode()).orders().stream()
                .anyMatch(o -> o.order().equals(c.order()));
        if (known) return Decision.nothingToDo();
        return Decision.accept(
                new ServiceOrderReported(c.person(), c.program(), c.episode(), c.order(), c.orderedOn(), c.validTo()));
    }

    private Decision<AuthorizationsEvent> notify(
            NotifyPassThrough c, AuthorizationsState state, AuthorizationRules rules) {
        var started = state.episodes().get(c.episode());
        if (started == null) return unknownEpisode();
        if (state.authorizations().containsKey(c.authorization())) return Decision.nothingToDo();
        if (rules == null) return noPack();
        var passThrough = rules.passThrough();
        if (passThrough == null)
            return Decision.reject("no-pass-through", "ELG-6", "This payer has no pass-through on that day.");
        var fault = fault(c, state, passThrough);
        if (fault != null && passThrough.enforcement() == Enforcement.REJECT) return Decision.reject(fault);
        var warnings = fault == null || passThrough.enforcement() == Enforcement.OFF
                ? List.<Warning>of()
                : List.of(new Warning(fault.code(), fault.rule(), fault.detail()));
        var ledger = new UnitLedger(this, state);
        ledger.record(new PassThroughNotified(
                state.person(),
                c.authorization(),
                c.episode(),
                state.program(),
                c.payer(),
                c.notifiedOn(),
                c.reference()));
        ledger.record(new PassThroughOpened(
                state.person(),
                c.authorization(),
                started.referral(),
                c.episode(),
                state.program(),
                c.payer(),
                c.units() == null ? passThrough.units() : c.units(),
                c.from(),
                passThrough.lastDay(c.from()),
                passThrough.fiscalYear(c.from()),
                rules.pack().basis("ELG-6"),
                warnings));
        ledger.retryShort();
        return Decision.acceptAll(ledger.events());
    }

    private static Rejection fault(NotifyPassThrough c, AuthorizationsState state, Elg6PassThrough rule) {
        if (c.from().isBefore(c.notifiedOn()))
            return Rejection.ofContent(
                    "pass-through-not-notified", "ELG-6", "/from", "The notification comes before the first day.");
        if (c.units() != null && (c.units() < 1 || c.units() > rule.units()))
            return Rejection.ofContent("pass-through-units", "ELG-6", "/units", "More units than a pass-through has.")
                    .with(Map.of("limit", "" + rule.units()));
        var earlier = state.ofKind(PoolKind.PASS_THROUGH).toList();
        if (rule.oncePerEpisode() && earlier.stream().anyMatch(a -> a.episode().equals(c.episode())))
            return Rejection.of("pass-through-used", "ELG-6", "This episode has had its pass-through.")
                    .with(Map.of("once", "episode"));
        int year = rule.fiscalYear(c.from());
        if (rule.oncePerFiscalYear() && earlier.stream().anyMatch(a -> rule.fiscalYear(a.from()) == year))
            return Rejection.of("pass-through-used", "ELG-6", "This fiscal year has had its pass-through.")
                    .with(Map.of("once", "fiscal year", "fiscalYear", "" + year));
        return null;
    }

    private Decision<AuthorizationsEvent> grant(RecordGrant c, AuthorizationsState state, AuthorizationRules rules) {
        var asked = state.authorizations().get(c.authorization());
        if (asked == null || asked.requested() == null) return unknownRequest();
        if (asked.granted() != null || asked.status() == AuthorizationStatus.ENDED) return answered(asked);
        if (rules == null) return noPack();
        if (c.units() < 1 || c.to().isBefore(c.from()))
            return Decision.reject(Rejection.ofContent(
                    "grant-empty", "ELG-10", c.units() < 1 ? "/units" : "/to", "A grant has units and days."));
        boolean beyond = beyond(c, asked.requested());
        if (beyond && !c.payerOverride())
            return Decision.reject(Rejection.ofContent(
                            "beyond-request",
                            "ELG-10",
                            "/units",
                            "The answer goes beyond the request; say payerOverride if the payer means it.")
                    .with(asked(asked.requested())));
        List<Warning> warnings = beyond
                ? List.of(new Warning("beyond-request", "ELG-10", "The payer granted more than was asked for."))
                : List.of();
        var ledger = new UnitLedger(this, state);
        ledger.record(granted(c, asked.requested(), rules, warnings));
        ledger.retryShort();
        return Decision.acceptAll(ledger.events());
    }

    private static boolean beyond(RecordGrant c, AuthorizationRequested asked) {
        return c.units() > asked.units() || c.from().isBefore(asked.from()) || c.to().isAfter(asked.to());
    }

    private static Map<String, String> asked(AuthorizationRequested r) {
        return Map.of("requestedUnits", "" + r.units(), "requestedFrom", "" + r.from(), "requestedTo", "" + r.to());
    }

    private static AuthorizationsEvent granted(
            RecordGrant c, AuthorizationRequested r, AuthorizationRules rules, List<Warning> warnings) {
        var basis = rules.pack().basis("ELG-10", "ELG-11", "ELG-12");
        return c.units() < r.units()
                ? new AuthorizationPartiallyGranted(
                        r.person(),
                        r.authorization(),
                        r.referral(),
                        r.episode(),
                        r.program(),
                        r.payer(),
                        c.number(),
                        c.units(),
                        r.units(),
                        c.from(),
                        c.to(),
                        c.decidedOn(),
                        c.payerOverride(),
                        basis,
                        warnings)
                : new AuthorizationGranted(
                        r.person(),
                        r.authorization(),
                        r.referral(),
                        r.episode(),
                        r.program(),
                        r.payer(),
                        c.number(),
                        c.units(),
                        r.units(),
                        c.from(),
                        c.to(),
                        c.decidedOn(),
                        c.payerOverride(),
                        basis,
                        warnings);
    }

    private static Decision<AuthorizationsEvent> deny(RecordDenial c, AuthorizationsState state) {
        var asked = state.authorizations().get(c.authorization());
        if (asked == null || asked.requested() == null) return unknownRequest();
        if (!waiting(asked)) return answered(asked);
        return Decision.accept(new AuthorizationDenied(
                state.person(), asked.id(), state.program(), personal(state, c.reason()), c.noticeOn()));
    }

    private static Decision<AuthorizationsEvent> pend(RecordPend c, AuthorizationsState state) {
        var asked = state.authorizations().get(c.authorization());
        if (asked == null || asked.requested() == null) return unknownRequest();
        if (!waiting(asked)) return answered(asked);
        return Decision.accept(new AuthorizationPended(
                state.person(), asked.id(), state.program(), personal(state, c.reason()), c.on()));
    }

    private static Decision<AuthorizationsEvent> returned(RecordReturn c, AuthorizationsState state) {
        var asked = state.authorizations().get(c.authorization());
        if (asked == null || asked.requested() == null) return unknownRequest();
        if (!waiting(asked)) return answered(asked);
        return Decision.accept(new AuthorizationReturned(
                state.person(), asked.id(), state.program(), personal(state, c.reason()), c.on()));
    }

    private static boolean waiting(Authorization a) {
        return a.status() == AuthorizationStatus.REQUESTED || a.status() == AuthorizationStatus.PENDED;
    }

    private Decision<AuthorizationsEvent> notRequired(
            DeclareNotRequired c, AuthorizationsState state, AuthorizationRules rules) {
        var started = state.episodes().get(c.episode());
        if (started == null) return unknownEpisode();
        if (state.authorizations().containsKey(c.authorization())) return Decision.nothingToDo();
        if (rules == null) return noPack();
        if (rules.required())
            return Decision.reject(
                    "authorization-required", "ELG-7", "This payer asks for an authorisation on that day.");
        var ledger = new UnitLedger(this, state);
        ledger.record(new AuthorizationNotRequired(
                state.person(),
                c.authorization(),
                started.referral(),
                c.episode(),
                state.program(),
                c.payer(),
                c.from(),
                c.to(),
                rules.pack().basis("ELG-7")));
        ledger.retryShort();
        return Decision.acceptAll(ledger.events());
    }

    private Decision<AuthorizationsEvent> set(SetUnits c, AuthorizationsState state) {
        var ledger = new UnitLedger(this, state.of(c.person(), c.program()));
        ledger.set(c);
        if (!ledger.events().isEmpty()) ledger.retryShort();
        return Decision.acceptAll(ledger.events());
    }

    private Decision<AuthorizationsEvent> setDay(SetDay c, AuthorizationsState state) {
        var ledger = new UnitLedger(this, state.of(c.person(), c.program()));
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

    private Decision<AuthorizationsEvent> end(EndEpisode c, AuthorizationsState state) {
        if (!state.episodes().containsKey(c.episode())) return Decision.nothingToDo();
        var ledger = new UnitLedger(this, state);
        ledger.releaseReservedFrom(c.on());
        state.authorizations().values().stream()
                .filter(a -> a.episode().equals(c.episode()) && a.outlives(c.on().minusDays(1)))
                .forEach(a -> ledger.record(new AuthorizationEnded(
                        state.person(), a.id(), state.program(), c.on().minusDays(1), c.reason())));
        return Decision.acceptAll(ledger.events());
    }

    static Decision<AuthorizationsEvent> unknownEpisode() {
        return Decision.reject("unknown-episode", "", "Eligibility of this episode has not started.");
    }

    static Decision<AuthorizationsEvent> noPack() {
        return Decision.reject("no-policy-pack", "", "No policy pack covers this program and payer on that day.");
    }

    private static Decision<AuthorizationsEvent> unknownRequest() {
        return Decision.reject("unknown-request", "", "There is no such authorisation request.");
    }

    private static Decision<AuthorizationsEvent> answered(Authorization a) {
        return Decision.reject(Rejection.of("already-answered", "ELG-14", "The request has had its answer.")
                .with(Map.of("status", a.status().name())));
    }

    private static Personal<String> personal(AuthorizationsState state, String reason) {
        return reason == null || reason.isBlank() ? null : Personal.of(state.person(), "payer-reason", reason);
    }

    @Override
    public AuthorizationsState evolve(AuthorizationsState state, AuthorizationsEvent event) {
        return switch (event) {
            case EligibilityStarted e -> state.with(e);
            case AssessmentReported e -> {
                var r = state.reportsOf(e.episode());
                yield state.of(e.person(), e.program())
                        .with(e.episode(), new AuthorizationsState.Reports(e, r.necessityOn(), r.plan(), r.orders()));
            }
            case NecessityReported e -> {
                var r = state.reportsOf(e.episode());
                LocalDate on = e.confirmed() ? e.determinedOn() : null;
                yield state.of(e.person(), e.program())
                        .with(e.episode(), new AuthorizationsState.Reports(r.assessment(), on, r.plan(), r.orders()));
            }
            case PlanReported e -> {
                var r = state.reportsOf(e.episode());
                yield state.of(e.person(), e.program())
                        .with(
                                e.episode(),
                                new AuthorizationsState.Reports(r.assessment(), r.necessityOn(), e, r.orders()));
            }
            case ServiceOrderReported e -> {
                var r = state.reportsOf(e.episode());
                yield state.of(e.person(), e.program())
                        .with(
                                e.episode(),
                                new AuthorizationsState.Reports(
                                        r.assessment(), r.necessityOn(), r.plan(), state.ordersWith(e.episode(), e)));
            }
            case PassThroughNotified e -> state;
            case PassThroughOpened e ->
                state.with(new Authorization(
                        e.authorization(),
                        PoolKind.PASS_THROUGH,
                        AuthorizationStatus.GRANTED,
                        e.episode(),
                        e.payer(),
                        null,
                        null,
                        e.units(),
                        e.from(),
                        e.to()));
            case AuthorizationRequested e ->
                state.with(new Authorization(
                        e.authorization(),
                        PoolKind.AUTHORIZATION,
                        AuthorizationStatus.REQUESTED,
                        e.episode(),
                        e.payer(),
                        null,
                        e,
                        null,
                        null,
                        null));
            case AuthorizationPended e -> at(state, e.authorization(), AuthorizationStatus.PENDED);
            case AuthorizationReturned e -> at(state, e.authorization(), AuthorizationStatus.RETURNED);
            case AuthorizationDenied e -> at(state, e.authorization(), AuthorizationStatus.DENIED);
            case AuthorizationGranted e ->
                state.with(
                        state.authorizations().get(e.authorization()).granted(e.number(), e.units(), e.from(), e.to()));
            case AuthorizationPartiallyGranted e ->
                state.with(
                        state.authorizations().get(e.authorization()).granted(e.number(), e.units(), e.from(), e.to()));
            case AuthorizationNotRequired e ->
                state.with(new Authorization(
                        e.authorization(),
                        PoolKind.NOT_REQUIRED,
                        AuthorizationStatus.GRANTED,
                        e.episode(),
                        e.payer(),
                        null,
                        null,
                        null,
                        e.from(),
                        e.to()));
            case AuthorizationEnded e ->
                state.with(state.authorizations().get(e.authorization()).endingOn(e.endedOn()));
            case AuthorizationExpired e -> at(state, e.authorization(), AuthorizationStatus.EXPIRED);
            case UnitsReserved e ->
                line(
                        state,
                        e.person(),
                        e.program(),
                        new Line(
                                e.line(), e.version(), e.date(), e.units(), Codes.UnitState.RESERVED, e.allocations()));
            case UnitsCommitted e ->
                line(
                        state,
                        e.person(),
                        e.program(),
                        new Line(
                                e.line(),
                                e.version(),
                                e.date(),
                                e.units(),
                                Codes.UnitState.COMMITTED,
                                e.allocations()));
            case UnitsReleased e ->
                line(
                        state,
                        e.person(),
                        e.program(),
                        new Line(e.line(), e.version(), e.date(), 0, Codes.UnitState.RELEASED, List.of()));
            case UnitReservationRejected e ->
                line(
                        state,
                        e.person(),
                        e.program(),
                        new Line(e.line(), e.version(), e.date(), e.units(), e.state(), e.allocations()));
        };
    }

    private static AuthorizationsState at(AuthorizationsState state, String id, AuthorizationStatus status) {
        return state.with(state.authorizations().get(id).at(status));
    }

    private static AuthorizationsState line(AuthorizationsState state, String person, String program, Line line) {
        return state.of(person, program).with(line);
    }
}
