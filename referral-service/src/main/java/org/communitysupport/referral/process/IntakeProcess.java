package org.communitysupport.referral.process;

import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.kernel.Reaction;
import org.communitysupport.referral.application.Policies;
import org.communitysupport.referral.domain.Aggregates;
import org.communitysupport.referral.domain.MemberIdCommand.ClaimMemberId;
import org.communitysupport.referral.domain.NoFacts;
import org.communitysupport.referral.domain.OpenEpisodeCommand.EndOpenReferral;
import org.communitysupport.referral.domain.OpenEpisodeCommand.RegisterOpenReferral;
import org.communitysupport.referral.domain.ReferralCommand;
import org.communitysupport.referral.domain.ReferralCommand.DetectDuplicate;
import org.communitysupport.referral.domain.ReferralCommand.IdentifyReferral;
import org.communitysupport.referral.domain.ReferralEvent.ReferralCorrected;
import org.communitysupport.referral.domain.ReferralEvent.ReferralReceived;
import org.communitysupport.referral.domain.ReferralState;
import org.communitysupport.referral.inbound.Published;

/**
 * Settles who a received referral is about and whether they are here already (REF-2): the member id is claimed, the person's place in the
 * program is taken, then the referral is identified, or is a duplicate.
 */
public final class IntakeProcess {
    private final CommandRunner commands;
    private final Policies policies;

    private IntakeProcess(CommandRunner commands, Policies policies) {
        this.commands = commands;
        this.policies = policies;
    }

    public static Reaction reaction(CommandRunner commands, Policies policies) {
        var process = new IntakeProcess(commands, policies);
        return Published.restIgnored(Reaction.named("IntakeProcess")
                .on(
                        "referral.ReferralReceived",
                        ReferralReceived.class,
                        (e, context) -> process.settle(e, e.data().referral(), context))
                .on(
                        "referral.ReferralCorrected",
                        ReferralCorrected.class,
                        (e, context) -> process.settle(e, e.data().referral(), context)));
    }

    private void settle(Event<?> event, String referral, Reaction.Context context) {
        var id = Aggregates.referral(event.envelope().tenant(), referral);
        var state = commands.load(Aggregates.REFERRAL, id).state();
        if (!state.stage().inIntake()) return;
        String program = state.content().program();
        String person = owner(id.tenant(), state, context);
        var guard = Aggregates.openEpisode(id.tenant(), person, program);
        var place = commands.run(
                Aggregates.OPEN_EPISODE,
                guard,
                new RegisterOpenReferral(person, program, referral),
                NoFacts.NONE,
                context.commandContext(guard));
        if (place instanceof Outcome.Done<?>) identify(id, state, person, context);
        else if (place instanceof Outcome.Refused<?>)
            run(
                    id,
                    program,
                    new DetectDuplicate(
                            person,
                            commands.load(Aggregates.OPEN_EPISODE, guard)
                                    .state()
                                    .referral()),
                    context.commandContext(id));
        else throw new IllegalStateException("the place of a person in a program gave no answer: " + place);
    }

    /** Whose member id it is; the person as received when there is none, or it is new. */
    private String owner(String tenant, ReferralState state, Reaction.Context context) {
        String hash = state.content().memberIdHash();
        if (hash == null) return state.person();
        var claim = Aggregates.memberId(tenant, hash);
        commands.run(
                Aggregates.MEMBER_ID,
                claim,
                new ClaimMemberId(hash, state.person()),
                NoFacts.NONE,
                context.commandContext(claim));
        return commands.load(Aggregates.MEMBER_ID, claim).state().person();
    }

    private void identify(AggregateId id, ReferralState state, String person, Reaction.Context context) {
        boolean known = !person.equals(state.person());
        String program = state.content().program();
        run(id, program, new IdentifyReferral(person, known), context.commandContext(id));
        if (!state.identified() || person.equals(state.person())) return;
        var left = Aggregates.openEpisode(id.tenant(), state.person(), program);
        commands.run(
                Aggregates.OPEN_EPISODE,
                left,
                new EndOpenReferral(state.person(), program, id.key()),
                NoFacts.NONE,
                context.commandContext(left));
    }

    private void run(AggregateId id, String program, ReferralCommand command, CommandContext context) {
        var outcome = commands.run(Aggregates.REFERRAL, id, command, policies.intake(program), context);
        if (!(outcome instanceof Outcome.Done<?>))
            throw new IllegalStateException(
                    "a referral in intake refused " + command.getClass().getSimpleName());
    }
}
