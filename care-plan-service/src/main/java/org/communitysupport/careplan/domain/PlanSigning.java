package org.communitysupport.careplan.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.communitysupport.careplan.domain.CarePlanCommand.ActivatePlan;
import org.communitysupport.careplan.domain.CarePlanCommand.DocumentConsentNotObtained;
import org.communitysupport.careplan.domain.CarePlanCommand.OrderService;
import org.communitysupport.careplan.domain.CarePlanCommand.RevisePlan;
import org.communitysupport.careplan.domain.CarePlanCommand.SignPlan;
import org.communitysupport.careplan.domain.CarePlanEvent.ConsentNotObtainedDocumented;
import org.communitysupport.careplan.domain.CarePlanEvent.PlanActivated;
import org.communitysupport.careplan.domain.CarePlanEvent.PlanRevised;
import org.communitysupport.careplan.domain.CarePlanEvent.PlanSigned;
import org.communitysupport.careplan.domain.CarePlanEvent.ServiceOrdered;
import org.communitysupport.careplan.domain.CarePlanState.Case;
import org.communitysupport.careplan.domain.CarePlanState.Version;
import org.communitysupport.careplan.domain.rule.Enforcement;
import org.communitysupport.careplan.domain.rule.PlanRules;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Rejection;
import org.communitysupport.kernel.Warning;

/** What makes a plan binding: signatures, the service order, activation, and a new version of what is signed (PLN-3 to 7, 9, 10). */
final class PlanSigning {
    private PlanSigning() {}

    static Decision<CarePlanEvent> sign(SignPlan c, Version plan, CarePlanFacts facts) {
        if (plan.signatures().contains(c.by())) return Decision.nothingToDo();
        var broken = PlanRules.pln2AnyGoal(plan);
        if (broken != null) return Decision.reject(broken);
        String credential = null;
        var warnings = new ArrayList<Warning>();
        if (c.by() == SignedBy.QP) {
            var found = facts.signer() == null
                    ? Optional.<String>empty()
                    : PlanRules.pln4Professional(facts.signer(), facts.today(), facts.policy());
            if (found.isEmpty())
                return Decision.reject(Rejection.ofContent(
                        "signer-not-qualified",
                        "PLN-4",
                        "/staff",
                        "The signer has no valid credential as a qualified or licensed professional on " + facts.today()
                                + ". Have another person sign, or record the credential."));
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
                "author-training-missing",
                "PLN-4",
                "No training in writing person-centered plans is on file for the signer."));
    }

    static Decision<CarePlanEvent> withoutConsent(DocumentConsentNotObtained c, Version plan, CarePlanFacts facts) {
        if (plan.consentNotObtained()) return Decision.nothingToDo();
        return Decision.accept(new ConsentNotObtainedDocumented(
                c.person(), c.episode(), plan.plan(), plan.version(), facts.today(), c.reason()));
    }

    static Decision<CarePlanEvent> order(OrderService c, Case file, CarePlanFacts facts) {
        var broken = PlanRules.pln6Date(c.orderedOn(), facts.today(), facts.policy());
        if (broken != null) return Decision.reject(broken);
        var policy = facts.policy();
        var credential = facts.signer() == null
                ? Optional.<String>empty()
                : PlanRules.pln6Credential(facts.signer(), c.orderedOn(), policy);
        if (credential.isEmpty() && policy.orderSignersKind() == Enforcement.REJECT)
            return Decision.reject(Rejection.ofContent(
                            "signer-may-not-order",
                            "PLN-6",
                            "/staff",
                            "The signer has no valid credential that may order the service on " + c.orderedOn()
                                    + ". facts.mayOrder lists them.")
                    .with(Map.of("mayOrder", String.join(" ", policy.orderSigners()))));
        var warnings = new ArrayList<Warning>();
        if (credential.isEmpty())
            warnings.add(new Warning(
                    "signer-unusual", "PLN-6", "The signer's credential is not in the policy pack's list."));
        if (c.orderedOn().isBefore(facts.today()) && policy.orderNotBackdated() == Enforcement.WARN)
            warnings.add(new Warning(
                    "order-backdated", "PLN-6", "The order is dated before the day on which it was entered."));
        if (!c.directContact())
            warnings.add(new Warning(
                    "no-direct-contact", "PLN-6", "The order was signed without direct contact with the person."));
        if (!c.assessmentReviewed())
            warnings.add(new Warning(
                    "assessment-not-reviewed", "PLN-6", "The order was signed without review of the assessment."));
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

    static Decision<CarePlanEvent> activate(ActivatePlan c, Case file, Version plan, CarePlanFacts facts) {
        var policy = facts.policy();
        var missing = PlanRules.activation(file, plan, facts.today(), policy);
        if (!missing.isEmpty())
            return Decision.reject(missing.getFirst()
                    .with(Map.of(
                            "missing", missing.stream().map(Rejection::code).collect(Collectors.joining(" ")))));
        var warnings = new ArrayList<Warning>();
        if (plan.crisisPlanOn() == null)
            warnings.add(new Warning("crisis-plan-missing", "PLN-5", "The crisis plan is not complete. Complete it."));
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
                plan.part2Goals(),
                plan.goalTargets(),
                plan.crisisPlanOn(),
                plan.plannedUnitsPerWeek(),
                policy.basis("PLN-2", "PLN-4", "PLN-5", "PLN-10"),
                warnings));
    }

    static Decision<CarePlanEvent> revise(RevisePlan c, Version from, CarePlanFacts facts) {
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
}
