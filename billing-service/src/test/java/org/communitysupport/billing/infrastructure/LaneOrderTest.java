package org.communitysupport.billing.infrastructure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.communitysupport.testkit.views.History;
import org.communitysupport.testkit.views.LaneOrders;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every view of this service, in many orders of the lanes. */
class LaneOrderTest {
    /** What the recorded systems have not seen. */
    private static final History TOLD = History.of("money that is taken back and comes again")
            .thenSamples(
                    2,
                    "riverbend/referral/r1",
                    "referral.ReferralReceived",
                    "referral.ReferralCorrected",
                    "referral.ReferralIdentified",
                    "referral.ReferralTriaged",
                    "referral.ReferralInformationRequested",
                    "referral.ReferralInformationReceived",
                    "referral.ReferralContactAttempted",
                    "referral.ReferralDeclined",
                    "referral.ReferralOutcomeCorrected",
                    "referral.ReferralResponseDeadlineMissed",
                    "referral.ReferralAccepted",
                    "referral.EpisodeOpened",
                    "referral.EpisodeClosed")
            .thenSamples(
                    3,
                    "riverbend/authorizations/p0123456789abcdef0123456789abcdef/US-NC_CST",
                    "eligibility.CoverageNotFound",
                    "eligibility.CoverageVerified",
                    "eligibility.PayerChanged",
                    "eligibility.CoverageEnded",
                    "eligibility.EligibilityStarted",
                    "eligibility.ClinicalAssessmentRecorded",
                    "eligibility.MedicalNecessityNotMet",
                    "eligibility.AuthorizationRequested",
                    "eligibility.AuthorizationReturned",
                    "eligibility.AuthorizationPended",
                    "eligibility.AuthorizationPartiallyGranted",
                    "eligibility.AuthorizationDenied",
                    "eligibility.UnitsReserved",
                    "eligibility.UnitReservationRejected",
                    "eligibility.UnitsCommitted",
                    "eligibility.UnitsReleased",
                    "eligibility.AuthorizationExpired",
                    "eligibility.AuthorizationEnded",
                    "eligibility.AuthorizationNotRequired")
            .thenSamples(
                    3,
                    "riverbend/care-plan/p0123456789abcdef0123456789abcdef/e0123456789abcdef0123456789abcdef",
                    "care-plan.PlanningStarted",
                    "care-plan.PlanDrafted",
                    "care-plan.GoalAdded",
                    "care-plan.GoalRevised",
                    "care-plan.InterventionPlanned",
                    "care-plan.CrisisPlanCompleted",
                    "care-plan.CrisisPlanUpdated",
                    "care-plan.PlanSigned",
                    "care-plan.ConsentNotObtainedDocumented",
                    "care-plan.ServiceOrdered",
                    "care-plan.PlanActivated")
            .thenSamples(
                    3,
                    "riverbend/member-day/p0123456789abcdef0123456789abcdef/2026-11-23",
                    "encounter.ContactCounted",
                    "encounter.ContactSigned",
                    "encounter.DailyUnitsComputed",
                    "encounter.UnitsAnswered",
                    "encounter.EncounterHeld",
                    "encounter.EncounterHoldLifted",
                    "encounter.EncounterReleasedForBilling",
                    "encounter.ContactRemoved",
                    "encounter.DailyUnitsRecomputed",
                    "encounter.EncounterReleaseCorrected")
            .thenSamples(
                    3,
                    "riverbend/day-claims/p0123456789abcdef0123456789abcdef/2026-11-23",
                    "billing.ClaimBuilt",
                    "billing.ClaimHeld",
                    "billing.ClaimFactsAwaited",
                    "billing.ClaimFactsNoLongerAwaited",
                    "billing.ClaimSubjectRenewed",
                    "billing.ClaimScrubFailed",
                    "billing.ClaimScrubPassed",
                    "billing.ClaimBatched",
                    "billing.ClaimSubmitted",
                    "billing.ClaimRejectedByPayer",
                    "billing.ClaimPaid",
                    "billing.PaymentReversed",
                    "billing.ClaimPartiallyPaid",
                    "billing.ClaimDenied",
                    "billing.DenialAssigned",
                    "billing.DenialResolved",
                    "billing.ClaimCorrectionDue")
            .thenSamples(
                    6,
                    "riverbend/channel/northfork",
                    "billing.ClaimBatchBuilt",
                    "billing.ClaimBatchSendingClaimed",
                    "billing.ClaimBatchSubmitted",
                    "billing.ClaimBatchAcknowledged")
            .thenSamples(
                    5,
                    "riverbend/remittance/remittance",
                    "billing.RemittanceReceived",
                    "billing.RemittanceQuarantined",
                    "billing.RemittanceReceived",
                    "billing.ProviderAdjustmentPosted",
                    "billing.RemittancePosted",
                    "billing.DepositRecorded")
            .thenSamples(
                    7,
                    "riverbend/payer-file/file",
                    "billing.PayerFileReceived",
                    "billing.PayerFileRefused",
                    "billing.PayerFileProcessed");

    @TestFactory
    List<DynamicTest> no_view_depends_on_the_order_between_lanes() {
        var histories = new ArrayList<>(History.recorded(Path.of("..", "deploy", "kept")));
        histories.add(TOLD);
        var spec = BillingService.spec();
        return LaneOrders.of(spec.views(), spec.events(), histories);
    }
}
