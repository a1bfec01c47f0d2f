package org.communitysupport.careplan.domain.rule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.communitysupport.careplan.domain.CarePlanState.Assessment;
import org.communitysupport.careplan.domain.CarePlanState.Case;
import org.communitysupport.careplan.domain.CarePlanState.Version;
import org.communitysupport.careplan.domain.CrisisPlan;
import org.communitysupport.careplan.domain.GoalScale;
import org.communitysupport.careplan.domain.GoalText;
import org.communitysupport.careplan.domain.SignedBy;
import org.communitysupport.careplan.domain.Signer;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Rejection;
import org.communitysupport.kernel.Warning;

/** The rules of plan and order (domain reference G.3). A null answer means: the rule is kept. */
public final class PlanRules {
    /** Quarter hours of a week. */
    private static final int WEEK = 7 * 24 * 4;

    private PlanRules() {}

    /** PLN-2: a goal has outcome, strategy, measure, target date and who is responsible. What was erased was complete when it came. */
    public static Rejection pln2Goal(LocalDate targetDate, String responsibleRole, Personal<GoalText> text) {
        if (targetDate == null)
            return content("goal-incomplete", "PLN-2", "/targetDate", "The goal has no target date. Enter one.");
        if (saysNothing(responsibleRole))
            return content(
                    "goal-incomplete",
                    "PLN-2",
                    "/responsibleRole",
                    "The goal does not say who is responsible. Enter a person or a role.");
        var goal = text.value();
        if (goal.isEmpty()) return null;
        if (saysNothing(goal.get().outcome()))
            return content(
                    "goal-incomplete",
                    "PLN-2",
                    "/outcome",
                    "The goal does not say what is to be reached. Enter its text.");
        if (saysNothing(goal.get().strategy()))
            return content(
                    "goal-incomplete",
                    "PLN-2",
                    "/strategy",
                    "The goal does not say how it is to be reached. Enter the interventions.");
        if (saysNothing(goal.get().measure()))
            return content(
                    "goal-incomplete",
                    "PLN-2",
                    "/measure",
                    "The goal does not say how progress is measured. Enter a measure.");
        return null;
    }

    /** PLN-2: a scale goes up, and where the person is and wants to be lies on it. */
    public static Rejection pln2Scale(GoalScale scale) {
        if (scale == null) return null;
        if (scale.from() >= scale.to())
            return content(
                    "scale-reversed", "PLN-2", "/scale/to", "The scale ends where it begins, or before. Correct it.");
        if (!isOn(scale, scale.baseline()))
            return content(
                    "scale-exceeded",
                    "PLN-2",
                    "/scale/baseline",
                    "The baseline does not lie on the scale. Correct it, or the scale.");
        return isOn(scale, scale.target())
                ? null
                : content(
                        "scale-exceeded",
                        "PLN-2",
                        "/scale/target",
                        "The target does not lie on the scale. Correct it, or the scale.");
    }

    private static boolean isOn(GoalScale scale, Integer rating) {
        return rating == null || rating >= scale.from() && rating <= scale.to();
    }

    /** A rating is one of the goal's own scale; a goal without a scale is told in words. */
    public static Rejection pln2Rating(GoalScale scale, Integer rating) {
        if (rating == null) return null;
        if (scale == null)
            return content(
                    "goal-without-scale",
                    "PLN-2",
                    "/rating",
                    "This goal has no scale. Say the progress in words, or give the goal a scale when the plan is revised.");
        return isOn(scale, rating)
                ? null
                : content(
                        "rating-off-scale",
                        "PLN-2",
                        "/rating",
                        "The rating is not on the goal's scale, which goes from " + scale.from() + " to " + scale.to()
                                + ". Enter a whole number on it.");
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

    /** PLN-11: planned units are a number of units that a week has room for. */
    public static Rejection pln11Units(int unitsPerWeek) {
        return unitsPerWeek < 0 || unitsPerWeek > WEEK
                ? content(
                        "units-out-of-range",
                        "PLN-11",
                        "/unitsPerWeek",
                        "The planned units per week are not between 0 and " + WEEK + ", the quarter hours of a week.")
                : null;
    }

    /** PLN-11: all interventions of the plan together ask for more than is usual. */
    public static List<Warning> pln11Usual(Version plan, int more, PlanPolicy policy) {
        int all = plan.plannedUnitsPerWeek() + more;
        return policy.unitsPerWeek() == null || all <= policy.unitsPerWeek()
                ? List.of()
                : List.of(new Warning(
                        "units-unusual",
                        "PLN-11",
                        "The plan asks for " + all + " units a week, more than " + policy.unitsPerWeek()
                                + ". Check the figure before it is signed."));
    }

    /** PLN-2: an intervention is carried by a role that the program has. */
    public static Rejection pln2Role(String role, PlanPolicy policy) {
        return policy.roles().contains(role)
                ? null
                : content(
                        "role-unknown",
                        "PLN-2",
                        "/role",
                        "The program has no such role. It has: " + String.join(", ", new TreeSet<>(policy.roles()))
                                + ".");
    }

    /** PLN-3: a plan that has ended is not activated. */
    public static Rejection pln3NotOver(Version plan, LocalDate today) {
        return plan.endDate().isBefore(today)
                ? state(
                        "plan-ended",
                        "PLN-3",
                        "The plan ended on " + plan.endDate() + ". Revise it with an end that is still to come.")
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

    /** PLN-5: a crisis plan says what to look for and what to do, in words. What was erased was complete when it came. */
    public static Rejection pln5Content(Personal<CrisisPlan> plan) {
        var p = plan.value();
        if (p.isEmpty()) return null;
        var broken =
                pln5List("/earlyWarningSigns", "early warning signs", p.get().earlyWarningSigns());
        if (broken == null)
            broken = pln5List("/copingStrategies", "coping strategies", p.get().copingStrategies());
        if (broken == null) broken = pln5List("/steps", "steps", p.get().steps());
        return broken != null ? broken : pln5Words("/contacts", p.get().contacts());
    }

    private static Rejection pln5List(String place, String what, List<String> said) {
        return said.isEmpty()
                ? content(
                        "crisis-plan-incomplete",
                        "PLN-5",
                        place,
                        "The crisis plan has no " + what + ". Write at least one.")
                : pln5Words(place, said);
    }

    private static Rejection pln5Words(String place, List<String> said) {
        for (int i = 0; i < said.size(); i++)
            if (saysNothing(said.get(i)))
                return content(
                        "crisis-plan-incomplete",
                        "PLN-5",
                        place + '/' + i,
                        "This entry of the crisis plan says nothing. Write it in words, or leave it out.");
        return null;
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
        for (var rejection : new Rejection[] {
            pln2AnyGoal(plan),
            pln3NotOver(plan, today),
            pln4Signed(plan),
            pln5(plan, policy),
            pln10(file, today, policy)
        }) if (rejection != null) missing.add(rejection);
        return missing;
    }

    /** Text without a letter or a digit: empty, blank, or only signs. */
    public static boolean saysNothing(String text) {
        return text == null || text.codePoints().noneMatch(Character::isLetterOrDigit);
    }

    private static Rejection content(String code, String rule, String field, String detail) {
        return Rejection.ofContent(code, rule, field, detail);
    }

    private static Rejection state(String code, String rule, String detail) {
        return Rejection.of(code, rule, detail);
    }
}
