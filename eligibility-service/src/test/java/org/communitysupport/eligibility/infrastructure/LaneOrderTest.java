package org.communitysupport.eligibility.infrastructure;

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
    private static final History TOLD = History.of("a payer who sends back, pends and denies")
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
                    9,
                    "riverbend/staff/s1",
                    "referral.StaffRegistered",
                    "referral.CredentialRecorded",
                    "referral.CredentialEnded")
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
                    "referral.EpisodeClosed");

    @TestFactory
    List<DynamicTest> no_view_depends_on_the_order_between_lanes() {
        var histories = new ArrayList<>(History.recorded(Path.of("..", "deploy", "kept")));
        histories.add(TOLD);
        var spec = EligibilityService.spec();
        return LaneOrders.of(spec.views(), spec.events(), histories);
    }
}
