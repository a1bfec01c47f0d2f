package org.communitysupport.referral.projection;

import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.View;
import org.communitysupport.referral.domain.Codes.IdentityAnswer;
import org.communitysupport.referral.domain.Codes.IdentityQuestion;
import org.communitysupport.referral.domain.ReferralEvent;
import org.communitysupport.referral.domain.ReferralEvent.*;
import org.communitysupport.referral.inbound.Published;

/** One row a referral about which intake was asked who the person is (REF-2). */
public final class IdentityQuestionsView {
    public static final View<IdentityQuestionsRow> VIEW = view();

    private IdentityQuestionsView() {}

    private static View<IdentityQuestionsRow> view() {
        var view = View.of("identity-questions", 1, IdentityQuestionsRow.class);
        on(
                view,
                IdentityQuestionRaised.class,
                (row, e) -> row.asked(e.data(), e.envelope().at()));
        on(
                view,
                IdentityQuestionAnswered.class,
                (row, e) -> row.answered(e.data(), e.envelope().at()));
        settled(view, ReferralIdentified.class, ReferralIdentified::person, ReferralIdentified::known);
        settled(view, ReferralDuplicateDetected.class, ReferralDuplicateDetected::person, e -> true);
        on(
                view,
                ReferralCorrected.class,
                e -> Boolean.TRUE.equals(e.identityChanged()),
                IdentityQuestionsView::dropped);
        on(
                view,
                DemographicsCorrected.class,
                e -> Boolean.TRUE.equals(e.identityChanged()) && e.episode() == null,
                IdentityQuestionsView::dropped);
        on(view, ReferralSeparated.class, IdentityQuestionsView::dropped);
        return Published.restIgnored(
                view.index("asked", "open", "askedAt").index("askedAt").index("open"));
    }

    private static <E extends ReferralEvent> void settled(
            View<IdentityQuestionsRow> view, Class<E> as, Function<E, String> person, Predicate<E> matters) {
        on(
                view,
                as,
                matters,
                (row, e) -> row.settled(
                        q -> q.otherPerson().equals(person.apply(e.data())),
                        IdentityAnswer.SAME_PERSON,
                        e.envelope().at()));
    }

    private static IdentityQuestionsRow dropped(IdentityQuestionsRow row, Event<? extends ReferralEvent> e) {
        return row.settled(
                q -> q.kind() == IdentityQuestion.MEMBER_ID,
                IdentityAnswer.NO_LONGER_ASKED,
                e.envelope().at());
    }

    private static <E extends ReferralEvent> void on(
            View<IdentityQuestionsRow> view,
            Class<E> as,
            BiFunction<IdentityQuestionsRow, Event<E>, IdentityQuestionsRow> fold) {
        on(view, as, e -> true, fold);
    }

    /** What cannot answer a question makes no row. */
    private static <E extends ReferralEvent> void on(
            View<IdentityQuestionsRow> view,
            Class<E> as,
            Predicate<E> matters,
            BiFunction<IdentityQuestionsRow, Event<E>, IdentityQuestionsRow> fold) {
        view.on(
                "referral." + as.getSimpleName(),
                as,
                e -> matters.test(e.data()) ? e.data().referral() : null,
                (row, e) -> fold.apply(
                        row == null
                                ? IdentityQuestionsRow.of(
                                        e.envelope().tenant(), e.data().referral())
                                : row,
                        e));
    }
}
