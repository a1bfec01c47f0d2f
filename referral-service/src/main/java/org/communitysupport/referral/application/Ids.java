package org.communitysupport.referral.application;

import org.communitysupport.kernel.Uuid5;

/** Ids that follow from what they name, so that a repeat names the same. None is made of anything personal. */
public final class Ids {
    private Ids() {}

    /** The number as it stands; see {@link Referrals#idOf} for the referral that it names. */
    static String referral(String tenant, String sendingSystem, String externalId) {
        return 'r' + hex("referral", tenant, sendingSystem, externalId);
    }

    public static String person(String commandId) {
        return 'p' + hex("person", commandId);
    }

    public static String episode(String referral) {
        return 'e' + hex("episode", referral);
    }

    public static String consent(String commandId) {
        return 'c' + hex("consent", commandId);
    }

    /** Of what is asked about two people; asked again it is the same question. */
    public static String question(String referral, String memberIdHash, String otherPerson) {
        return 'q' + hex("identity-question", referral, memberIdHash, otherPerson);
    }

    private static String hex(String... parts) {
        return Uuid5.of(parts).toString().replace("-", "");
    }
}
