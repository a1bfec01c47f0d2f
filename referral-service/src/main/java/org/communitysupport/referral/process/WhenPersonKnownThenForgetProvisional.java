package org.communitysupport.referral.process;

import org.communitysupport.kernel.Reaction;
import org.communitysupport.referral.application.ProvisionalPersons;
import org.communitysupport.referral.domain.Codes;
import org.communitysupport.referral.domain.ReferralEvent.IdentityQuestionAnswered;
import org.communitysupport.referral.domain.ReferralEvent.ReferralDuplicateDetected;
import org.communitysupport.referral.domain.ReferralEvent.ReferralIdentified;
import org.communitysupport.referral.inbound.Published;

/**
 * A referral comes sealed under a fresh id. When the person turns out to be known, all of it is sealed anew under the id they have, and the
 * key of the fresh one goes: else erasing the person would leave this copy readable. An id that was a person of its own before keeps its key: other
 * referrals, notes and consents may be sealed under it.
 */
public final class WhenPersonKnownThenForgetProvisional {
    private WhenPersonKnownThenForgetProvisional() {}

    public static Reaction reaction(ProvisionalPersons persons) {
        return Published.restIgnored(Reaction.named("WhenPersonKnownThenForgetProvisional")
                .on(
                        "referral.ReferralIdentified",
                        ReferralIdentified.class,
                        (event, context) -> forget(
                                event.data().receivedAs(),
                                event.data().person(),
                                event.data().keeps(),
                                persons))
                .on(
                        "referral.ReferralDuplicateDetected",
                        ReferralDuplicateDetected.class,
                        (event, context) -> forget(
                                event.data().receivedAs(),
                                event.data().person(),
                                event.data().keeps(),
                                persons))
                .on("referral.IdentityQuestionAnswered", IdentityQuestionAnswered.class, (event, context) -> {
                    // What came again under the number of an accepted referral was sealed under an id of its own.
                    if (event.data().kind() == Codes.IdentityQuestion.RESENT_AS_ANOTHER)
                        persons.forget(event.data().otherPerson());
                }));
    }

    private static void forget(String provisional, String person, Boolean keeps, ProvisionalPersons persons) {
        if (keeps == null && !provisional.equals(person)) persons.forget(provisional);
    }
}
