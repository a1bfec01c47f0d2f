package org.communitysupport.referral.domain;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import org.communitysupport.referral.domain.ReferralEvent.IdentityQuestionAnswered;
import org.communitysupport.referral.domain.ReferralEvent.IdentityQuestionRaised;

/**
 * What is known of whose a referral is (REF-2).
 *
 * @param sure how far it is settled
 * @param open questions that wait for intake
 * @param answered those that somebody answered; they are not asked again
 * @param same people whom intake found to be this one
 * @param keys what the person is found by; null until that was told
 * @param disowned member ids, hashed, that intake found to be another's; they are taken off when they are sent again
 */
public record Identity(
        Sure sure,
        SequencedMap<String, IdentityQuestionRaised> open,
        SequencedSet<String> answered,
        SequencedSet<String> same,
        SequencedSet<String> disowned,
        Keys keys) {
    static final Identity UNKNOWN = new Identity(
            Sure.NOT, new LinkedHashMap<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), null);

    /**
     * @param settled the person is known and holds the place in the program for this referral
     * @param once it was settled before, under the id that it has
     * @param shared the person was known from another referral
     */
    public record Sure(boolean settled, boolean once, boolean shared) {
        static final Sure NOT = new Sure(false, false, false);
    }

    public boolean asked() {
        return !open.isEmpty();
    }

    public Optional<IdentityQuestionRaised> question(String id) {
        return Optional.ofNullable(open.get(id));
    }

    /** What was asked about that very person is answered with it. */
    Identity settled(String person, boolean known) {
        return of(new Sure(true, true, known || sure.shared()), person);
    }

    /** It shares the person of the referral that it is a duplicate of, and has no place of its own. */
    Identity duplicate(String person) {
        return of(new Sure(false, true, true), person);
    }

    private Identity of(Sure now, String person) {
        var left = new LinkedHashMap<>(open);
        left.values().removeIf(q -> q.otherPerson().equals(person));
        return new Identity(now, left, answered, same, disowned, keys);
    }

    /** What tells who it is was corrected: what was asked about a member id is asked anew if it still stands. */
    Identity unsettled(boolean underFreshId, boolean held) {
        var left = new LinkedHashMap<>(open);
        left.values().removeIf(q -> q.kind() == Codes.IdentityQuestion.MEMBER_ID);
        var now = underFreshId ? Sure.NOT : new Sure(held && sure.settled(), sure.once(), sure.shared());
        return new Identity(now, left, answered, same, disowned, keys);
    }

    Identity indexed(Keys now) {
        return new Identity(sure, open, answered, same, disowned, now == null ? keys : now);
    }

    Identity apart(String memberIdHash) {
        return new Identity(
                Sure.NOT, new LinkedHashMap<>(), answered, new LinkedHashSet<>(), disowning(memberIdHash), keys);
    }

    Identity asking(IdentityQuestionRaised question) {
        var more = new LinkedHashMap<>(open);
        more.put(question.question(), question);
        return new Identity(sure, more, answered, same, disowned, keys);
    }

    Identity answering(IdentityQuestionAnswered answer) {
        var left = new LinkedHashMap<>(open);
        left.remove(answer.question());
        var known = new LinkedHashSet<>(answered);
        var one = new LinkedHashSet<>(same);
        var wrong = disowned;
        if (answer.answer() != Codes.IdentityAnswer.NO_LONGER_ASKED) known.add(answer.question());
        if (answer.kind() == Codes.IdentityQuestion.MEMBER_ID) {
            if (answer.answer() == Codes.IdentityAnswer.SAME_PERSON) one.add(answer.otherPerson());
            if (answer.answer() == Codes.IdentityAnswer.ANOTHER_PERSON) wrong = disowning(answer.memberIdHash());
        }
        return new Identity(sure, left, known, one, wrong, keys);
    }

    private SequencedSet<String> disowning(String memberIdHash) {
        var wrong = new LinkedHashSet<>(disowned);
        if (memberIdHash != null) wrong.add(memberIdHash);
        return wrong;
    }
}
