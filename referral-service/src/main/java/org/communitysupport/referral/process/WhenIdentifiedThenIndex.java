package org.communitysupport.referral.process;

import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.Reaction;
import org.communitysupport.referral.application.Policies;
import org.communitysupport.referral.application.Referrals;
import org.communitysupport.referral.application.SearchKeys;
import org.communitysupport.referral.domain.Aggregates;
import org.communitysupport.referral.domain.Keys;
import org.communitysupport.referral.domain.ReferralCommand.IndexReferral;
import org.communitysupport.referral.domain.ReferralEvent.ReferralDuplicateDetected;
import org.communitysupport.referral.domain.ReferralEvent.ReferralIdentified;
import org.communitysupport.referral.inbound.Published;

/** Who was identified before people could be searched for is found too. */
public final class WhenIdentifiedThenIndex {
    private final Referrals referrals;
    private final SearchKeys keys;
    private final Policies policies;

    private WhenIdentifiedThenIndex(Referrals referrals, SearchKeys keys, Policies policies) {
        this.referrals = referrals;
        this.keys = keys;
        this.policies = policies;
    }

    public static Reaction reaction(Referrals referrals, SearchKeys keys, Policies policies) {
        var process = new WhenIdentifiedThenIndex(referrals, keys, policies);
        return Published.restIgnored(Reaction.named("WhenIdentifiedThenIndex")
                .on(
                        "referral.ReferralIdentified",
                        ReferralIdentified.class,
                        (e, context) ->
                                process.index(e, e.data().referral(), e.data().keys(), context))
                .on(
                        "referral.ReferralDuplicateDetected",
                        ReferralDuplicateDetected.class,
                        (e, context) ->
                                process.index(e, e.data().referral(), e.data().keys(), context)));
    }

    private void index(Event<?> event, String referral, Keys told, Reaction.Context context) {
        if (told != null) return;
        var id = Aggregates.referral(event.envelope().tenant(), referral);
        var content = referrals.load(id).state().content();
        var who = content.demographics().value();
        if (who.isEmpty()) return;
        context.run(
                Aggregates.REFERRAL,
                id,
                new IndexReferral(keys.of(id.tenant(), who.get())),
                policies.intake(content.program()));
    }
}
