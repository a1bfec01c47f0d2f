package org.communitysupport.referral.process;

import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Envelope;
import org.communitysupport.kernel.Reaction;
import org.communitysupport.referral.application.Policies;
import org.communitysupport.referral.domain.Aggregates;
import org.communitysupport.referral.domain.Codes.SlotReleaseReason;
import org.communitysupport.referral.domain.NoFacts;
import org.communitysupport.referral.domain.OpenEpisodeCommand.EndOpenReferral;
import org.communitysupport.referral.domain.OpenEpisodeCommand.ReopenReferral;
import org.communitysupport.referral.domain.ReferralEvent.EpisodeClosed;
import org.communitysupport.referral.domain.ReferralEvent.EpisodeReopened;
import org.communitysupport.referral.domain.ReferralEvent.ReferralDeclined;
import org.communitysupport.referral.domain.ReferralEvent.ReferralWithdrawn;
import org.communitysupport.referral.domain.TeamCommand.ReleaseSlot;
import org.communitysupport.referral.domain.TeamCommand.ReserveSlot;
import org.communitysupport.referral.inbound.Published;

/**
 * A referral that ended gives back the team's slot, if it held one, and the person's place in the program; one whose episode goes on after
 * all takes them again. What holds is asked when it is done: an end that was taken back meanwhile frees nothing.
 */
public final class WhenReferralEndedThenFreeItsPlace {
    private final CommandRunner commands;
    private final Policies policies;

    private WhenReferralEndedThenFreeItsPlace(CommandRunner commands, Policies policies) {
        this.commands = commands;
        this.policies = policies;
    }

    public static Reaction reaction(CommandRunner commands, Policies policies) {
        var process = new WhenReferralEndedThenFreeItsPlace(commands, policies);
        return Published.restIgnored(Reaction.named("WhenReferralEndedThenFreeItsPlace")
                .on(
                        "referral.ReferralDeclined",
                        ReferralDeclined.class,
                        (event, context) -> process.free(
                                event.envelope(), event.data().referral(), SlotReleaseReason.DECLINED, context))
                .on(
                        "referral.ReferralWithdrawn",
                        ReferralWithdrawn.class,
                        (event, context) -> process.free(
                                event.envelope(), event.data().referral(), SlotReleaseReason.WITHDRAWN, context))
                .on(
                        "referral.EpisodeClosed",
                        EpisodeClosed.class,
                        (event, context) -> process.free(
                                event.envelope(), event.data().referral(), SlotReleaseReason.CLOSED, context))
                .on(
                        "referral.EpisodeReopened",
                        EpisodeReopened.class,
                        (event, context) ->
                                process.takeAgain(event.envelope(), event.data().referral(), context)));
    }

    private void free(Envelope envelope, String referral, SlotReleaseReason reason, Reaction.Context context) {
        String tenant = envelope.tenant();
        var state = commands.load(Aggregates.REFERRAL, Aggregates.referral(tenant, referral))
                .state();
        if (!state.stage().ended()) return;
        String program = state.content().program();
        if (state.team() != null)
            context.run(
                    Aggregates.TEAM,
                    Aggregates.team(tenant, state.team()),
                    new ReleaseSlot(referral, reason),
                    policies.team(program));
        free(tenant, state.person(), program, referral, context);
        for (String same : state.identity().same())
            if (!same.equals(state.person())) free(tenant, same, program, referral, context);
    }

    private void takeAgain(Envelope envelope, String referral, Reaction.Context context) {
        String tenant = envelope.tenant();
        var state = commands.load(Aggregates.REFERRAL, Aggregates.referral(tenant, referral))
                .state();
        if (state.stage().ended()) return;
        String program = state.content().program();
        context.run(
                Aggregates.TEAM,
                Aggregates.team(tenant, state.team()),
                new ReserveSlot(referral, true),
                policies.team(program));
        context.run(
                Aggregates.OPEN_EPISODE,
                Aggregates.openEpisode(tenant, state.person(), program),
                new ReopenReferral(state.person(), program, referral),
                NoFacts.NONE);
    }

    private static void free(String tenant, String person, String program, String referral, Reaction.Context context) {
        context.run(
                Aggregates.OPEN_EPISODE,
                Aggregates.openEpisode(tenant, person, program),
                new EndOpenReferral(person, program, referral),
                NoFacts.NONE);
    }
}
