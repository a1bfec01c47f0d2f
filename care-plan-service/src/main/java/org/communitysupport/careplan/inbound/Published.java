package org.communitysupport.careplan.inbound;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.communitysupport.kernel.Reaction;
import org.communitysupport.kernel.View;

/**
 * The names of all events on the topics read here, by service. What a view or a reaction does not handle of a topic it ignores, by these
 * names; a name that a producer adds fails the contract tests until it stands here.
 */
public final class Published {
    private static final Map<String, String> NAMES = Map.of(
            "referral",
            """
                    ConsentGiven ConsentRevoked CredentialEnded CredentialRecorded EpisodeClosed EpisodeOpened EpisodeReopened
                    DemographicsCorrected IdentityQuestionAnswered IdentityQuestionRaised MemberIdClaimed MemberIdContested MemberIdReleased
                    OpenReferralEnded OpenReferralMoved OpenReferralRegistered OpenReferralReopened ReferralIndexed ReferralSeparated ReferralAccepted
                    ReferralContactAttempted ReferralCorrected ReferralDeclined ReferralDuplicateDetected
                    ReferralIdentified ReferralInformationReceived ReferralInformationRequested
                    ReferralOutcomeCorrected ReferralPart2Lifted ReferralReceived ReferralResponseDeadlineMissed
                    ReferralSenderHeard ReferralWithdrawalAsked ReferralTriaged
                    ReferralWithdrawn StaffAssigned StaffRegistered StaffUnassigned TeamEstablished TeamSlotReleased
                    TeamSlotReserved
                    """,
            "eligibility",
            """
                    AssessmentReported AuthorizationDecisionExtended AuthorizationDeemedDenied AuthorizationDenied AuthorizationEnded AuthorizationExpired
                    AuthorizationGranted AuthorizationNotRequired AuthorizationPartiallyGranted AuthorizationPended
                    AuthorizationRequestCancelled AuthorizationRequested AuthorizationRestored AuthorizationResubmitted AuthorizationReturned ClinicalAssessmentRecorded CoverageEnded
                    CoverageNotFound CoverageVerified DemographicsNoted EligibilityStarted MedicalNecessityConfirmed
                    MedicalNecessityNotMet NecessityReported PassThroughNotified PassThroughOpened PayerChanged
                    PlanReported ServiceOrderReported UnitReservationRejected UnitsCommitted UnitsReleased
                    UnitsReserved
                    """,
            "care-plan",
            """
                    AssessmentNoted ConsentNotObtainedDocumented CrisisPlanCompleted CrisisPlanUpdated
                    EpisodeEndNoted EpisodeReopenedNoted EpisodeNoted GoalAdded GoalOutcomeRecorded GoalProgressRecorded GoalRevised InterventionPlanned LinkageRecorded
                    NaturalSupportContacted NaturalSupportEnded NaturalSupportRecorded NaturalSupportRevised PlanActivated PlanDrafted PlanRevised PlanSigned DemographicsNoted PlanningStarted
                    ServiceOrdered
                    """,
            "encounter",
            """
                    AssignmentEndNoted AssignmentNoted BillableContactChosen ContactCounted ContactRemoved
                    ContactSigned CoverageFact CredentialEndNoted CredentialNoted DailyUnitsComputed
                    DailyUnitsRecomputed DayOpened DaySettled EncounterAmended EncounterCancelled EncounterHeld
                    EncounterHoldLifted EncounterLogged EncounterMarkedNonBillable EncounterMissed
                    EncounterNoteSigned EncounterOverlapDetected EncounterReleaseCorrected
                    EncounterReleasedForBilling EncounterScheduled EncounterVoided EpisodeFact LateEntryMarked
                    MemberFileOpened OrderFact PlanFact StaffDayUnwatched StaffDayWatched StaffNoted StaffTimeBooked
                    StaffTimeFreed StaffTimePlanned UnitsAnswered VisitUnwatched VisitWatched
                    """,
            "billing",
            """
                    AuthorizationNoted ClaimAcceptedByPayer ClaimAdjudicated ClaimBatchAcknowledged
                    ClaimBatchBuilt ClaimBatchSendingClaimed ClaimBatchSubmitted ClaimBatched ClaimBuilt ClaimCancelled ClaimClosed
                    ClaimCorrected ClaimCorrectionDue ClaimCoverageDoubted ClaimDenied ClaimFactsAwaited
                    ClaimFactsNoLongerAwaited ClaimHeld ClaimNumberGiven ClaimPaid ClaimPartiallyPaid
                    ClaimReinstated ClaimRejectedByPayer ClaimReplaced ClaimScrubFailed ClaimScrubPassed
                    ClaimStatusReported ClaimSubjectRenewed ClaimSubmitted ClaimSuperseded ClaimTookOver
                    ClaimVoided DemographicsNoted DenialAssigned DenialResolved DepositRecorded DiagnosesNoted
                    InsuranceEnded InsuranceNoted MemberAccountOpened PayerFileProcessed PayerFileReceived
                    PayerFileRefused PaymentReturned PaymentReversed PaymentTakenUp PaymentUnposted
                    PaymentsUnmatched ProviderAdjustmentNoted ProviderAdjustmentPosted RemittancePosted
                    RemittanceQuarantined RemittanceReceived RemittanceRejected RemittanceReleased
                    UnmatchedClosed UnmatchedMatched
                    """);

    private Published() {}

    /** Full type names of everything on the topics. */
    public static List<String> all() {
        return NAMES.keySet().stream().flatMap(Published::of).toList();
    }

    /** The view, told of every other event of the topics it handles any of. */
    public static <R> View<R> restIgnored(View<R> view) {
        return view.ignores(rest(view.sources(), view.handled().keySet()));
    }

    /** The reaction, told of every other event of the topics it handles any of. */
    public static Reaction restIgnored(Reaction reaction) {
        return reaction.ignores(rest(reaction.sources(), reaction.handled().keySet()));
    }

    private static String[] rest(Set<String> topics, Set<String> handled) {
        return topics.stream()
                .flatMap(Published::of)
                .filter(type -> !handled.contains(type))
                .toArray(String[]::new);
    }

    private static Stream<String> of(String service) {
        return Arrays.stream(NAMES.get(service).split("\\s+")).map(name -> service + '.' + name);
    }
}
