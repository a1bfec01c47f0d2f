package org.communitysupport.encounter.inbound;

import java.util.Collection;
import java.util.List;

/** The names of all events of the services that are read here. A new name at a producer fails the consumers' tests until it stands here. */
public final class Published {
    public static final List<String> REFERRAL = List.of(
            "referral.ConsentGiven",
            "referral.ConsentRevoked",
            "referral.CredentialEnded",
            "referral.CredentialRecorded",
            "referral.EpisodeClosed",
            "referral.EpisodeOpened",
            "referral.MemberIdClaimed",
            "referral.OpenReferralEnded",
            "referral.OpenReferralRegistered",
            "referral.ReferralAccepted",
            "referral.ReferralContactAttempted",
            "referral.ReferralCorrected",
            "referral.ReferralDeclined",
            "referral.ReferralDuplicateDetected",
            "referral.ReferralIdentified",
            "referral.ReferralInformationReceived",
            "referral.ReferralInformationRequested",
            "referral.ReferralOutcomeCorrected",
            "referral.ReferralReceived",
            "referral.ReferralResponseDeadlineMissed",
            "referral.ReferralTriaged",
            "referral.ReferralWithdrawn",
            "referral.StaffAssigned",
            "referral.StaffRegistered",
            "referral.StaffUnassigned",
            "referral.TeamEstablished",
            "referral.TeamSlotReleased",
            "referral.TeamSlotReserved");

    public static final List<String> ELIGIBILITY = List.of(
            "eligibility.AssessmentReported",
            "eligibility.AuthorizationDenied",
            "eligibility.AuthorizationEnded",
            "eligibility.AuthorizationGranted",
            "eligibility.AuthorizationNotRequired",
            "eligibility.AuthorizationPartiallyGranted",
            "eligibility.AuthorizationPended",
            "eligibility.AuthorizationRequested",
            "eligibility.AuthorizationReturned",
            "eligibility.ClinicalAssessmentRecorded",
            "eligibility.CoverageEnded",
            "eligibility.CoverageNotFound",
            "eligibility.CoverageVerified",
            "eligibility.EligibilityStarted",
            "eligibility.MedicalNecessityConfirmed",
            "eligibility.MedicalNecessityNotMet",
            "eligibility.NecessityReported",
            "eligibility.PassThroughNotified",
            "eligibility.PassThroughOpened",
            "eligibility.PayerChanged",
            "eligibility.PlanReported",
            "eligibility.ServiceOrderReported",
            "eligibility.UnitReservationRejected",
            "eligibility.UnitsCommitted",
            "eligibility.UnitsReleased",
            "eligibility.UnitsReserved");

    public static final List<String> CARE_PLAN = List.of(
            "care-plan.AssessmentNoted",
            "care-plan.ConsentNotObtainedDocumented",
            "care-plan.CrisisPlanCompleted",
            "care-plan.CrisisPlanUpdated",
            "care-plan.EpisodeEndNoted",
            "care-plan.EpisodeNoted",
            "care-plan.GoalAdded",
            "care-plan.GoalRevised",
            "care-plan.InterventionPlanned",
            "care-plan.LinkageRecorded",
            "care-plan.NaturalSupportRecorded",
            "care-plan.PlanActivated",
            "care-plan.PlanDrafted",
            "care-plan.PlanRevised",
            "care-plan.PlanSigned",
            "care-plan.PlanningStarted",
            "care-plan.ServiceOrdered");

    public static final List<String> ENCOUNTER = List.of(
            "encounter.AssignmentEndNoted",
            "encounter.AssignmentNoted",
            "encounter.BillableContactChosen",
            "encounter.ContactCounted",
            "encounter.ContactRemoved",
            "encounter.ContactSigned",
            "encounter.CoverageFact",
            "encounter.CredentialEndNoted",
            "encounter.CredentialNoted",
            "encounter.DailyUnitsComputed",
            "encounter.DailyUnitsRecomputed",
            "encounter.DayOpened",
            "encounter.DaySettled",
            "encounter.EncounterAmended",
            "encounter.EncounterCancelled",
            "encounter.EncounterHeld",
            "encounter.EncounterHoldLifted",
            "encounter.EncounterLogged",
            "encounter.EncounterMarkedNonBillable",
            "encounter.EncounterMissed",
            "encounter.EncounterNoteSigned",
            "encounter.EncounterOverlapDetected",
            "encounter.EncounterReleaseCorrected",
            "encounter.EncounterReleasedForBilling",
            "encounter.EncounterScheduled",
            "encounter.EncounterVoided",
            "encounter.EpisodeFact",
            "encounter.LateEntryMarked",
            "encounter.MemberFileOpened",
            "encounter.OrderFact",
            "encounter.PlanFact",
            "encounter.StaffDayUnwatched",
            "encounter.StaffDayWatched",
            "encounter.StaffNoted",
            "encounter.StaffTimeBooked",
            "encounter.StaffTimeFreed",
            "encounter.UnitsAnswered");

    private Published() {}

    /** The names that somebody who handles those does not handle. */
    public static String[] except(List<String> all, Collection<String> handled) {
        return all.stream().filter(name -> !handled.contains(name)).toArray(String[]::new);
    }
}
