package org.communitysupport.careplan.domain;

import java.time.LocalDate;
import java.util.function.BiFunction;
import org.communitysupport.careplan.domain.CarePlanCommand.RecordOutcome;
import org.communitysupport.careplan.domain.CarePlanCommand.RecordProgress;
import org.communitysupport.careplan.domain.CarePlanEvent.GoalOutcomeRecorded;
import org.communitysupport.careplan.domain.CarePlanEvent.GoalProgressRecorded;
import org.communitysupport.careplan.domain.CarePlanState.Goal;
import org.communitysupport.careplan.domain.CarePlanState.Outcome;
import org.communitysupport.careplan.domain.CarePlanState.Version;
import org.communitysupport.careplan.domain.rule.PlanRules;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Rejection;

/** How a goal of the version in force goes: its progress, and what became of it. Neither changes the version (PLN-9). */
final class GoalCourse {
    private GoalCourse() {}

    static Decision<CarePlanEvent> progress(RecordProgress c, CarePlanState state, CarePlanFacts facts) {
        return ofGoal(c.goal(), c.on(), state, facts, (plan, goal) -> {
            var said = state.file().outcomes().get(c.goal());
            if (said != null && said.outcome() != GoalOutcome.GOES_ON && c.on().isAfter(said.on()))
                return Decision.reject(
                        "goal-closed",
                        "PLN-2",
                        "This goal was " + word(said.outcome()) + " on " + said.on()
                                + ". Record that it goes on first, if it does.");
            var broken = PlanRules.pln2Rating(goal.scale(), c.rating());
            if (broken == null) broken = words(c.evidence(), "/evidence");
            if (broken != null) return Decision.reject(broken);
            return Decision.accept(new GoalProgressRecorded(
                    c.person(),
                    c.episode(),
                    plan.plan(),
                    plan.version(),
                    c.goal(),
                    c.on(),
                    c.rating(),
                    c.encounter(),
                    goal.part2(),
                    c.evidence()));
        });
    }

    static Decision<CarePlanEvent> outcome(RecordOutcome c, CarePlanState state, CarePlanFacts facts) {
        return ofGoal(c.goal(), c.on(), state, facts, (plan, goal) -> {
            var known = state.file().outcomes().get(c.goal());
            if (new Outcome(c.outcome(), c.on()).equals(known)) return Decision.nothingToDo();
            if (known == null && c.outcome() == GoalOutcome.GOES_ON) return Decision.nothingToDo();
            var broken = words(c.reason(), "/reason");
            if (broken != null) return Decision.reject(broken);
            return Decision.accept(new GoalOutcomeRecorded(
                    c.person(),
                    c.episode(),
                    plan.plan(),
                    plan.version(),
                    c.goal(),
                    c.outcome(),
                    c.on(),
                    goal.part2(),
                    c.reason()));
        });
    }

    private static Decision<CarePlanEvent> ofGoal(
            String goal,
            LocalDate on,
            CarePlanState state,
            CarePlanFacts facts,
            BiFunction<Version, Goal, Decision<CarePlanEvent>> then) {
        var plan = PlanEvolution.active(state);
        if (plan == null)
            return Decision.reject(
                    "no-active-plan", "PLN-2", "No version of the plan is active yet. Activate it first.");
        var broken = PlanRules.pln2KnownGoal(goal, plan);
        if (broken != null) return Decision.reject(broken);
        if (on.isAfter(facts.today()))
            return Decision.reject(Rejection.ofContent(
                    "progress-ahead", "", "/on", "The day is after today. Enter the day on which it was seen."));
        return then.apply(plan, plan.goals().get(goal));
    }

    private static Rejection words(Personal<String> text, String place) {
        return text.value().filter(PlanRules::saysNothing).isPresent()
                ? Rejection.ofContent("says-nothing", "PLN-2", place, "The text says nothing. Write it in words.")
                : null;
    }

    private static String word(GoalOutcome outcome) {
        return outcome == GoalOutcome.ACHIEVED ? "achieved" : "discontinued";
    }
}
