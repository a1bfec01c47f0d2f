package org.communitysupport.careplan.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.communitysupport.kernel.Basis;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Warning;

/** What happened to the plan of one episode. */
public sealed interface CarePlanEvent {
    String person();

    String episode();

    record PlanningStarted(
            String person,
            String episode,
            String referral,
            String program,
            String payer,
            String team,
            LocalDate startedOn,
            Personal<Demographics> demographics)
            implements CarePlanEvent {}

    /** What is known of the person was corrected. */
    record DemographicsNoted(String person, String episode, Personal<Demographics> demographics)
            implements CarePlanEvent {}

    record AssessmentNoted(
            String person,
            String episode,
            String assessment,
            LocalDate assessedOn,
            boolean recommendsProgram,
            String credential)
            implements CarePlanEvent {}

    record EpisodeNoted(String person, String episode, LocalDate openedOn) implements CarePlanEvent {}

    record EpisodeEndNoted(String person, String episode, LocalDate closedOn) implements CarePlanEvent {}

    /** The end was a mistake: the plan is what it was before. */
    record EpisodeReopenedNoted(String person, String episode) implements CarePlanEvent {}

    record PlanDrafted(
            String person,
            String episode,
            String plan,
            int version,
            LocalDate planDate,
            LocalDate endDate,
            String author,
            Personal<PlanNarrative> narrative,
            Basis basis)
            implements CarePlanEvent {}

    /** @param scale null for a goal whose progress is told in words, and in events that were stored before there were any */
    record GoalAdded(
            String person,
            String episode,
            String plan,
            int version,
            String goal,
            LocalDate targetDate,
            String responsibleRole,
            boolean part2,
            Personal<GoalText> text,
            GoalScale scale,
            Basis basis)
            implements CarePlanEvent {}

    /** @param scale null for a goal whose progress is told in words, and in events that were stored before there were any */
    record GoalRevised(
            String person,
            String episode,
            String plan,
            int version,
            String goal,
            LocalDate targetDate,
            String responsibleRole,
            boolean part2,
            Personal<GoalText> text,
            GoalScale scale,
            Basis basis)
            implements CarePlanEvent {}

    /** @param rating on the goal's own scale; null for words alone; @param encounter of which it is said; null when of none */
    record GoalProgressRecorded(
            String person,
            String episode,
            String plan,
            int version,
            String goal,
            LocalDate on,
            Integer rating,
            String encounter,
            boolean part2,
            Personal<String> evidence)
            implements CarePlanEvent {}

    record GoalOutcomeRecorded(
            String person,
            String episode,
            String plan,
            int version,
            String goal,
            GoalOutcome outcome,
            LocalDate on,
            boolean part2,
            Personal<String> reason)
            implements CarePlanEvent {}

    /** @param warnings null in events that were stored before there were any */
    record InterventionPlanned(
            String person,
            String episode,
            String plan,
            int version,
            String intervention,
            String goal,
            String role,
            int unitsPerWeek,
            String frequency,
            Personal<String> text,
            List<Warning> warnings)
            implements CarePlanEvent {}

    record CrisisPlanCompleted(
            String person,
            String episode,
            String plan,
            int version,
            LocalDate completedOn,
            Personal<CrisisPlan> crisisPlan)
            implements CarePlanEvent {}

    record CrisisPlanUpdated(
            String person,
            String episode,
            String plan,
            int version,
            LocalDate updatedOn,
            Personal<CrisisPlan> crisisPlan)
            implements CarePlanEvent {}

    record LinkageRecorded(
            String person,
            String episode,
            String linkage,
            LinkageKind kind,
            LinkageState state,
            LocalDate on,
            Personal<String> detail)
            implements CarePlanEvent {}

    record NaturalSupportRecorded(
            String person,
            String episode,
            String support,
            Personal<NaturalSupport> naturalSupport,
            List<String> consentScopes)
            implements CarePlanEvent {}

    /** The support, or what may be told them, has changed. */
    record NaturalSupportRevised(
            String person,
            String episode,
            String support,
            Personal<NaturalSupport> naturalSupport,
            List<String> consentScopes)
            implements CarePlanEvent {}

    /** @param endedOn last day on which they were to be asked */
    record NaturalSupportEnded(
            String person, String episode, String support, LocalDate endedOn, Personal<String> reason)
            implements CarePlanEvent {}

    /** Somebody of the team spoke with the support. @param about what was spoken about, all of it consented to on that day */
    record NaturalSupportContacted(
            String person, String episode, String support, LocalDate on, List<String> about, Personal<String> detail)
            implements CarePlanEvent {}

    record PlanSigned(
            String person,
            String episode,
            String plan,
            int version,
            SignedBy by,
            String staff,
            String credential,
            LocalDate signedOn,
            Basis basis,
            List<Warning> warnings)
            implements CarePlanEvent {}

    record ConsentNotObtainedDocumented(
            String person, String episode, String plan, int version, LocalDate on, Personal<String> reason)
            implements CarePlanEvent {}

    /** @param validTo last day in force */
    record ServiceOrdered(
            String person,
            String episode,
            String order,
            String program,
            String staff,
            String credential,
            LocalDate orderedOn,
            LocalDate validTo,
            boolean directContact,
            boolean assessmentReviewed,
            Basis basis,
            List<Warning> warnings)
            implements CarePlanEvent {}

    /**
     * @param goalTargets target dates by goal; null in events that were stored before they were told
     * @param part2Goals goals that are substance-use treatment; null in events that were stored before it was kept
     * @param from first day it is active; never before it was activated
     */
    record PlanActivated(
            String person,
            String episode,
            String plan,
            int version,
            String program,
            String payer,
            String team,
            LocalDate planDate,
            LocalDate activatedOn,
            LocalDate from,
            LocalDate to,
            List<String> goals,
            List<String> part2Goals,
            Map<String, LocalDate> goalTargets,
            LocalDate crisisPlanOn,
            int plannedUnitsPerWeek,
            Basis basis,
            List<Warning> warnings)
            implements CarePlanEvent {}

    /** The new version begins as a copy of the one before it; that stays as it was signed. */
    record PlanRevised(
            String person,
            String episode,
            String plan,
            int version,
            LocalDate planDate,
            LocalDate endDate,
            String reason,
            Basis basis)
            implements CarePlanEvent {}
}
