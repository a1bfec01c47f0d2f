package org.communitysupport.eligibility.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.RequestAuthorization;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.AuthorizationRequested;
import org.communitysupport.eligibility.domain.Codes.DocumentKind;
import org.communitysupport.eligibility.domain.Codes.PoolKind;
import org.communitysupport.eligibility.domain.Codes.Step;
import org.communitysupport.eligibility.domain.Codes.Verdict;
import org.communitysupport.eligibility.domain.rule.AuthorizationRules;
import org.communitysupport.eligibility.domain.rule.AuthorizationRules.Demand;
import org.communitysupport.eligibility.domain.rule.Elg3Tools;
import org.communitysupport.eligibility.domain.rule.Elg7Step;
import org.communitysupport.eligibility.domain.rule.Enforcement;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Rejection;
import org.communitysupport.kernel.Warning;

/** What a request to a payer must satisfy before it is sent: ELG-3, 4, 5, 7, 9; and by when the payer answers: ELG-13. */
final class RequestRules {
    static final Warning NOT_ON_FILE = new Warning(
            "payer-rules-not-on-file",
            "ELG-7",
            "What this payer asks for on that day is not on file. Ask the plan, and have its answer entered with its source.");

    private final RequestAuthorization c;
    private final AuthorizationsState state;
    private final AuthorizationRules rules;
    private final Step step;
    private final Elg7Step limits;
    private final List<Warning> warnings = new ArrayList<>();

    private RequestRules(RequestAuthorization c, AuthorizationsState state, AuthorizationRules rules) {
        this.c = c;
        this.state = state;
        this.rules = rules;
        this.step = state.lastGranted(c.episode()).isPresent() ? Step.CONCURRENT : Step.INITIAL;
        boolean unknown = rules.demand() == Demand.NOT_ON_FILE && rules.ladder().isEmpty();
        if (unknown) warnings.add(NOT_ON_FILE);
        var ladder = unknown
                ? new Elg7Step(null, null, List.of(), Enforcement.OFF)
                : rules.ladder().get(step);
        this.limits = c.housingSince() != null && rules.housing() != null && ladder != null
                ? new Elg7Step(
                        rules.housing().units(),
                        rules.housing().days(),
                        ladder.documents(),
                        rules.housing().enforcement())
                : ladder;
    }

    static Decision<AuthorizationsEvent> decide(
            RequestAuthorization c, AuthorizationsState state, AuthorizationRules rules) {
        if (!state.episodes().containsKey(c.episode())) return AuthorizationsDecider.unknownEpisode();
        if (state.authorizations().containsKey(c.authorization())) return Decision.nothingToDo();
        if (rules == null) return AuthorizationsDecider.noPack();
        if (rules.demand() == Demand.NOT_ASKED)
            return Decision.reject(
                    "authorization-not-required",
                    "ELG-7",
                    "This payer asks for no authorization on that day. Declare it as not required instead.");
        return new RequestRules(c, state, rules).decide();
    }

    private Decision<AuthorizationsEvent> decide() {
        if (limits == null)
            return Decision.reject("no-such-step", "ELG-7", "The payer's pack has no figures for this step.");
        var fault = dates();
        if (fault == null) fault = necessity();
        if (fault == null) fault = tools();
        if (fault == null) fault = documents();
        if (fault == null) fault = weigh(limits.enforcement(), size());
        if (fault == null) fault = weigh(rules.levels().enforcement(), level());
        if (fault == null) fault = overlap();
        return fault == null ? Decision.accept(requested()) : Decision.reject(fault);
    }

    private Rejection dates() {
        if (c.units() < 1) return Rejection.ofContent("no-units", "ELG-7", "/units", "A request asks for units.");
        return c.to().isBefore(c.from())
                ? Rejection.ofContent("dates-reversed", "ELG-7", "/to", "A request ends after it begins.")
                : null;
    }

    private Rejection necessity() {
        return state.reportsOf(c.episode()).necessityOn() == null
                ? Rejection.of(
                        "necessity-not-confirmed", "ELG-5", "A licensed person confirms medical necessity first.")
                : null;
    }

    private Rejection tools() {
        var level = state.levelOf(c.episode()).orElse(null);
        if (level == null)
            return Rejection.of("assessment-missing", "ELG-3", "There is no assessment, or it was erased.");
        var missing = Elg3Tools.missing(level.disabilityGroup(), level.locusLevel() != null, level.asamLevel() != null);
        return missing.isEmpty()
                ? null
                : Rejection.of(
                                "level-of-care-missing",
                                "ELG-3",
                                "The diagnoses ask for a level of care that is missing.")
                        .with(Map.of("missing", String.join(" ", missing)));
    }

    private Rejection documents() {
        var missing =
                limits.documents().stream().filter(d -> document(d) == null).toList();
        if (missing.isEmpty()) return null;
        var fault = Rejection.of("documents-missing", "ELG-7", "Documents that go with this request are missing.")
                .with(Map.of(
                        "missing",
                        missing.stream().map(Enum::name).collect(Collectors.joining(" ")),
                        "step",
                        step.name()));
        return weigh(limits.enforcement(), fault);
    }

    private Document document(DocumentKind kind) {
        var reports = state.reportsOf(c.episode());
        var plan = reports.plan();
        return switch (kind) {
            case CCA -> {
                var cca = reports.assessment();
                yield cca == null || cca.assessedOn().isAfter(c.requestedOn())
                        ? null
                        : new Document(kind, cca.assessment(), cca.assessedOn());
            }
            case PCP ->
                plan == null || plan.activatedOn() == null ? null : new Document(kind, plan.plan(), plan.activatedOn());
            case PCP_UPDATED ->
                plan == null || plan.activatedOn() == null || !updated(plan)
                        ? null
                        : new Document(kind, plan.plan(), plan.activatedOn());
            case CRISIS_PLAN ->
                plan == null || plan.crisisPlanOn() == null
                        ? null
                        : new Document(kind, plan.plan(), plan.crisisPlanOn());
            case SERVICE_ORDER ->
                reports.orders().reversed().stream()
                        .filter(o ->
                                !o.orderedOn().isAfter(c.from()) && !o.validTo().isBefore(c.from()))
                        .findFirst()
                        .map(o -> new Document(kind, o.order(), o.orderedOn()))
                        .orElse(null);
        };
    }

    /** The plan changed since the request before. */
    private boolean updated(AuthorizationsEvent.PlanReported plan) {
        return state.lastGranted(c.episode())
                .map(before -> plan.activatedOn().isAfter(before.requested().requestedOn()))
                .orElse(true);
    }

    private Rejection size() {
        if (!limits.exceeds(c.units(), c.from(), c.to())) return null;
        var fault = Rejection.ofContent(
                        "beyond-ladder", "ELG-7", "/units", "More than this step of the payer's ladder allows.")
                .with(Map.of("step", step.name(), "units", "" + limits.units(), "days", "" + limits.days()));
        boolean housing = c.housingSince() == null
                && rules.housing() != null
                && !rules.housing().exceeds(c.units(), c.from(), c.to());
        return housing
                ? fault.with(Map.of("mend", "the housing track allows it: say since when housing is permanent"))
                : fault;
    }

    private Rejection level() {
        var level = state.levelOf(c.episode()).orElseThrow();
        boolean locus = Elg3Tools.needsLocus(level.disabilityGroup())
                && rules.levels().locus(level.locusLevel()) == Verdict.UNMET;
        boolean asam =
                Elg3Tools.needsAsam(level.disabilityGroup()) && rules.levels().asam(level.asamLevel()) == Verdict.UNMET;
        return locus || asam
                ? Rejection.of("level-of-care", "ELG-4", "The level of care is outside what the service is for.")
                : null;
    }

    private Rejection overlap() {
        return state.ofKind(PoolKind.AUTHORIZATION)
                .filter(a -> a.holdsItsDays() && a.payer().equals(c.payer()))
                .filter(a -> !a.first().isAfter(c.to()) && !a.last().isBefore(c.from()))
                .findFirst()
                .map(a -> Rejection.of("overlapping-request", "ELG-9", "Another request of this payer has these days.")
                        .with(Map.of("authorization", a.id(), "from", "" + a.first(), "to", "" + a.last())))
                .orElse(null);
    }

    private Rejection weigh(Enforcement enforcement, Rejection fault) {
        if (fault == null || enforcement == Enforcement.OFF) return null;
        if (enforcement == Enforcement.REJECT) return fault;
        warnings.add(new Warning(fault.code(), fault.rule(), fault.detail()));
        return null;
    }

    private AuthorizationRequested requested() {
        var documents = new ArrayList<Document>();
        for (var kind : limits.documents()) {
            var document = document(kind);
            if (document != null) documents.add(document);
        }
        return new AuthorizationRequested(
                state.person(),
                c.authorization(),
                state.episodes().get(c.episode()).referral(),
                c.episode(),
                state.program(),
                c.payer(),
                step,
                c.units(),
                c.from(),
                c.to(),
                c.expedited(),
                c.housingSince(),
                List.copyOf(documents),
                c.requestedOn(),
                rules.clock().dueOn(c.requestedOn(), c.expedited()),
                rules.pack().basis("ELG-3", "ELG-4", "ELG-5", "ELG-7", "ELG-9", "ELG-13"),
                List.copyOf(warnings));
    }
}
