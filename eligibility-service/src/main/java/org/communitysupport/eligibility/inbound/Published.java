package org.communitysupport.eligibility.inbound;

import java.util.ArrayList;
import java.util.List;

/** The type names of the topics read here. A test holds them against the producers' contracts. */
public final class Published {
    private static final List<String> REFERRAL = List.of(
            "ConsentGiven",
            "ConsentRevoked",
            "CredentialEnded",
            "CredentialRecorded",
            "EpisodeClosed",
            "EpisodeOpened",
            "MemberIdClaimed",
            "OpenReferralEnded",
            "OpenReferralRegistered",
            "ReferralAccepted",
            "ReferralContactAttempted",
            "ReferralCorrected",
            "ReferralDeclined",
            "ReferralDuplicateDetected",
            "ReferralIdentified",
            "ReferralInformationReceived",
            "ReferralInformationRequested",
            "ReferralOutcomeCorrected",
            "ReferralReceived",
            "ReferralResponseDeadlineMissed",
            "ReferralTriaged",
            "ReferralWithdrawn",
            "StaffAssigned",
            "StaffRegistered",
            "StaffUnassigned",
            "TeamEstablished",
            "TeamSlotReleased",
            "TeamSlotReserved");

    private static final List<String> ELIGIBILITY = List.of(
            "AssessmentReported",
            "AuthorizationDenied",
            "AuthorizationEnded",
            "AuthorizationExpired",
            "AuthorizationGranted",
            "AuthorizationNotRequired",
            "AuthorizationPartiallyGranted",
            "AuthorizationPended",
            "AuthorizationRequested",
            "AuthorizationReturned",
            "ClinicalAssessmentRecorded",
            "CoverageEnded",
            "CoverageNotFound",
            "CoverageVerified",
            "EligibilityStarted",
            "MedicalNecessityConfirmed",
            "MedicalNecessityNotMet",
            "NecessityReported",
            "PassThroughNotified",
            "PassThroughOpened",
            "PayerChanged",
            "PlanReported",
            "ServiceOrderReported",
            "UnitReservationRejected",
            "UnitsCommitted",
            "UnitsReleased",
            "UnitsReserved");

    private static final List<String> CARE_PLAN = List.of(
            "AssessmentNoted",
            "ConsentNotObtainedDocumented",
            "CrisisPlanCompleted",
            "CrisisPlanUpdated",
            "EpisodeEndNoted",
            "EpisodeNoted",
            "GoalAdded",
            "GoalRevised",
            "InterventionPlanned",
            "LinkageRecorded",
            "NaturalSupportRecorded",
            "PlanActivated",
            "PlanDrafted",
            "PlanRevised",
            "PlanSigned",
            "PlanningStarted",
            "ServiceOrdered");

    private static final List<String> ENCOUNTER = List.of(
            "AssignmentEndNoted",
            "AssignmentNoted",
            "BillableContactChosen",
            "ContactCounted",
            "ContactRemoved",
            "ContactSigned",
            "CoverageFact",
            "CredentialEndNoted",
            "CredentialNoted",
            "DailyUnitsComputed",
            "DailyUnitsRecomputed",
            "DayOpened",
            "DaySettled",
            "EncounterAmended",
            "EncounterCancelled",
            "EncounterHeld",
            "EncounterHoldLifted",
            "EncounterLogged",
            "EncounterMarkedNonBillable",
            "EncounterMissed",
            "EncounterNoteSigned",
            "EncounterOverlapDetected",
            "EncounterReleaseCorrected",
            "EncounterReleasedForBilling",
            "EncounterScheduled",
            "EncounterVoided",
            "EpisodeFact",
            "LateEntryMarked",
            "MemberFileOpened",
            "OrderFact",
            "PlanFact",
            "StaffDayUnwatched",
            "StaffDayWatched",
            "StaffNoted",
            "StaffTimeBooked",
            "StaffTimeFreed",
            "UnitsAnswered");

    private Published() {}

    /** What is ignored by name: all of the topic's events but these. */
    public static String[] referralBesides(String... handled) {
        return besides("referral.", REFERRAL, handled);
    }

    public static String[] eligibilityBesides(String... handled) {
        return besides("eligibility.", ELIGIBILITY, handled);
    }

    public static String[] carePlanBesides(String... handled) {
        return besides("care-plan.", CARE_PLAN, handled);
    }

    public static String[] encounterBesides(String... handled) {
        return besides("encounter.", ENCOUNTER, handled);
    }

    private static String[] besides(String service, List<String> all, String... handled) {
        var rest = new ArrayList<>(all);
        for (String name : handled)
            if (!rest.remove(name)) throw new IllegalStateException(service + name + " is not published");
        return rest.stream().map(service::concat).toArray(String[]::new);
    }
}
