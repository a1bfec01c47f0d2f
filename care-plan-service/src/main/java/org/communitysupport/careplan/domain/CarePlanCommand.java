package org.communitysupport.careplan.domain;

import java.time.LocalDate;
import java.util.List;
import org.communitysupport.kernel.Personal;

/** What can be asked of the plan of one episode. */
public sealed interface CarePlanCommand {
    String person();

    String episode();

    /** Plan work may begin as soon as the referral is accepted (amendment 1). */
    record StartPlanning(
            String person,
            String episode,
            String referral,
            String program,
            String payer,
            String team,
            LocalDate startedOn,
            Personal<Demographics> demographics)
            implements CarePlanCommand {}

    record NoteDemographics(String person, String episode, Personal<Demographics> demographics)
            implements CarePlanCommand {}

    record NoteAssessment(
            String person,
            String episode,
            String assessment,
            LocalDate assessedOn,
            boolean recommendsProgram,
            String credential)
            implements CarePlanCommand {}

    record NoteEpisode(String person, String episode, LocalDate openedOn) implements CarePlanCommand {}

    record NoteEpisodeEnd(String person, String episode, LocalDate closedOn) implements CarePlanCommand {}

    record NoteEpisodeReopened(String person, String episode) implements CarePlanCommand {}

    record DraftPlan(
            String person,
            String episode,
            String plan,
            LocalDate planDate,
            LocalDate endDate,
            String author,
            Personal<PlanNarrative> narrative)
            implements CarePlanCommand {}

    record AddGoal(
            String person,
            String episode,
            LocalDate targetDate,
            String responsibleRole,
            boolean part2,
            Personal<GoalText> text,
            GoalScale scale)
            implements CarePlanCommand {
        /** One whose progress is told in words alone. */
        public AddGoal(
                String person,
                String episode,
                LocalDate targetDate,
                String responsibleRole,
                boolean part2,
                Personal<GoalText> text) {
            this(person, episode, targetDate, responsibleRole, part2, text, null);
        }
    }

    record ReviseGoal(
            String person,
            String episode,
            String goal,
            LocalDate targetDate,
            String responsibleRole,
            boolean part2,
            Personal<GoalText> text,
            GoalScale scale)
            implements CarePlanCommand {
        /** One whose progress is told in words alone. */
        public ReviseGoal(
                String person,
                String episode,
                String goal,
                LocalDate targetDate,
                String responsibleRole,
                boolean part2,
                Personal<GoalText> text) {
            this(person, episode, goal, targetDate, responsibleRole, part2, text, null);
        }
    }

    /** @param rating on the goal's own scale; null for words alone; @param encounter of which it is said; null when of none */
    record RecordProgress(
            String person,
            String episode,
            String goal,
            LocalDate on,
            Integer rating,
            String encounter,
            Personal<String> evidence)
            implements CarePlanCommand {}

    record RecordOutcome(
            String person, String episode, String goal, GoalOutcome outcome, LocalDate on, Personal<String> reason)
            implements CarePlanCommand {}

    record PlanIntervention(
            String person,
            String episode,
            String goal,
            String role,
            int unitsPerWeek,
            String frequency,
            Personal<String> text)
            implements CarePlanCommand {}

    record CompleteCrisisPlan(String person, String episode, Personal<CrisisPlan> crisisPlan)
            implements CarePlanCommand {}

    /** @param linkage null for a new one */
    record RecordLinkage(
            String person,
            String episode,
            String linkage,
            LinkageKind kind,
            LinkageState state,
            LocalDate on,
            Personal<String> detail)
            implements CarePlanCommand {}

    record RecordNaturalSupport(
            String person, String episode, Personal<NaturalSupport> support, List<SupportScope> consentScopes)
            implements CarePlanCommand {}

    record ReviseNaturalSupport(
            String person,
            String episode,
            String support,
            Personal<NaturalSupport> naturalSupport,
            List<SupportScope> consentScopes)
            implements CarePlanCommand {}

    record EndNaturalSupport(String person, String episode, String support, LocalDate on, Personal<String> reason)
            implements CarePlanCommand {}

    /** @param about what was spoken about */
    record RecordSupportContact(
            String person,
            String episode,
            String support,
            LocalDate on,
            List<SupportScope> about,
            Personal<String> detail)
            implements CarePlanCommand {}

    /** @param staff who signs; null when the person or the legally responsible one does */
    record SignPlan(String person, String episode, SignedBy by, String staff) implements CarePlanCommand {}

    record DocumentConsentNotObtained(String person, String episode, Personal<String> reason)
            implements CarePlanCommand {}

    record OrderService(
            String person,
            String episode,
            String order,
            String staff,
            LocalDate orderedOn,
            boolean directContact,
            boolean assessmentReviewed)
            implements CarePlanCommand {}

    record ActivatePlan(String person, String episode) implements CarePlanCommand {}

    record RevisePlan(String person, String episode, LocalDate planDate, LocalDate endDate, String reason)
            implements CarePlanCommand {}
}
