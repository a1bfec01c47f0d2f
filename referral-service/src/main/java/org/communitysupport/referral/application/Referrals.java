package org.communitysupport.referral.application;

import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.privacy.KeyedHash;
import org.communitysupport.referral.domain.Aggregates;
import org.communitysupport.referral.domain.CapacityProof;
import org.communitysupport.referral.domain.Codes;
import org.communitysupport.referral.domain.ReferralCommand;
import org.communitysupport.referral.domain.ReferralCommand.DeclineReferral;
import org.communitysupport.referral.domain.ReferralCommand.ReceiveReferral;
import org.communitysupport.referral.domain.ReferralEvent;
import org.communitysupport.referral.domain.ReferralFacts;
import org.communitysupport.referral.domain.ReferralState;
import org.communitysupport.referral.domain.TeamDecider;

/** Everything that is asked of one referral alone. What needs a team's slot is {@link Acceptance}. */
public final class Referrals {
    private final CommandRunner commands;
    private final Policies policies;
    private final KeyedHash hash;

    public Referrals(CommandRunner commands, Policies policies, KeyedHash hash) {
        this.commands = commands;
        this.policies = policies;
        this.hash = hash;
    }

    /**
     * One commit, first time or again (REF-1, amendment 16). Who it is, and whether they are here already, is settled after it.
     *
     * @param sender what the realm says of the sending system
     */
    public Outcome<ReferralEvent> receive(
            IncomingReferral in, String sendingSystem, ReferralFacts.Sender sender, CommandContext context) {
        String referral = Ids.referral(context.tenant(), sendingSystem, in.externalId());
        var command = new ReceiveReferral(
                referral,
                in.externalId(),
                sendingSystem,
                in.sourceType(),
                in.referrerOrganisation(),
                in.referrerNpi(),
                in.program(),
                in.urgency(),
                in.channel(),
                Ids.person(context.commandId().toString()),
                in.demographics().county(),
                in.demographics().state(),
                in.payer(),
                memberIdHash(context.tenant(), in.demographics().memberId()),
                in.peerSupportWanted(),
                in.guardianFlagged(),
                in.part2(),
                hash.hex("referral-content", in.toString()),
                in.dischargeOn(),
                in.demographics(),
                in.clinical(),
                in.referrer());
        return commands.run(
                Aggregates.REFERRAL,
                Aggregates.referral(context.tenant(), referral),
                command,
                policies.intake(in.program()).sentBy(sender),
                context);
    }

    /** What our own intake keys in. */
    public Outcome<ReferralEvent> receive(IncomingReferral in, String sendingSystem, CommandContext context) {
        return receive(in, sendingSystem, null, context);
    }

    public Outcome<ReferralEvent> run(AggregateId id, ReferralCommand command, CommandContext context) {
        var content = load(id).state().content();
        return commands.run(
                Aggregates.REFERRAL, id, command, policies.intake(content == null ? "" : content.program()), context);
    }

    /** @param team whose capacity is the reason; null for every other reason (REF-5) */
    public Outcome<ReferralEvent> decline(
            AggregateId id, Codes.DeclineReason reason, String team, CommandContext context) {
        var proof = reason == Codes.DeclineReason.NO_CAPACITY && team != null ? proof(id.tenant(), team) : null;
        return run(id, new DeclineReferral(reason, proof), context);
    }

    public CommandRunner.Loaded<ReferralState> load(AggregateId id) {
        return commands.load(Aggregates.REFERRAL, id);
    }

    /** Null when there is no such team: then there is no proof either. */
    private CapacityProof proof(String tenant, String team) {
        var loaded = commands.load(Aggregates.TEAM, Aggregates.team(tenant, team));
        if (!loaded.exists()) return null;
        int limit =
                TeamDecider.limit(loaded.state(), policies.team(loaded.state().program()));
        return new CapacityProof(
                team, loaded.state().caseload(), limit, loaded.position().toString());
    }

    private String memberIdHash(String tenant, String memberId) {
        if (memberId == null || memberId.isBlank()) return null;
        return hash.hex("member-id", tenant, memberId.replaceAll("[\\s-]", "").toUpperCase(java.util.Locale.ROOT));
    }
}
