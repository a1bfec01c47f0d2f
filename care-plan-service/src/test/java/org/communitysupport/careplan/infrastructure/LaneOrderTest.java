package org.communitysupport.careplan.infrastructure;

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
    private static final History TOLD = History.of("all that the board hears of one person")
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
                    "riverbend/encounter/p0123456789abcdef0123456789abcdef/n0123456789abcdef0123456789abcdef",
                    "encounter.EncounterScheduled",
                    "encounter.EncounterMissed")
            .thenSamples(
                    3,
                    "riverbend/encounter/p0123456789abcdef0123456789abcdef/n2",
                    "encounter.EncounterScheduled",
                    "encounter.EncounterLogged",
                    "encounter.EncounterNoteSigned",
                    "encounter.LateEntryMarked",
                    "encounter.EncounterAmended",
                    "encounter.EncounterVoided",
                    "encounter.EncounterCancelled")
            .thenSamples(
                    9,
                    "riverbend/staff/s1",
                    "referral.StaffRegistered",
                    "referral.CredentialRecorded",
                    "referral.CredentialEnded");

    @TestFactory
    List<DynamicTest> no_view_depends_on_the_order_between_lanes() {
        var histories = new ArrayList<>(History.recorded(Path.of("..", "deploy", "kept")));
        histories.add(TOLD);
        var spec = CarePlanService.spec();
        return LaneOrders.of(spec.views(), spec.events(), histories);
    }
}
