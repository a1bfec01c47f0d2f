package org.communitysupport.eligibility.domain;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
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

    static final Warning NO_LIMITS_ON_FILE = new Warning(
            "payer-limits-not-on-file",
            "ELG-7",
            "This payer asks for an authorization, but how many units and days it gives is not on file. Ask the plan.");

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
        boolean unknown = rules.ladder().isEmpty();
        if (unknown) warnings.add(rules.demand() == Demand.NOT_ON_FILE ? NOT_ON_FILE : NO_LIMITS_ON_FILE);
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
            return Decision.reject(
                    "no-such-step", "ELG-7", "The payer's policy pack has no figures for this step. Check the step.");
        var fault = dates();
        if (fault == null) fault = necessity();
        if (fault == null) fault = tools();
        if (fault == null) fault = documents();
        if (fault == null) fault = reassessment();
        if (fault == null) fault = weigh(limits.enforcement(), size());
        if (fault == null) fault = weigh(rules.levels().enforcement(), level());
        if (fault == null) fault = overlap();
        if (fault != null) return Decision.reject(fault);
        if (c.from().isBefore(c.requestedOn()))
            warnings.add(new Warning(
                    "retroactive-request",
                    "ELG-16",
                    "The request is for days that are over. Payers accept that only with retroactive "
                            + "coverage or within a window of their own."));
        return Decision.accept(requested());
    }

    private Rejection dates() {
        if (c.units() < 1)
            return Rejection.ofContent(
                    "no-units", "ELG-7", "/units", "The request asks for no units. Enter at least 1.");
        return c.to().isBefore(c.from())
                ? Rejection.ofContent(
                        "dates-reversed", "ELG-7", "/to", "The request ends before it begins. Check its two dates.")
                : null;
    }

    private Rejection necessity() {
        return state.reportsOf(c.episode()).necessityOn() == null
                ? Rejection.of(
                        "necessity-not-confirmed",
                        "ELG-5",
                        "Medical necessity of this episode is not confirmed. Have a licensed person confirm it "
                                + "first.")
                : null;
    }

    private Rejection tools() {
        var level = state.levelOf(c.episode()).orElse(null);
        if (level == null)
            return Rejection.of(
                    "assessment-missing",
                    "ELG-3",
                    "This episode has no assessment that can be read. Record one before the request.");
        var missing = rules.tools().missing(level.disabilityGroup(), band(), level.tools());
        return missing.isEmpty()
                ? null
                : weigh(
                        rules.tools().missing(),
                        Rejection.of(
                                        "level-of-care-missing",
                                        "ELG-3",
                                        "The assessment lacks a level of care that its diagnoses ask for. Add it to the assessment.")
                                .with(Map.of("missing", String.join(" ", missing))));
    }

    /** The person's age band on the first day that is asked for. */
    private String band() {
        var started = state.episodes().get(c.episode());
        if (started.demographics() == null) return null;
        return started.demographics()
                .value()
                .map(Demographics::birthDate)
                .map(born -> rules.bands().of(Period.between(born, c.from()).getYears()))
                .orElse(null);
    }

    private Rejection documents() {
        var missing =
                limits.documents().stream().filter(d -> document(d) == null).toList();
        if (missing.isEmpty()) return null;
        var fault = Rejection.of("documents-missing", "ELG-7", sentence(missing))
                .with(Map.of(
                        "missing",
                        missing.stream().map(Enum::name).collect(Collectors.joining(" ")),
                        "step",
                        step.name()));
        return weigh(limits.enforcement(), fault);
    }

    private static String sentence(List<DocumentKind> missing) {
        return "The request lacks "
                + missing.stream().map(RequestRules::inWords).collect(Collectors.joining("; and "))
                + '.';
    }

    /** What it is and who provides it. */
    private static String inWords(DocumentKind kind) {
        return switch (kind) {
            case CCA -> "a clinical assessment dated by the day of the request (a licensed clinician records it)";
            case CCA_NEW_OR_ADDENDUM ->
                "a new assessment or an addendum that recommends going on (a licensed clinician records it)";
            case PCP -> "an active person-centered plan (care planning activates it)";
            case PCP_UPDATED ->
                "a plan that was updated since the request before (care planning revises and activates it)";
            case CRISIS_PLAN -> "a complete crisis plan (care planning completes it)";
            case SERVICE_ORDER -> "a service order in force on the first day asked for (one who may order signs it)";
        };
    }

    /** ELG-8: after so many months of service an assessment that is not older than that recommends going on. */
    private Rejection reassessment() {
        var rule = rules.reassessment();
        if (rule == null || !rule.asksFor(serviceSince(), c.from())) return null;
        var cca = state.reportsOf(c.episode()).assessment();
        boolean recommended = cca != null
                && cca.recommendsProgram()
                && !cca.assessedOn().isAfter(c.requestedOn())
                && !cca.assessedOn().isBefore(c.from().minusMonths(rule.afterMonths()));
        if (recommended) return null;
        var missing = List.of(DocumentKind.CCA_NEW_OR_ADDENDUM);
        return weigh(
                rule.enforcement(),
                Rejection.of("reassessment-missing", "ELG-8", sentence(missing))
                        .with(Map.of("missing", DocumentKind.CCA_NEW_OR_ADDENDUM.name())));
    }

    private LocalDate serviceSince() {
        return state.authorizations().values().stream()
                .filter(a -> a.episode().equals(c.episode()) && a.from() != null)
                .map(Authorization::from)
                .min(Comparator.naturalOrder())
                .orElse(state.episodes().get(c.episode()).acceptedOn());
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
            case CCA_NEW_OR_ADDENDUM -> document(DocumentKind.CCA);
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
                        "beyond-ladder",
                        "ELG-7",
                        "/units",
                        "The request has more units or days than this payer allows at this step. Enter fewer; "
                                + "facts names the limits.")
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
        boolean outside = rules.tools().needed(level.disabilityGroup(), band()).stream()
                .anyMatch(tool -> rules.levels().verdict(tool, band(), level) == Verdict.UNMET);
        return outside
                ? Rejection.of(
                        "level-of-care",
                        "ELG-4",
                        "The assessed level of care is outside the range that this payer accepts for the "
                                + "service. Check the assessment; facts names the range.")
                : null;
    }

    private Rejection overlap() {
        return state.ofKind(PoolKind.AUTHORIZATION)
                .filter(a -> a.holdsItsDays() && a.payer().equals(c.payer()))
                .filter(a -> !a.first().isAfter(c.to()) && !a.last().isBefore(c.from()))
                .findFirst()
                .map(a -> Rejection.of(
                                "overlapping-request",
                                "ELG-9",
                                "Another request to this payer holds some of these days. Cancel it, or ask for other days.")
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
