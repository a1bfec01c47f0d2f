package org.communitysupport.careplan.domain.rule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.communitysupport.careplan.domain.CarePlanState.Assessment;
import org.communitysupport.careplan.domain.CarePlanState.Case;
import org.communitysupport.careplan.domain.CarePlanState.Version;
import org.communitysupport.careplan.domain.CrisisPlan;
import org.communitysupport.careplan.domain.GoalText;
import org.communitysupport.careplan.domain.SignedBy;
import org.communitysupport.careplan.domain.Signer;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Rejection;

/** The rules of plan and order (domain reference G.3). A null answer means: the rule is kept. */
public final class PlanRules {
    private PlanRules() {}

    /** PLN-2: a goal has outcome, strategy, measure, target date and who is responsible. What was erased was complete when it came. */
    public static Rejection pln2Goal(LocalDate targetDate, String responsibleRole, Personal<GoalText> text) {
        if (targetDate == null)
            return content("goal-incomplete", "PLN-2", "/targetDate", "The goal has no target date. Enter one.");
        if (isBlank(responsibleRole))
            return content(
                    "goal-incomplete",
                    "PLN-2",
                    "/responsibleRole",
                    "The goal does not say who is responsible. Enter a person or a role.");
        var goal = text.value();
        if (goal.isEmpty()) return null;
        if (isBlank(goal.get().outcome()))
            return content(
                    "goal-incomplete",
                    "PLN-2",
                    "/outcome",
                    "The goal does not say what is to be reached. Enter its text.");
        if (isBlank(goal.get().strategy()))
            return content(
                    "goal-incomplete",
                    "PLN-2",
                    "/strategy",
                    "The goal does not say how it is to be reached. Enter the interventions.");
        if (isBlank(goal.get().measure()))
            return content(
                    "goal-incomplete",
                    "PLN-2",
                    "/measure",
                    "The goal does not say how progress is measured. Enter a measure.");
        return null;
    }

    /** PLN-2: an active plan has at least one goal. */
    public static Rejection pln2AnyGoal(Version plan) {
        return plan.goals().isEmpty() ? state("no-goal", "PLN-2", "The plan has no goal yet. Add one first.") : null;
    }

    /** PLN-2: what refers to a goal refers to one of the plan. */
    public static Rejection pln2KnownGoal(String goal, Version plan) {
        return plan.goals().containsKey(goal)
                ? null
                : content(
                        "no-such-goal",
                        "PLN-2",
                        "/goal",
                        "The plan has no such goal. Look at the goals of this version.");
    }

    /** PLN-11: planned units are a number of units. */
    public static Rejection pln11Units(int unitsPerWeek) {
        return unitsPerWeek < 0
                ? content(
                        "units-negative",
                        "PLN-11",
                        "/unitsPerWeek",
                        "The planned units per week are below 0. Enter 0 or more.")
                : null;
    }

    /** PLN-3: the plan ends after its date, and not later than the pack's months after it. */
    public static Rejection pln3PlanEnd(LocalDate planDate, LocalDate endDate, PlanPolicy policy) {
        if (!endDate.isAfter(planDate))
            return content(
                    "plan-ends-too-early",
                    "PLN-3",
                    "/endDate",
                    "The plan ends before it begins, or on the same day. Enter a later end date.");
        boolean tooLong = endDate.isAfter(planDate.plusMonths(policy.planLifeMonths()));
        return tooLong && policy.planLife() == Enforcement.REJECT
                ? content(
                        "plan-too-long",
                        "PLN-3",
                        "/endDate",
                        "The plan is longer than " + policy.planLifeMonths() + " months. Enter an earlier end date.")
                : null;
    }

    /** PLN-3: a goal is due within the plan. */
    public static Rejection pln3GoalDate(LocalDate targetDate, Version plan) {
        return targetDate.isAfter(plan.endDate())
                ? content(
                        "goal-after-plan",
                        "PLN-3",
                        "/targetDate",
                        "The target date is after the end of the plan, " + plan.endDate() + ". Enter an earlier one.")
                : null;
    }

    /** PLN-4: the person or who is legally responsible signed, or it is written down why not; and a professional signed. */
    public static Rejection pln4Signed(Version plan) {
        boolean person = plan.signatures().contains(SignedBy.PERSON)
                || plan.signatures().contains(SignedBy.LEGALLY_RESPONSIBLE)
                || plan.consentNotObtained();
        if (!person)
            return state(
                    "person-has-not-signed",
                    "PLN-4",
                    "Neither the person nor a legally responsible person has signed, and no reason is "
                            + "recorded. Have the plan signed, or record why not.");
        return plan.signatures().contains(SignedBy.QP)
                ? null
                : state(
                        "professional-has-not-signed",
                        "PLN-4",
                        "No qualified professional has signed. Have one sign first.");
    }

    /** PLN-4: who signs as the professional is one on that day: QP or licensed. */
    public static Optional<String> pln4Professional(Signer signer, LocalDate day, PlanPolicy policy) {
        var kinds = new ArrayList<String>();
        kinds.add("QP");
        kinds.addAll(policy.licensed());
        return signer.credential(kinds, day);
    }

    /** PLN-5: a crisis plan says what to look for and what to do. What was erased was complete when it came. */
    public static Rejection pln5Content(Personal<CrisisPlan> plan) {
        boolean incomplete = plan.value()
                .map(p -> p.earlyWarningSigns().isEmpty()
                        || p.copingStrategies().isEmpty()
                        || p.steps().isEmpty())
                .orElse(false);
        return incomplete
                ? content(
                        "crisis-plan-incomplete",
                        "PLN-5",
                        "/steps",
                        "The crisis plan lacks early warning signs, coping strategies or steps. Enter all three.")
                : null;
    }

    /** PLN-5: the crisis plan stands before the plan is activated. */
    public static Rejection pln5(Version plan, PlanPolicy policy) {
        return plan.crisisPlanOn() == null && policy.crisisPlanFirst() == Enforcement.REJECT
                ? state("crisis-plan-missing", "PLN-5", "The crisis plan is not complete. Complete it.")
                : null;
    }

    /** PLN-6: who orders holds one of the pack's credentials on the signing date. */
    public static Optional<String> pln6Credential(Signer signer, LocalDate day, PlanPolicy policy) {
        return signer.credential(policy.orderSigners(), day);
    }

    /** PLN-6: an order is dated the day it is signed: not earlier (no backdating), not later. */
    public static Rejection pln6Date(LocalDate orderedOn, LocalDate today, PlanPolicy policy) {
        if (orderedOn.isAfter(today))
            return content(
                    "order-in-the-future",
                    "PLN-6",
                    "/orderedOn",
                    "The order is dated " + orderedOn + ", which is after today, " + today + ".");
        return orderedOn.isBefore(today) && policy.orderNotBackdated() == Enforcement.REJECT
                ? content(
                        "order-backdated",
                        "PLN-6",
                        "/orderedOn",
                        "The order is dated " + orderedOn + ", before today, " + today
                                + ". Enter the day on which it is signed.")
                : null;
    }

    /** PLN-10: an assessment by a licensed person that recommends the program comes before the plan is active. */
    public static Rejection pln10(Case file, LocalDate today, PlanPolicy policy) {
        var recommending = file.assessments().stream()
                .filter(Assessment::recommendsProgram)
                .filter(a -> !a.assessedOn().isAfter(today))
                .toList();
        if (recommending.isEmpty())
            return state(
                    "assessment-missing",
                    "PLN-10",
                    "There is no assessment that recommends the program. Record one in eligibility first.");
        boolean licensed = recommending.stream().anyMatch(a -> policy.licensed().contains(a.credential()));
        return licensed
                ? null
                : state(
                        "assessment-not-licensed",
                        "PLN-10",
                        "The assessment was not written by a licensed person. Have a licensed person record one.");
    }

    /** All that stands between the plan and its activation. */
    public static List<Rejection> activation(Case file, Version plan, LocalDate today, PlanPolicy policy) {
        var missing = new ArrayList<Rejection>();
        for (var rejection :
                new Rejection[] {pln2AnyGoal(plan), pln4Signed(plan), pln5(plan, policy), pln10(file, today, policy)})
            if (rejection != null) missing.add(rejection);
        return missing;
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    private static Rejection content(String code, String rule, String field, String detail) {
        return Rejection.ofContent(code, rule, field, detail);
    }

    private static Rejection state(String code, String rule, String detail) {
        return Rejection.of(code, rule, detail);
    }
}
