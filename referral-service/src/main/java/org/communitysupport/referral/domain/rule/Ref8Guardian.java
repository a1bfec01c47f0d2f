package org.communitysupport.referral.domain.rule;

import org.communitysupport.referral.domain.Demographics;

/** REF-8: where a guardian is flagged, name and relationship are known before the referral is accepted. */
public final class Ref8Guardian {
    private Ref8Guardian() {}

    public static boolean known(Demographics person) {
        return present(person.guardianName()) && present(person.guardianRelationship());
    }

    private static boolean present(String text) {
        return text != null && !text.isBlank();
    }
}
