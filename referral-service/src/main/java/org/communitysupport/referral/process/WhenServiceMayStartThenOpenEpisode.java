package org.communitysupport.referral.process;

import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.Reaction;
import org.communitysupport.referral.application.Policies;
import org.communitysupport.referral.domain.Aggregates;
import org.communitysupport.referral.domain.ReferralCommand.OpenEpisode;
import org.communitysupport.referral.inbound.Published;
import org.communitysupport.referral.inbound.ServiceMayStart;

/** The episode opens with the pass-through; where a payer has none, with the first grant, or when nothing is asked for (amendment 1). */
public final class WhenServiceMayStartThenOpenEpisode {
    private static final String[] TYPES = {
        "PassThroughOpened", "AuthorizationGranted", "AuthorizationPartiallyGranted", "AuthorizationNotRequired"
    };

    private WhenServiceMayStartThenOpenEpisode() {}

    public static Reaction reaction(Policies policies) {
        var reaction = Reaction.named("WhenServiceMayStartThenOpenEpisode");
        for (String type : TYPES)
            reaction.on(
                    "eligibility." + type, ServiceMayStart.class, (event, context) -> open(event, context, policies));
        return Published.restIgnored(reaction);
    }

    private static void open(Event<ServiceMayStart> event, Reaction.Context context, Policies policies) {
        var start = event.data();
        context.run(
                Aggregates.REFERRAL,
                Aggregates.referral(event.envelope().tenant(), start.referral()),
                new OpenEpisode(start.payer(), start.from()),
                policies.intake(start.program(), event.envelope().at()));
    }
}
