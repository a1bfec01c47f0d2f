package org.communitysupport.referral.process;

import org.communitysupport.kernel.Reaction;
import org.communitysupport.referral.application.Policies;
import org.communitysupport.referral.application.RecordHolds;
import org.communitysupport.referral.domain.ReferralEvent.EpisodeClosed;
import org.communitysupport.referral.domain.ReferralEvent.EpisodeOpened;
import org.communitysupport.referral.domain.ReferralEvent.EpisodeReopened;
import org.communitysupport.referral.domain.ReferralEvent.ReferralAccepted;
import org.communitysupport.referral.domain.ReferralEvent.ReferralWithdrawn;
import org.communitysupport.referral.inbound.Published;

/**
 * A record is kept for the years of the pack after its episode. What is open is held before it is accepted ({@code Acceptance}); here the hold
 * is placed for what was accepted before holds were, and gives way to the years when the episode ends, or goes when nothing came of it.
 */
public final class WhenEpisodeEndsThenKeepItsRecord {
    public static final String RULE = "retention.years";

    private WhenEpisodeEndsThenKeepItsRecord() {}

    public static Reaction reaction(RecordHolds holds, Policies policies) {
        return Published.restIgnored(Reaction.named("WhenEpisodeEndsThenKeepItsRecord")
                .on(
                        "referral.ReferralAccepted",
                        ReferralAccepted.class,
                        (event, context) -> holds.whileOpen(
                                event.data().person(), event.data().episode(), RULE))
                .on(
                        "referral.EpisodeOpened",
                        EpisodeOpened.class,
                        (event, context) -> holds.whileOpen(
                                event.data().person(), event.data().episode(), RULE))
                .on(
                        "referral.EpisodeReopened",
                        EpisodeReopened.class,
                        (event, context) -> holds.whileOpen(
                                event.data().person(), event.data().episode(), RULE))
                .on("referral.ReferralWithdrawn", ReferralWithdrawn.class, (event, context) -> {
                    if (event.data().episode() != null)
                        holds.lift(event.data().person(), event.data().episode());
                })
                .on("referral.EpisodeClosed", EpisodeClosed.class, (event, context) -> {
                    var e = event.data();
                    holds.until(
                            e.person(),
                            e.episode(),
                            RULE,
                            e.closedOn().plusYears(policies.retentionYears(e.program())));
                }));
    }
}
