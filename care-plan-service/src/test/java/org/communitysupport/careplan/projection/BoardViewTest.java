package org.communitysupport.careplan.projection;

import java.util.List;
import org.communitysupport.careplan.infrastructure.CarePlanEvents;
import org.communitysupport.testkit.views.History;
import org.communitysupport.testkit.views.LaneOrders;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class BoardViewTest {

    /** Each referral lies on a lane of its own; all plans of the person lie on one. */
    @TestFactory
    List<DynamicTest> three_referrals_of_one_person_are_read_in_any_order() {
        return LaneOrders.of(List.of(BoardView.VIEW), CarePlanEvents.types(), List.of(THREE_REFERRALS));
    }

    static final History THREE_REFERRALS = threeReferrals();

    private static History threeReferrals() {
        var history = History.of("three referrals of one person, accepted on one day");
        for (int n = 1; n <= 3; n++) {
            referral(history, n, "ReferralAccepted", accepted(n));
            plan(history, n, "PlanningStarted", "\"payer\":\"northfork\",\"team\":\"t1\",\"startedOn\":\"2026-11-02\"");
            referral(history, n, "EpisodeOpened", days(n, "openedOn", "2026-11-0" + (2 + n)));
            plan(
                    history,
                    n,
                    "ServiceOrdered",
                    "\"order\":\"o" + n + "\",\"orderedOn\":\"2026-11-0" + (2 + n)
                            + "\",\"validTo\":\"2027-11-02\",\"directContact\":true,\"assessmentReviewed\":true");
            if (n < 3) referral(history, n, "EpisodeClosed", days(n, "closedOn", "2026-11-0" + (2 + n)));
        }
        // Written after the readmission, of the first episode.
        plan(history, 1, "EpisodeEndNoted", "\"closedOn\":\"2026-11-03\"");
        return history;
    }

    private static void referral(History history, int n, String type, String data) {
        history.then(n, "riverbend/referral/r" + n, "referral." + type, data);
    }

    private static String accepted(int n) {
        return days(n, "acceptedOn", "2026-11-02").replace("}", ",\"payer\":\"northfork\",\"team\":\"t" + n + "\"}");
    }

    private static String days(int n, String field, String day) {
        return """
               {"referral":"r%d","person":"p1","episode":"e%d","program":"US-NC.CST","%s":"%s"}"""
                .formatted(n, n, field, day);
    }

    private static void plan(History history, int n, String type, String rest) {
        history.then(
                7,
                "riverbend/care-plan/p1/e" + n,
                "care-plan." + type,
                """
                {"person":"p1","episode":"e%d","program":"US-NC.CST",%s}""".formatted(n, rest));
    }
}
