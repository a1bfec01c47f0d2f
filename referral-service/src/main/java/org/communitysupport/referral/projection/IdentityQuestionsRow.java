package org.communitysupport.referral.projection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.communitysupport.kernel.Personal;
import org.communitysupport.referral.domain.Codes.IdentityAnswer;
import org.communitysupport.referral.domain.Codes.IdentityQuestion;
import org.communitysupport.referral.domain.Demographics;
import org.communitysupport.referral.domain.ReferralEvent.IdentityQuestionAnswered;
import org.communitysupport.referral.domain.ReferralEvent.IdentityQuestionRaised;

/**
 * What intake is or was asked about whose one referral is.
 *
 * @param asked false when nothing was ever asked about it
 * @param open true while one of them waits for an answer
 * @param askedAt when the first of the open ones was asked; null when none is open
 */
public record IdentityQuestionsRow(
        String tenant, String referral, boolean asked, boolean open, Instant askedAt, List<Question> questions) {

    /**
     * @param otherReferral where the other side is read; null when it stands in {@code other}
     * @param answer null while it is open
     */
    public record Question(
            String question,
            IdentityQuestion kind,
            String person,
            String otherPerson,
            String otherReferral,
            List<String> differs,
            Personal<Demographics> other,
            Instant askedAt,
            IdentityAnswer answer,
            Instant answeredAt,
            Personal<String> reason) {

        public boolean open() {
            return answer == null;
        }

        private Question answered(IdentityAnswer as, Instant at, Personal<String> why) {
            return new Question(
                    question, kind, person, otherPerson, otherReferral, differs, other, askedAt, as, at, why);
        }
    }

    static IdentityQuestionsRow of(String tenant, String referral) {
        return new IdentityQuestionsRow(tenant, referral, false, false, null, List.of());
    }

    IdentityQuestionsRow asked(IdentityQuestionRaised e, Instant at) {
        var all = new ArrayList<>(questions);
        all.removeIf(q -> q.question().equals(e.question()));
        all.add(new Question(
                e.question(),
                e.kind(),
                e.person(),
                e.otherPerson(),
                e.otherReferral(),
                e.differs(),
                e.other(),
                at,
                null,
                null,
                null));
        return with(all);
    }

    IdentityQuestionsRow answered(IdentityQuestionAnswered e, Instant at) {
        return with(questions.stream()
                .map(q -> q.question().equals(e.question()) ? q.answered(e.answer(), at, e.reason()) : q)
                .toList());
    }

    /** Answered by what happened, not by somebody. */
    IdentityQuestionsRow settled(Predicate<Question> which, IdentityAnswer as, Instant at) {
        return with(questions.stream()
                .map(q -> q.open() && which.test(q) ? q.answered(as, at, null) : q)
                .toList());
    }

    private IdentityQuestionsRow with(List<Question> now) {
        var first = now.stream().filter(Question::open).map(Question::askedAt).min(Instant::compareTo);
        return new IdentityQuestionsRow(
                tenant, referral, !now.isEmpty(), first.isPresent(), first.orElse(null), List.copyOf(now));
    }
}
