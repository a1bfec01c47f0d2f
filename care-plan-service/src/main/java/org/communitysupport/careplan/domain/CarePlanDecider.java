package org.communitysupport.careplan.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.communitysupport.careplan.domain.CarePlanCommand.ActivatePlan;
import org.communitysupport.careplan.domain.CarePlanCommand.AddGoal;
import org.communitysupport.careplan.domain.CarePlanCommand.CompleteCrisisPlan;
import org.communitysupport.careplan.domain.CarePlanCommand.DocumentConsentNotObtained;
import org.communitysupport.careplan.domain.CarePlanCommand.DraftPlan;
import org.communitysupport.careplan.domain.CarePlanCommand.NoteAssessment;
import org.communitysupport.careplan.domain.CarePlanCommand.NoteEpisode;
import org.communitysupport.careplan.domain.CarePlanCommand.NoteEpisodeEnd;
import org.communitysupport.careplan.domain.CarePlanCommand.OrderService;
import org.communitysupport.careplan.domain.CarePlanCommand.PlanIntervention;
import org.communitysupport.careplan.domain.CarePlanCommand.RecordLinkage;
import org.communitysupport.careplan.domain.CarePlanCommand.RecordNaturalSupport;
import org.communitysupport.careplan.domain.CarePlanCommand.ReviseGoal;
import org.communitysupport.careplan.domain.CarePlanCommand.RevisePlan;
import org.communitysupport.careplan.domain.CarePlanCommand.SignPlan;
import org.communitysupport.careplan.domain.CarePlanCommand.StartPlanning;
import org.communitysupport.careplan.domain.CarePlanEvent.AssessmentNoted;
import org.communitysupport.careplan.domain.CarePlanEvent.ConsentNotObtainedDocumented;
import org.communitysupport.careplan.domain.CarePlanEvent.CrisisPlanCompleted;
import org.communitysupport.careplan.domain.CarePlanEvent.CrisisPlanUpdated;
import org.communitysupport.careplan.domain.CarePlanEvent.EpisodeEndNoted;
import org.communitysupport.careplan.domain.CarePlanEvent.EpisodeNoted;
import org.communitysupport.careplan.domain.CarePlanEvent.GoalAdded;
import org.communitysupport.careplan.domain.CarePlanEvent.GoalRevised;
import org.communitysupport.careplan.domain.CarePlanEvent.InterventionPlanned;
import org.communitysupport.careplan.domain.CarePlanEvent.LinkageRecorded;
import org.communitysupport.careplan.domain.CarePlanEvent.NaturalSupportRecorded;
import org.communitysupport.careplan.domain.CarePlanEvent.PlanActivated;
import org.communitysupport.careplan.domain.CarePlanEvent.PlanDrafted;
import org.communitysupport.careplan.domain.CarePlanEvent.PlanRevised;
import org.communitysupport.careplan.domain.CarePlanEvent.PlanSigned;
import org.communitysupport.careplan.domain.CarePlanEvent.PlanningStarted;
import org.communitysupport.careplan.domain.CarePlanEvent.ServiceOrdered;
import org.communitysupport.careplan.domain.CarePlanState.Active;
import org.communitysupport.careplan.domain.CarePlanState.Assessment;
import org.communitysupport.careplan.domain.CarePlanState.Case;
import org.communitysupport.careplan.domain.CarePlanState.Closed;
import org.communitysupport.careplan.domain.CarePlanState.Drafted;
import org.communitysupport.careplan.domain.CarePlanState.NotStarted;
import org.communitysupport.careplan.domain.CarePlanState.Order;
import org.communitysupport.careplan.domain.CarePlanState.Signing;
import org.communitysupport.careplan.domain.CarePlanState.Started;
import org.communitysupport.careplan.domain.CarePlanState.Version;
import org.communitysupport.careplan.domain.rule.Enforcement;
import org.communitysupport.careplan.domain.rule.PlanRules;
import org.communitysupport.kernel.Aggregate;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Rejection;
import org.communitysupport.kernel.Warning;

/** The plan of one episode: PLN-2 to PLN-6, PLN-9, PLN-10. */
public final class CarePlanDecider implements Decider<CarePlanCommand, CarePlanState, CarePlanEvent, CarePlanFacts> {
    public static final Aggregate<CarePlanCommand, CarePlanState, CarePlanEvent, CarePlanFacts> CARE_PLAN =
            new Aggregate<>("care-plan", CarePlanEvent.class, new CarePlanDecider());

    @Override
    public CarePlanState initial() {
        return new NotStarted(Case.UNKNOWN);
    }

    @Override
    public Decision<CarePlanEvent> decide(CarePlanCommand command, CarePlanState state, CarePlanFacts facts) {
        return switch (command) {
            case StartPlanning c -> start(c, state);
            case NoteAssessment c ->
                newFact(
                        state,
                        new AssessmentNoted(
                                c.person(),
                                c.episode(),
                                c.assessment(),
                                c.assessedOn(),
                                c.recommendsProgram(),
                                c.credential()));
            case NoteEpisode c -> newFact(state, new EpisodeNoted(c.person(), c.episode(), c.openedOn()));
            case NoteEpisodeEnd c -> newFact(state, new EpisodeEndNoted(c.person(), c.episode(), c.closedOn()));
            case DraftPlan c -> state instanceof Started ? draft(c, facts) : refuse(state, "a plan is there already");
            case AddGoal c -> editing(state, plan -> addGoal(c, plan, facts));
            case ReviseGoal c -> editing(state, plan -> reviseGoal(c, plan, facts));
            case PlanIntervention c -> editing(state, plan -> intervention(c, plan));
            case CompleteCrisisPlan c -> editing(state, plan -> crisisPlan(c, plan, facts));
            case RecordLinkage c -> living(state, file -> linkage(c, file));
            case RecordNaturalSupport c ->
                living(
                        state,
                        file -> Decision.accept(new NaturalSupportRecorded(
                                c.person(),
                                c.episode(),
                                "u" + (file.supports() + 1),
                                c.support(),
                                List.copyOf(c.consentScopes()))));
            case SignPlan c -> signing(state, plan -> sign(c, plan, facts));
            case DocumentConsentNotObtained c ->
                signing(
                        state,
                        plan -> plan.consentNotObtained()
                                ? Decision.nothingToDo()
                                : Decision.accept(new ConsentNotObtainedDocumented(
                                        c.person(),
                                        c.episode(),
                                        plan.plan(),
                                        plan.version(),
                                        facts.today(),
                                        c.reason())));
            case OrderService c -> living(state, file -> order(c, file, facts));
            case ActivatePlan c -> activate(c, state, facts);
            case RevisePlan c -> revise(c, state, facts);
        };
    }

    // ------------------------------------------------------------------ what comes from other services

    private static Decision<CarePlanEvent> start(StartPlanning c, CarePlanState state) {
        if (!(state instanceof NotStarted)) return Decision.nothingToDo();
        return Decision.accept(new PlanningStarted(
                c.person(),
                c.episode(),
                c.referral(),
                c.program(),
                c.payer(),
                c.team(),
                c.startedOn(),
                c.demographics()));
    }

    private Decision<CarePlanEvent> newFact(CarePlanState state, CarePlanEvent fact) {
        return evolve(state, fact).equals(state) ? Decision.nothingToDo() : Decision.accept(fact);
    }

    // ------------------------------------------------------------------ which states allow what

    /** PLN-9: a version is written until its first signature, and never again. */
    private static Decision<CarePlanEvent> editing(
            CarePlanState state, Function<Version, Decision<CarePlanEvent>> then) {
        return switch (state) {
            case Drafted d -> then.apply(d.draft());
            case Signing s ->
                immutable("version " + s.draft().version() + " is signed and stays as it is; revise it with a reason");
            case Active a ->
                immutable("version " + a.active().version() + " is active and stays as it is; revise it with a reason");
            default -> refuse(state, "there is no plan to write in");
        };
    }

    private static Decision<CarePlanEvent> immutable(String detail) {
        return Decision.reject("signed-version-is-immutable", "PLN-9", detail);
    }

    private static Decision<CarePlanEvent> signing(
            CarePlanState state, Function<Version, Decision<CarePlanEvent>> then) {
        return switch (state) {
            case Drafted d -> then.apply(d.draft());
            case Signing s -> then.apply(s.draft());
            default -> refuse(state, "there is no version to sign");
        };
    }

    private static Decision<CarePlanEvent> living(CarePlanState state, Function<Case, Decision<CarePlanEvent>> then) {
        return state instanceof NotStarted || state instanceof Closed
                ? refuse(state, "planning is not under way")
                : then.apply(state.file());
    }

    private static Decision<CarePlanEvent> refuse(CarePlanState state, String detail) {
        return switch (state) {
            case NotStarted s -> Decision.reject("planning-not-started", "", "planning for this episode has not begun");
            case Closed s -> Decision.reject("episode-closed", "", "the episode has ended");
            case Started s -> Decision.reject("no-plan", "", detail);
            case Drafted s -> Decision.reject("plan-drafted", "", detail);
            case Signing s -> Decision.reject("plan-in-signing", "PLN-9", detail);
            case Active s -> Decision.reject("plan-active", "PLN-9", detail);
        };
    }

    // ------------------------------------------------------------------ writing

    private static Decision<CarePlanEvent> draft(DraftPlan c, CarePlanFacts facts) {
        var broken = PlanRules.pln3PlanEnd(c.planDate(), c.endDate(), facts.policy());
        if (broken != null) return Decision.reject(broken);
        return Decision.accept(new PlanDrafted(
                c.person(),
                c.episode(),
                c.plan(),
                1,
                c.planDate(),
                c.endDate(),
                c.author(),
                c.narrative(),
                facts.policy().basis("PLN-3")));
    }

    private static Decision<CarePlanEvent> addGoal(AddGoal c, Version plan, CarePlanFacts facts) {
        var broken = PlanRules.pln2Goal(c.targetDate(), c.responsibleRole(), c.text());
        if (broken == null) broken = PlanRules.pln3GoalDate(c.targetDate(), plan);
        if (broken != null) return Decision.reject(broken);
        return Decision.accept(new GoalAdded(
                c.person(),
                c.episode(),
                plan.plan(),
                plan.version(),
                "g" + (plan.goals().size() + 1),
                c.targetDate(),
                c.responsibleRole(),
                c.part2(),
                c.text(),
                facts.policy().basis("PLN-2", "PLN-3", "PLN-12")));
    }

    private static Decision<CarePlanEvent> reviseGoal(ReviseGoal c, Version plan, CarePlanFacts facts) {
        if (!plan.goals().containsKey(c.goal()))
            return Decision.reject(Rejection.ofContent("no-such-goal", "PLN-2", "/goal", "the plan has no such goal"));
        var broken = PlanRules.pln2Goal(c.targetDate(), c.responsibleRole(), c.text());
        if (broken == null) broken = PlanRules.pln3GoalDate(c.targetDate(), plan);
        if (broken != null) return Decision.reject(broken);
        return Decision.accept(new GoalRevised(
                c.person(),
                c.episode(),
                plan.plan(),
                plan.version(),
                c.goal(),
                c.targetDate(),
                c.responsibleRole(),
                c.part2(),
                c.text(),
                facts.policy().basis("PLN-2", "PLN-3", "PLN-12")));
    }

    private static Decision<CarePlanEvent> intervention(PlanIntervention c, Version plan) {
        if (!plan.goals().containsKey(c.goal()))
            return Decision.reject(Rejection.ofContent("no-such-goal", "PLN-2", "/goal", "the plan has no such goal"));
        if (c.unitsPerWeek() < 0)
            return Decision.reject(Rejection.ofContent(
                    "units-negative", "PLN-11", "/unitsPerWeek", "planned units per week are not negative"));
        return Decision.accept(new InterventionPlanned(
                c.person(),
                c.episode(),
                plan.plan(),
                plan.version(),
                "i" + (plan.unitsPerWeek().size() + 1),
                c.goal(),
                c.role(),
                c.unitsPerWeek(),
                c.frequency(),
                c.text()));
    }

    private static Decision<CarePlanEvent> crisisPlan(CompleteCrisisPlan c, Version plan, CarePlanFacts facts) {
        boolean incomplete = c.crisisPlan()
                .value()
                .map(p -> p.earlyWarningSigns().isEmpty()
                        || p.copingStrategies().isEmpty()
                        || p.steps().isEmpty())
                .orElse(false);
        if (incomplete)
            return Decision.reject(Rejection.ofContent(
                    "crisis-plan-incomplete",
                    "PLN-5",
                    "/steps",
                    "a crisis plan has early warning signs, coping strategies and steps"));
        return Decision.accept(
                plan.crisisPlanOn() == null
                        ? new CrisisPlanCompleted(
                                c.person(), c.episode(), plan.plan(), plan.version(), facts.today(), c.crisisPlan())
                        : new CrisisPlanUpdated(
                                c.person(), c.episode(), plan.plan(), plan.version(), facts.today(), c.crisisPlan()));
    }

    private static Decision<CarePlanEvent> linkage(RecordLinkage c, Case file) {
        if (c.linkage() != null && !file.linkages().containsKey(c.linkage()))
            return Decision.reject(
                    Rejection.ofContent("no-such-linkage", "", "/linkage", "the plan has no such linkage"));
        String id = c.linkage() != null ? c.linkage() : "l" + (file.linkages().size() + 1);
        return Decision.accept(
                new LinkageRecorded(c.person(), c.episode(), id, c.kind(), c.state(), c.on(), c.detail()));
    }

    // ------------------------------------------------------------------ signing, ordering, activating, revising

    private static Decision<CarePlanEvent> sign(SignPlan c, Version plan, CarePlanFacts facts) {
        if (plan.signatures().contains(c.by())) return Decision.nothingToDo();
        var broken = PlanRules.pln2AnyGoal(plan);
        if (broken != null) return Decision.reject(broken);
        String credential = null;
        var warnings = new ArrayList<Warning>();
        if (c.by() == SignedBy.QP) {
            var found = facts.signer() == null
                    ? java.util.Optional.<String>empty()
                    : PlanRules.pln4Professional(facts.signer(), facts.today(), facts.policy());
            if (found.isEmpty())
                return Decision.reject(Rejection.ofContent(
                        "signer-not-qualified",
                        "PLN-4",
                        "/staff",
                        "no credential as a qualified or licensed professional is valid on " + facts.today()));
            credential = found.get();
            warnings.addAll(training(facts));
        }
        return Decision.accept(new PlanSigned(
                c.person(),
                c.episode(),
                plan.plan(),
                plan.version(),
                c.by(),
                c.by() == SignedBy.QP ? c.staff() : null,
                credential,
                facts.today(),
                facts.policy().basis("PLN-2", "PLN-4", "PLN-9"),
                warnings));
    }

    private static List<Warning> training(CarePlanFacts facts) {
        var policy = facts.policy();
        if (policy.authorTraining() == Enforcement.OFF
                || facts.signer()
                        .credential(List.of(policy.trainingKind()), facts.today())
                        .isPresent()) return List.of();
        return List.of(new Warning(
                "author-training-missing", "PLN-4", "no training in writing person-centred plans is on file"));
    }

    private static Decision<CarePlanEvent> order(OrderService c, Case file, CarePlanFacts facts) {
        var broken = PlanRules.pln6Date(c.orderedOn(), facts.today());
        if (broken != null) return Decision.reject(broken);
        var policy = facts.policy();
        var credential = facts.signer() == null
                ? java.util.Optional.<String>empty()
                : PlanRules.pln6Credential(facts.signer(), c.orderedOn(), policy);
        if (credential.isEmpty() && policy.orderSignersKind() == Enforcement.REJECT)
            return Decision.reject(Rejection.ofContent(
                            "signer-may-not-order",
                            "PLN-6",
                            "/staff",
                            "no credential that may order the service is valid on " + c.orderedOn())
                    .with(Map.of("mayOrder", String.join(" ", policy.orderSigners()))));
        var warnings = new ArrayList<Warning>();
        if (credential.isEmpty())
            warnings.add(new Warning("signer-unusual", "PLN-6", "the signer's credential is not in the pack's list"));
        if (!c.directContact())
            warnings.add(new Warning("no-direct-contact", "PLN-6", "signed without direct contact with the person"));
        if (!c.assessmentReviewed())
            warnings.add(new Warning("assessment-not-reviewed", "PLN-6", "signed without review of the assessment"));
        return Decision.accept(new ServiceOrdered(
                c.person(),
                c.episode(),
                c.order(),
                file.program(),
                c.staff(),
                credential.orElse(null),
                c.orderedOn(),
                c.orderedOn().plusMonths(policy.orderLifeMonths()).minusDays(1),
                c.directContact(),
                c.assessmentReviewed(),
                policy.basis("PLN-6", "PLN-7"),
                warnings));
    }

    private static Decision<CarePlanEvent> activate(ActivatePlan c, CarePlanState state, CarePlanFacts facts) {
        return switch (state) {
            case Drafted d -> activate(c, d.file(), d.draft(), facts);
            case Signing s -> activate(c, s.file(), s.draft(), facts);
            case Active a -> Decision.nothingToDo();
            default -> refuse(state, "there is no version to activate");
        };
    }

    private static Decision<CarePlanEvent> activate(ActivatePlan c, Case file, Version plan, CarePlanFacts facts) {
        var policy = facts.policy();
        var missing = PlanRules.activation(file, plan, facts.today(), policy);
        if (!missing.isEmpty())
            return Decision.reject(missing.getFirst()
                    .with(Map.of(
                            "missing", missing.stream().map(Rejection::code).collect(Collectors.joining(" ")))));
        var warnings = new ArrayList<Warning>();
        if (plan.crisisPlanOn() == null)
            warnings.add(new Warning("crisis-plan-missing", "PLN-5", "the crisis plan is not complete"));
        var from = plan.planDate().isAfter(facts.today()) ? plan.planDate() : facts.today();
        return Decision.accept(new PlanActivated(
                c.person(),
                c.episode(),
                plan.plan(),
                plan.version(),
                file.program(),
                file.payer(),
                file.team(),
                plan.planDate(),
                facts.today(),
                from,
                plan.endDate(),
                List.copyOf(plan.goals().keySet()),
                plan.crisisPlanOn(),
                plan.plannedUnitsPerWeek(),
                policy.basis("PLN-2", "PLN-4", "PLN-5", "PLN-10"),
                warnings));
    }

    private static Decision<CarePlanEvent> revise(RevisePlan c, CarePlanState state, CarePlanFacts facts) {
        return switch (state) {
            case Active a -> revised(c, a.active(), facts);
            case Signing s -> revised(c, s.draft(), facts);
            default -> refuse(state, "nothing is signed that would need a new version");
        };
    }

    private static Decision<CarePlanEvent> revised(RevisePlan c, Version from, CarePlanFacts facts) {
        LocalDate date = c.planDate() == null ? from.planDate() : c.planDate();
        LocalDate end = c.endDate() == null ? from.endDate() : c.endDate();
        var broken = PlanRules.pln3PlanEnd(date, end, facts.policy());
        if (broken != null) return Decision.reject(broken);
        return Decision.accept(new PlanRevised(
                c.person(),
                c.episode(),
                from.plan(),
                from.version() + 1,
                date,
                end,
                c.reason(),
                facts.policy().basis("PLN-3", "PLN-9")));
    }

    // ------------------------------------------------------------------ evolve

    @Override
    public CarePlanState evolve(CarePlanState state, CarePlanEvent event) {
        var file = state.file();
        return switch (event) {
            case PlanningStarted e -> new Started(file.started(e.program(), e.payer(), e.team()));
            case AssessmentNoted e ->
                withFile(
                        state,
                        file.with(
                                new Assessment(e.assessment(), e.assessedOn(), e.recommendsProgram(), e.credential())));
            case EpisodeNoted e -> withFile(state, file.opened(e.openedOn()));
            case EpisodeEndNoted e -> new Closed(file, active(state));
            case PlanDrafted e ->
                new Drafted(
                        file,
                        new Version(
                                e.plan(),
                                e.version(),
                                e.planDate(),
                                e.endDate(),
                                e.author(),
                                Map.of(),
                                Map.of(),
                                null,
                                Set.of(),
                                false),
                        null);
            case GoalAdded e -> withDraft(state, p -> p.withGoal(e.goal(), e.targetDate()));
            case GoalRevised e -> withDraft(state, p -> p.withGoal(e.goal(), e.targetDate()));
            case InterventionPlanned e -> withDraft(state, p -> p.withIntervention(e.intervention(), e.unitsPerWeek()));
            case CrisisPlanCompleted e -> withDraft(state, p -> p.withCrisisPlan(e.completedOn()));
            case CrisisPlanUpdated e -> withDraft(state, p -> p.withCrisisPlan(e.updatedOn()));
            case LinkageRecorded e -> withFile(state, file.with(e.linkage(), e.state()));
            case NaturalSupportRecorded e -> withFile(state, file.withSupport());
            case PlanSigned e -> frozen(state, p -> p.signed(e.by()));
            case ConsentNotObtainedDocumented e -> frozen(state, Version::withoutConsent);
            case ServiceOrdered e -> withFile(state, file.with(new Order(e.order(), e.orderedOn(), e.validTo())));
            case PlanActivated e -> draft(state) == null ? state : new Active(file, draft(state));
            case PlanRevised e -> {
                var from = draft(state) != null ? draft(state) : active(state);
                yield from == null
                        ? state
                        : new Drafted(file, from.revised(e.version(), e.planDate(), e.endDate()), active(state));
            }
        };
    }

    private static Version draft(CarePlanState state) {
        return switch (state) {
            case Drafted d -> d.draft();
            case Signing s -> s.draft();
            default -> null;
        };
    }

    private static Version active(CarePlanState state) {
        return switch (state) {
            case Drafted d -> d.active();
            case Signing s -> s.active();
            case Active a -> a.active();
            case Closed c -> c.active();
            default -> null;
        };
    }

    private static CarePlanState withDraft(CarePlanState state, Function<Version, Version> change) {
        return switch (state) {
            case Drafted d -> new Drafted(d.file(), change.apply(d.draft()), d.active());
            case Signing s -> new Signing(s.file(), change.apply(s.draft()), s.active());
            default -> state;
        };
    }

    private static CarePlanState frozen(CarePlanState state, Function<Version, Version> change) {
        return draft(state) == null ? state : new Signing(state.file(), change.apply(draft(state)), active(state));
    }

    private static CarePlanState withFile(CarePlanState state, Case file) {
        return switch (state) {
            case NotStarted s -> new NotStarted(file);
            case Started s -> new Started(file);
            case Drafted s -> new Drafted(file, s.draft(), s.active());
            case Signing s -> new Signing(file, s.draft(), s.active());
            case Active s -> new Active(file, s.active());
            case Closed s -> new Closed(file, s.active());
        };
    }
}
