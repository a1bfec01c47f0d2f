package org.communitysupport.referral.infrastructure;

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
    private static final History TOLD = History.of("a referral that is declined by mistake")
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
                    9,
                    "riverbend/staff/s1",
                    "referral.StaffRegistered",
                    "referral.CredentialRecorded",
                    "referral.CredentialEnded");

    @TestFactory
    List<DynamicTest> no_view_depends_on_the_order_between_lanes() {
        var histories = new ArrayList<>(History.recorded(Path.of("..", "deploy", "kept")));
        histories.add(TOLD);
        var spec = ReferralService.spec();
        return LaneOrders.of(spec.views(), spec.events(), histories);
    }
}
