package org.communitysupport.careplan.domain;

import java.time.LocalDate;
import org.communitysupport.careplan.domain.CarePlanCommand.AddGoal;
import org.communitysupport.careplan.domain.CarePlanCommand.CompleteCrisisPlan;
import org.communitysupport.careplan.domain.CarePlanCommand.DraftPlan;
import org.communitysupport.careplan.domain.CarePlanCommand.PlanIntervention;
import org.communitysupport.careplan.domain.CarePlanCommand.ReviseGoal;
import org.communitysupport.careplan.domain.CarePlanEvent.CrisisPlanCompleted;
import org.communitysupport.careplan.domain.CarePlanEvent.CrisisPlanUpdated;
import org.communitysupport.careplan.domain.CarePlanEvent.GoalAdded;
import org.communitysupport.careplan.domain.CarePlanEvent.GoalRevised;
import org.communitysupport.careplan.domain.CarePlanEvent.InterventionPlanned;
import org.communitysupport.careplan.domain.CarePlanEvent.PlanDrafted;
import org.communitysupport.careplan.domain.CarePlanState.Version;
import org.communitysupport.careplan.domain.rule.PlanRules;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Rejection;

/** What is written into a plan while it is a draft: PLN-2, 3, 5, 11. */
final class PlanWriting {
    private PlanWriting() {}

    static Decision<CarePlanEvent> draft(DraftPlan c, CarePlanFacts facts) {
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

    static Decision<CarePlanEvent> goal(AddGoal c, Version plan, CarePlanFacts facts) {
        var broken = goal(c.targetDate(), c.responsibleRole(), c.text(), c.scale(), plan);
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
                c.scale(),
                facts.policy().basis("PLN-2", "PLN-3", "PLN-12")));
    }

    static Decision<CarePlanEvent> goal(ReviseGoal c, Version plan, CarePlanFacts facts) {
        var broken = PlanRules.pln2KnownGoal(c.goal(), plan);
        if (broken == null) broken = goal(c.targetDate(), c.responsibleRole(), c.text(), c.scale(), plan);
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
                c.scale(),
                facts.policy().basis("PLN-2", "PLN-3", "PLN-12")));
    }

    private static Rejection goal(
            LocalDate due, String responsible, Personal<GoalText> text, GoalScale scale, Version plan) {
        var broken = PlanRules.pln2Goal(due, responsible, text);
        if (broken == null) broken = PlanRules.pln2Scale(scale);
        return broken == null ? PlanRules.pln3GoalDate(due, plan) : broken;
    }

    static Decision<CarePlanEvent> intervention(PlanIntervention c, Version plan, CarePlanFacts facts) {
        var broken = PlanRules.pln2KnownGoal(c.goal(), plan);
        if (broken == null) broken = PlanRules.pln2Role(c.role(), facts.policy());
        if (broken == null) broken = PlanRules.pln11Units(c.unitsPerWeek());
        if (broken != null) return Decision.reject(broken);
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
                c.text(),
                PlanRules.pln11Usual(plan, c.unitsPerWeek(), facts.policy())));
    }

    static Decision<CarePlanEvent> crisisPlan(CompleteCrisisPlan c, Version plan, CarePlanFacts facts) {
        var broken = PlanRules.pln5Content(c.crisisPlan());
        if (broken != null) return Decision.reject(broken);
        return Decision.accept(
                plan.crisisPlanOn() == null
                        ? new CrisisPlanCompleted(
                                c.person(), c.episode(), plan.plan(), plan.version(), facts.today(), c.crisisPlan())
                        : new CrisisPlanUpdated(
                                c.person(), c.episode(), plan.plan(), plan.version(), facts.today(), c.crisisPlan()));
    }
}
