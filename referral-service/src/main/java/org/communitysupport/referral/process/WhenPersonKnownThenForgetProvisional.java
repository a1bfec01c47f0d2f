package org.communitysupport.referral.process;

import org.communitysupport.kernel.Reaction;
import org.communitysupport.referral.application.ProvisionalPersons;
import org.communitysupport.referral.domain.ReferralEvent.ReferralDuplicateDetected;
import org.communitysupport.referral.domain.ReferralEvent.ReferralIdentified;
import org.communitysupport.referral.inbound.Published;

/**
 * A referral comes sealed under a fresh id. When the person turns out to be known, all of it is sealed anew under the id they have, and the
 * key of the fresh one goes: else erasing the person would leave this copy readable.
 */
public final class WhenPersonKnownThenForgetProvisional {
    private WhenPersonKnownThenForgetProvisional() {}

    public static Reaction reaction(ProvisionalPersons persons) {
        return Published.restIgnored(Reaction.named("WhenPersonKnownThenForgetProvisional")
                .on(
                        "referral.ReferralIdentified",
                        ReferralIdentified.class,
                        (event, context) ->
                                forget(event.data().receivedAs(), event.data().person(), persons))
                .on(
                        "referral.ReferralDuplicateDetected",
                        ReferralDuplicateDetected.class,
                        (event, context) ->
                                forget(event.data().receivedAs(), event.data().person(), persons)));
    }

    private static void forget(String provisional, String person, ProvisionalPersons persons) {
        if (!provisional.equals(person)) persons.forget(provisional);
    }
}
