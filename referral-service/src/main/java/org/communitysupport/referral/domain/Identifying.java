package org.communitysupport.referral.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Rejection;
import org.communitysupport.referral.domain.ReferralCommand.*;
import org.communitysupport.referral.domain.ReferralEvent.*;
import org.communitysupport.referral.domain.ReferralState.Stage;

/** It is settled whose referral it is, and whether the person is here already (REF-2): what came is sealed anew for that person. */
final class Identifying {
    private Identifying() {}

    static Decision<ReferralEvent> identify(IdentifyReferral c, ReferralState state) {
        if (!state.stage().inIntake()) return Decision.nothingToDo();
        if (state.identified() && c.person().equals(state.person())) return Decision.nothingToDo();
        var content = state.content();
        return Decision.accept(new ReferralIdentified(
                id(state),
                c.person(),
                c.known(),
                content.person(),
                anew(content.demographics(), c.person()),
                anew(content.clinical(), c.person()),
                anew(content.referrer(), c.person()),
                keeps(state, c.person()),
                c.keys()));
    }

    /** Found when it comes, and whenever a correction shows it later. What was accepted is no duplicate any more but a question. */
    static Decision<ReferralEvent> duplicate(DetectDuplicate c, ReferralState state) {
        if (!state.stage().inIntake()) return Decision.nothingToDo();
        var content = state.content();
        return Decision.accept(new ReferralDuplicateDetected(
                id(state),
                c.person(),
                c.duplicateOf(),
                content.person(),
                anew(content.demographics(), c.person()),
                anew(content.clinical(), c.person()),
                anew(content.referrer(), c.person()),
                keeps(state, c.person()),
                c.keys()));
    }

    static Decision<ReferralEvent> index(IndexReferral c, ReferralState state) {
        return c.keys().equals(state.identity().keys())
                ? Decision.nothingToDo()
                : Decision.accept(new ReferralIndexed(id(state), state.person(), c.keys()));
    }

    private static Boolean keeps(ReferralState state, String person) {
        return state.identity().sure().once() && !person.equals(state.person()) ? Boolean.TRUE : null;
    }

    static Decision<ReferralEvent> ask(RaiseIdentityQuestion c, ReferralState state) {
        boolean known = state.identity().answered().contains(c.question())
                || state.identity().question(c.question()).isPresent();
        if (known || state.stage().ended()) return Decision.nothingToDo();
        var events = new ArrayList<>(dropped(state));
        events.add(new IdentityQuestionRaised(
                id(state),
                c.question(),
                Codes.IdentityQuestion.MEMBER_ID,
                state.person(),
                c.otherPerson(),
                c.otherReferral(),
                c.memberIdHash(),
                c.differs(),
                null));
        return Decision.acceptAll(events);
    }

    static Decision<ReferralEvent> answer(AnswerIdentityQuestion c, ReferralState state) {
        if (state.identity().answered().contains(c.question()))
            return Decision.reject(
                    "question-answered",
                    "REF-2",
                    "This question was answered already. Read the referral for the answer.");
        var question = state.identity().question(c.question()).orElse(null);
        if (question == null)
            return Decision.reject(
                    "unknown-question", "REF-2", "The referral has no such open question. Read the list again.");
        boolean same = c.answer() == Codes.IdentityAnswer.SAME_PERSON;
        if (same && state.held() && c.otherOpen() != null)
            return Decision.reject(Rejection.of(
                            "two-open-referrals",
                            "REF-2",
                            "Both people have an open referral or episode in this program, so they cannot be joined. "
                                    + "End one of the two, then answer again.")
                    .with(Map.of("referral", c.otherOpen())));
        var answered = answered(question, c.answer(), state, c.reason());
        if (answered.demographics() == null || !state.held()) return Decision.accept(answered);
        String hash = same ? question.memberIdHash() : null;
        return Decision.acceptAll(List.of(
                answered,
                Correcting.event(state, answered.demographics(), hash, Codes.CorrectedBy.ANSWER, answered.reason())));
    }

    /** What the answer changes: another's member id goes, what came again for the same person holds. */
    private static IdentityQuestionAnswered answered(
            IdentityQuestionRaised question, Codes.IdentityAnswer answer, ReferralState state, String reason) {
        Personal<Demographics> now = null;
        if (question.kind() == Codes.IdentityQuestion.MEMBER_ID && answer == Codes.IdentityAnswer.ANOTHER_PERSON)
            now = withoutMemberId(state.content().demographics(), state.person());
        if (question.kind() == Codes.IdentityQuestion.RESENT_AS_ANOTHER && answer == Codes.IdentityAnswer.SAME_PERSON)
            now = anew(question.other(), state.person());
        return new IdentityQuestionAnswered(
                id(state),
                question.question(),
                question.kind(),
                answer,
                state.person(),
                question.otherPerson(),
                question.memberIdHash(),
                now == null ? null : state.content().memberIdHash(),
                reason == null ? null : Personal.of(state.person(), "identity-answer", reason),
                now);
    }

    static Decision<ReferralEvent> drop(ReferralState state) {
        return Decision.acceptAll(dropped(state));
    }

    /** A referral states one member id, so one question about it is enough. */
    private static List<ReferralEvent> dropped(ReferralState state) {
        var dropped = new ArrayList<ReferralEvent>();
        for (var question : state.identity().open().values())
            if (question.kind() == Codes.IdentityQuestion.MEMBER_ID)
                dropped.add(answered(question, Codes.IdentityAnswer.NO_LONGER_ASKED, state, null));
        return dropped;
    }

    /** A duplicate that is none goes back to intake: as the same person's, or sealed anew as somebody else's. */
    static Decision<ReferralEvent> reverse(CorrectOutcome c, ReferralState state) {
        var events = new ArrayList<ReferralEvent>();
        events.add(new ReferralOutcomeCorrected(id(state), state.stage(), Stage.RECEIVED, c.reason()));
        if (c.anotherPerson() != null) events.add(apart(c.anotherPerson(), state));
        return Decision.acceptAll(events);
    }

    private static ReferralSeparated apart(String person, ReferralState state) {
        var content = state.content();
        return new ReferralSeparated(
                id(state),
                person,
                state.person(),
                content.memberIdHash(),
                withoutMemberId(content.demographics(), person),
                anew(content.clinical(), person),
                anew(content.referrer(), person));
    }

    static ReferralState evolve(ReferralState state, IdentityQuestionAnswered e) {
        boolean off = e.kind() == Codes.IdentityQuestion.MEMBER_ID && e.answer() == Codes.IdentityAnswer.ANOTHER_PERSON;
        String hash = off ? null : e.demographics() == null ? state.content().memberIdHash() : e.memberIdHash();
        var content = state.content()
                .sealedFor(state.person(), hash, state.content().guardianFlagged(), e.demographics(), null, null);
        return state.with(content).with(state.identity().answering(e));
    }

    static ReferralState evolve(ReferralState state, ReferralSeparated e) {
        var content = state.content()
                .sealedFor(
                        e.person(),
                        null,
                        state.content().guardianFlagged(),
                        e.demographics(),
                        e.clinical(),
                        e.referrer());
        return state.with(content).with(state.identity().apart(e.memberIdHash()));
    }

    private static Personal<Demographics> withoutMemberId(Personal<Demographics> value, String person) {
        return value.value()
                .map(d -> Personal.of(person, value.field(), d.withMemberId(null)))
                .orElseGet(() -> Personal.erased(person, value.field()));
    }

    /** Null when it is sealed for that person already. */
    static <T> Personal<T> anew(Personal<T> value, String person) {
        if (value == null || value.person().equals(person)) return null;
        return value.value()
                .map(v -> Personal.of(person, value.field(), v))
                .orElseGet(() -> Personal.erased(person, value.field()));
    }

    private static String id(ReferralState state) {
        return state.content().referral();
    }
}
