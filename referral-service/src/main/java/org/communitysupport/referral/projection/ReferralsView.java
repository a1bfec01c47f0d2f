package org.communitysupport.referral.projection;

import java.time.Instant;
import java.util.function.BiFunction;
import org.communitysupport.kernel.Envelope;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.View;
import org.communitysupport.referral.domain.Codes.DeclineReason;
import org.communitysupport.referral.domain.ReferralEvent;
import org.communitysupport.referral.domain.ReferralEvent.*;
import org.communitysupport.referral.domain.ReferralState.Stage;
import org.communitysupport.referral.inbound.Published;
import org.communitysupport.referral.projection.ReferralRow.Content;
import org.communitysupport.referral.projection.ReferralRow.Course;

/** One row a referral: the sender's status, the intake board and the open episodes are queries over it. */
public final class ReferralsView {
    public static final View<ReferralRow> VIEW = view();

    private ReferralsView() {}

    private static View<ReferralRow> view() {
        var view = View.of("referrals", 7, ReferralRow.class);
        on(view, ReferralReceived.class, (row, e) -> ReferralRow.received(e.data(), e.envelope()));
        on(view, ReferralCorrected.class, (row, e) -> corrected(row, e.data(), e.envelope()));
        on(view, ReferralIdentified.class, (row, e) -> identified(row, e.data(), e.envelope()));
        on(view, ReferralDuplicateDetected.class, (row, e) -> duplicate(row, e.data(), e.envelope()));
        on(view, ReferralSeparated.class, (row, e) -> separated(row, e.data(), e.envelope()));
        on(view, IdentityQuestionAnswered.class, (row, e) -> answered(row, e.data(), e.envelope()));
        on(view, DemographicsCorrected.class, (row, e) -> corrected(row, e.data(), e.envelope()));
        course(view, ReferralIndexed.class, (course, e) -> course.indexed(e.keys()));
        course(view, IdentityQuestionRaised.class, (course, e) -> course);
        on(view, ReferralTriaged.class, (row, e) -> triaged(row, e.data(), e.envelope()));
        course(
                view,
                ReferralInformationRequested.class,
                (course, e) ->
                        course.at(Stage.AWAITING_INFORMATION, course.progress().asking(e.items())));
        course(view, ReferralInformationReceived.class, ReferralsView::informed);
        course(
                view,
                ReferralSenderHeard.class,
                (course, e) -> course.reached(course.progress().heard()));
        course(
                view,
                ReferralWithdrawalAsked.class,
                (course, e) -> course.reached(course.progress().takenBack(e.askedOn())));
        course(
                view,
                ReferralContactAttempted.class,
                (course, e) -> course.reached(course.progress().tried(e.on(), e.outcome())));
        course(
                view,
                ReferralAccepted.class,
                (course, e) ->
                        course.accepted(e.team(), e.episode(), course.progress().accepted(e)));
        course(
                view,
                ReferralDeclined.class,
                (course, e) -> e.reason() == DeclineReason.DUPLICATE
                        ? course.duplicate(Stage.DECLINED, course.progress().declined(e))
                        : course.at(Stage.DECLINED, course.progress().declined(e)));
        course(
                view,
                ReferralWithdrawn.class,
                (course, e) -> course.at(Stage.WITHDRAWN, course.progress().withdrawn(e)));
        course(
                view,
                ReferralOutcomeCorrected.class,
                (course, e) -> e.is() == Stage.DUPLICATE || e.was() == Stage.DUPLICATE
                        ? course.duplicate(e.is(), course.progress())
                        : course.at(e.is()));
        on(view, ReferralPart2Lifted.class, (row, e) -> row.with(row.content().unprotected(), e.envelope()));
        course(view, ReferralResponseDeadlineMissed.class, (course, e) -> course.late());
        course(
                view,
                EpisodeOpened.class,
                (course, e) -> course.at(Stage.EPISODE_OPEN, course.progress().opened(e.openedOn())));
        course(
                view,
                EpisodeClosed.class,
                (course, e) -> course.at(Stage.CLOSED, course.progress().closed(e)));
        course(
                view,
                EpisodeReopened.class,
                (course, e) -> course.at(Stage.EPISODE_OPEN, course.progress().reopened()));
        return Published.restIgnored(view.index("receivedAt")
                .index("stage", "responseDueAt")
                .index("sendingSystem", "receivedAt")
                .index("urgency")
                .index("program")
                .index("team")
                .index("episode")
                .index("person")
                .index("sourceType")
                .index("receipt.externalId")
                .index("course.keys.search")
                .index("course.keys.likeness"));
    }

    private static Course informed(Course course, ReferralInformationReceived e) {
        var left = e.left(course.progress().asked());
        var reached = course.progress().asking(left);
        return left.isEmpty() ? course.at(Stage.TRIAGED, reached) : course.reached(reached);
    }

    private static ReferralRow corrected(ReferralRow row, ReferralCorrected e, Envelope envelope) {
        boolean sure = row.course().identified() && (row.course().held() || !Boolean.TRUE.equals(e.identityChanged()));
        return row.with(
                Content.of(e.asReceived(), e.changed(), envelope), row.course().of(e.person(), sure), envelope);
    }

    private static ReferralRow corrected(ReferralRow row, DemographicsCorrected e, Envelope envelope) {
        boolean sure = row.course().identified() && (row.course().held() || !Boolean.TRUE.equals(e.identityChanged()));
        var content = row.content()
                .sealed(row.content().sealed().anew(e.demographics(), null, null))
                .guarded(e.guardianFlagged());
        return row.with(content, row.course().of(e.person(), sure), envelope);
    }

    private static ReferralRow separated(ReferralRow row, ReferralSeparated e, Envelope envelope) {
        var sealed = row.content().sealed().anew(e.demographics(), e.clinical(), e.referrer());
        return row.with(row.content().sealed(sealed), row.course().of(e.person(), false), envelope);
    }

    private static ReferralRow answered(ReferralRow row, IdentityQuestionAnswered e, Envelope envelope) {
        return row.with(row.content().sealed(row.content().sealed().anew(e.demographics(), null, null)), envelope);
    }

    private static ReferralRow identified(ReferralRow row, ReferralIdentified e, Envelope envelope) {
        var sealed = row.content().sealed().anew(e.demographics(), e.clinical(), e.referrer());
        return row.with(
                row.content().sealed(sealed), row.course().of(e.person(), true).indexed(e.keys()), envelope);
    }

    private static ReferralRow duplicate(ReferralRow row, ReferralDuplicateDetected e, Envelope envelope) {
        var sealed = row.content().sealed().anew(e.demographics(), e.clinical(), e.referrer());
        var course = row.course()
                .of(e.person(), false)
                .indexed(e.keys())
                .duplicate(Stage.DUPLICATE, row.course().progress().duplicating(e.duplicateOf()));
        return row.with(row.content().sealed(sealed), course, envelope);
    }

    private static ReferralRow triaged(ReferralRow row, ReferralTriaged e, Envelope envelope) {
        return row.with(
                row.content().urgent(e.urgency(), due(row, e)), row.course().at(Stage.TRIAGED), envelope);
    }

    /** Older events do not say it; then it stays as it was. */
    private static Instant due(ReferralRow row, ReferralTriaged e) {
        return e.responseDueAt() == null ? row.content().responseDueAt() : e.responseDueAt();
    }

    private static <E extends ReferralEvent> void course(
            View<ReferralRow> view, Class<E> as, BiFunction<Course, E, Course> fold) {
        on(view, as, (row, e) -> row.with(fold.apply(row.course(), e.data()), e.envelope()));
    }

    private static <E extends ReferralEvent> void on(
            View<ReferralRow> view, Class<E> as, BiFunction<ReferralRow, Event<E>, ReferralRow> fold) {
        view.on("referral." + as.getSimpleName(), as, e -> e.data().referral(), fold);
    }
}
