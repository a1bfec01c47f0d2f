package org.communitysupport.billing.inbound;

import java.util.ArrayList;
import java.util.List;

/** Every event name that the services publish, so that what is left alone is left by name. Held against their contracts by a test. */
public final class Published {
    private static final List<String> REFERRAL = of(
            "referral",
            "ConsentGiven ConsentRevoked CredentialEnded CredentialRecorded EpisodeClosed EpisodeOpened MemberIdClaimed OpenReferralEnded"
                    + " OpenReferralRegistered ReferralAccepted ReferralContactAttempted ReferralCorrected ReferralDeclined"
                    + " ReferralDuplicateDetected ReferralIdentified ReferralInformationReceived ReferralInformationRequested"
                    + " ReferralOutcomeCorrected ReferralReceived ReferralResponseDeadlineMissed ReferralTriaged ReferralWithdrawn"
                    + " StaffAssigned StaffRegistered StaffUnassigned TeamEstablished TeamSlotReleased TeamSlotReserved");
    private static final List<String> ELIGIBILITY = of(
            "eligibility",
            "AssessmentReported AuthorizationDenied AuthorizationEnded AuthorizationExpired AuthorizationGranted AuthorizationNotRequired"
                    + " AuthorizationPartiallyGranted AuthorizationPended AuthorizationRequested AuthorizationReturned"
                    + " ClinicalAssessmentRecorded CoverageEnded CoverageNotFound CoverageVerified EligibilityStarted"
                    + " MedicalNecessityConfirmed MedicalNecessityNotMet NecessityReported PassThroughNotified PassThroughOpened PayerChanged"
                    + " PlanReported ServiceOrderReported UnitReservationRejected UnitsCommitted UnitsReleased UnitsReserved");
    private static final List<String> ENCOUNTER = of(
            "encounter",
            "EncounterScheduled EncounterCancelled EncounterMissed EncounterLogged EncounterNoteSigned LateEntryMarked EncounterAmended"
                    + " EncounterVoided StaffTimeBooked StaffTimeFreed StaffNoted CredentialNoted CredentialEndNoted AssignmentNoted"
                    + " AssignmentEndNoted StaffDayWatched StaffDayUnwatched MemberFileOpened EpisodeFact CoverageFact OrderFact PlanFact"
                    + " DayOpened DaySettled ContactCounted ContactSigned ContactRemoved EncounterOverlapDetected BillableContactChosen"
                    + " DailyUnitsComputed DailyUnitsRecomputed UnitsAnswered EncounterHeld EncounterHoldLifted EncounterMarkedNonBillable"
                    + " EncounterReleasedForBilling EncounterReleaseCorrected");
    private static final List<String> BILLING = of(
            "billing",
            "MemberAccountOpened DemographicsNoted InsuranceNoted InsuranceEnded DiagnosesNoted AuthorizationNoted ClaimFactsAwaited"
                    + " ClaimFactsNoLongerAwaited ClaimBuilt ClaimHeld ClaimScrubPassed ClaimScrubFailed ClaimSubjectRenewed ClaimSuperseded"
                    + " ClaimCorrectionDue ClaimBatched ClaimSubmitted ClaimAcceptedByPayer ClaimRejectedByPayer ClaimPaid ClaimPartiallyPaid"
                    + " ClaimDenied PaymentReversed DenialAssigned DenialResolved ClaimBatchBuilt ClaimBatchSubmitted ClaimBatchAcknowledged"
                    + " PayerFileReceived PayerFileRefused PayerFileProcessed RemittanceReceived RemittanceQuarantined"
                    + " ProviderAdjustmentPosted RemittancePosted DepositRecorded ClaimNumberGiven");

    private static final List<String> CARE_PLAN = of(
            "care-plan",
            "PlanningStarted AssessmentNoted EpisodeNoted EpisodeEndNoted PlanDrafted GoalAdded GoalRevised InterventionPlanned"
                    + " CrisisPlanCompleted CrisisPlanUpdated LinkageRecorded NaturalSupportRecorded PlanSigned"
                    + " ConsentNotObtainedDocumented ServiceOrdered PlanActivated PlanRevised");

    private Published() {}

    public static List<String> by(String service) {
        return switch (service) {
            case "referral" -> REFERRAL;
            case "eligibility" -> ELIGIBILITY;
            case "care-plan" -> CARE_PLAN;
            case "encounter" -> ENCOUNTER;
            case "billing" -> BILLING;
            default -> throw new IllegalStateException("no list of the events of " + service);
        };
    }

    private static List<String> of(String service, String names) {
        var types = new ArrayList<String>();
        for (String name : names.split(" ")) types.add(service + '.' + name);
        return List.copyOf(types);
    }
}
