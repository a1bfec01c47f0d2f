package org.communitysupport.referral.domain.rule;

import org.communitysupport.kernel.Rejection;
import org.communitysupport.referral.domain.Demographics;

/** REF-1: a sender's number stands for one referral of one person. What comes again with somebody else in it is not taken. */
public final class Ref1SameNumber {
    public static final Rejection ANOTHER_PERSON = Rejection.of(
            "external-id-of-another-person",
            "REF-1",
            "This number stands for a referral of somebody else: name, birth date and member id all differ. Nothing was changed."
                    + " Send another person under a number of their own; if it is the same person, correct one thing after the other or call"
                    + " intake.");

    private Ref1SameNumber() {}

    /** Name, birth date and member id all differ; where a side states no id, both names and the birth date. */
    public static boolean anotherPerson(Demographics was, Demographics now) {
        boolean born = was.birthDate() != null
                && now.birthDate() != null
                && !was.birthDate().equals(now.birthDate());
        boolean family = !Ref2SamePerson.sameName(was.familyName(), now.familyName());
        boolean given = !Ref2SamePerson.sameGiven(was.givenName(), now.givenName());
        String before = Ref2SamePerson.memberId(was.memberId());
        String after = Ref2SamePerson.memberId(now.memberId());
        if (before == null || after == null) return born && family && given;
        return born && !before.equals(after) && (family || given);
    }
}
