package org.communitysupport.referral.projection;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.View;
import org.communitysupport.referral.domain.ReferralEvent;
import org.communitysupport.referral.domain.ReferralEvent.*;
import org.communitysupport.referral.domain.ReferralState.Stage;
import org.communitysupport.referral.inbound.Published;

/** One row a referral: the sender's status, the intake board and the open episodes are queries over it. */
public final class ReferralsView {
    private static final String[] HANDLED = {
        "ReferralReceived",
        "ReferralCorrected",
        "ReferralIdentified",
        "ReferralDuplicateDetected",
        "ReferralTriaged",
        "ReferralInformationRequested",
        "ReferralInformationReceived",
        "ReferralContactAttempted",
        "ReferralAccepted",
        "ReferralDeclined",
        "ReferralWithdrawn",
        "ReferralOutcomeCorrected",
        "ReferralResponseDeadlineMissed",
        "EpisodeOpened",
        "EpisodeClosed"
    };

    public static final View<ReferralRow> VIEW = view();

    private ReferralsView() {}

    private static View<ReferralRow> view() {
        var view = View.of("referrals", 1, ReferralRow.class);
        on(
                view,
                ReferralReceived.class,
                ReferralReceived::referral,
                (row, e) -> ReferralRow.received(e.data(), e.envelope()));
        on(
                view,
                ReferralCorrected.class,
                ReferralCorrected::referral,
                (row, e) -> row.corrected(e.data().asReceived(), e.data().changed(), e.envelope()));
        on(
                view,
                ReferralIdentified.class,
                ReferralIdentified::referral,
                (row, e) -> row.known(
                        e.data().person(),
                        true,
                        e.data().demographics(),
                        e.data().clinical(),
                        e.data().referrer(),
                        e.envelope()));
        on(view, ReferralDuplicateDetected.class, ReferralDuplicateDetected::referral, (row, e) -> row.known(
                        e.data().person(),
                        false,
                        e.data().demographics(),
                        e.data().clinical(),
                        e.data().referrer(),
                        e.envelope())
                .at(Stage.DUPLICATE, row.milestones().duplicating(e.data().duplicateOf()), e.envelope()));
        on(
                view,
                ReferralTriaged.class,
                ReferralTriaged::referral,
                (row, e) -> row.triaged(e.data().urgency(), e.envelope()));
        on(
                view,
                ReferralInformationRequested.class,
                ReferralInformationRequested::referral,
                (row, e) -> row.at(
                        Stage.AWAITING_INFORMATION,
                        row.milestones().asking(e.data().items()),
                        e.envelope()));
        on(
                view,
                ReferralInformationReceived.class,
                ReferralInformationReceived::referral,
                (row, e) -> row.at(Stage.TRIAGED, row.milestones().asking(java.util.List.of()), e.envelope()));
        on(
                view,
                ReferralContactAttempted.class,
                ReferralContactAttempted::referral,
                (row, e) -> row.at(row.stage(), row.milestones().tried(e.data().on()), e.envelope()));
        on(
                view,
                ReferralAccepted.class,
                ReferralAccepted::referral,
                (row, e) -> row.accepted(
                        e.data().team(),
                        e.data().episode(),
                        row.milestones()
                                .accepted(
                                        e.data().acceptedOn(),
                                        e.data().caseload(),
                                        e.data().limit()),
                        e.envelope()));
        on(
                view,
                ReferralDeclined.class,
                ReferralDeclined::referral,
                (row, e) -> row.at(
                        Stage.DECLINED,
                        row.milestones().declined(e.data().reason(), e.data().proof()),
                        e.envelope()));
        on(
                view,
                ReferralWithdrawn.class,
                ReferralWithdrawn::referral,
                (row, e) -> row.at(
                        Stage.WITHDRAWN,
                        row.milestones()
                                .withdrawn(e.data().withdrawnOn(), e.data().reason()),
                        e.envelope()));
        on(
                view,
                ReferralOutcomeCorrected.class,
                ReferralOutcomeCorrected::referral,
                (row, e) -> row.at(e.data().is(), row.milestones(), e.envelope()));
        on(
                view,
                ReferralResponseDeadlineMissed.class,
                ReferralResponseDeadlineMissed::referral,
                (row, e) -> row.late(e.envelope()));
        on(
                view,
                EpisodeOpened.class,
                EpisodeOpened::referral,
                (row, e) -> row.at(
                        Stage.EPISODE_OPEN, row.milestones().opened(e.data().openedOn()), e.envelope()));
        on(
                view,
                EpisodeClosed.class,
                EpisodeClosed::referral,
                (row, e) -> row.at(
                        Stage.CLOSED,
                        row.milestones().closed(e.data().closedOn(), e.data().reason()),
                        e.envelope()));
        return view.ignores(Published.referralBesides(HANDLED))
                .index("receivedAt")
                .index("stage", "responseDueAt")
                .index("sendingSystem", "receivedAt")
                .index("urgency")
                .index("program")
                .index("team")
                .index("episode")
                .index("person")
                .index("sourceType");
    }

    private static <E extends ReferralEvent> void on(
            View<ReferralRow> view,
            Class<E> as,
            Function<E, String> referral,
            BiFunction<ReferralRow, Event<E>, ReferralRow> fold) {
        view.on("referral." + as.getSimpleName(), as, event -> referral.apply(event.data()), fold);
    }
}
