package org.communitysupport.encounter.infrastructure;

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
    private static final History TOLD = History.of("a day that is corrected after it was billed")
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
                    "billing.ClaimCorrectionDue");

    @TestFactory
    List<DynamicTest> no_view_depends_on_the_order_between_lanes() {
        var histories = new ArrayList<>(History.recorded(Path.of("..", "deploy", "kept")));
        histories.add(TOLD);
        var spec = EncounterService.spec();
        return LaneOrders.of(spec.views(), spec.events(), histories);
    }
}
