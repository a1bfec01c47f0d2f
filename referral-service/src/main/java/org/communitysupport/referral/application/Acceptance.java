package org.communitysupport.referral.application;

import java.util.List;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.kernel.Uuid5;
import org.communitysupport.referral.domain.Aggregates;
import org.communitysupport.referral.domain.Codes;
import org.communitysupport.referral.domain.ReferralCommand.AcceptReferral;
import org.communitysupport.referral.domain.ReferralEvent;
import org.communitysupport.referral.domain.ReferralState;
import org.communitysupport.referral.domain.TeamCommand.ReleaseSlot;
import org.communitysupport.referral.domain.TeamCommand.ReserveSlot;
import org.communitysupport.referral.domain.TeamDecider;
import org.communitysupport.referral.domain.TeamEvent;
import org.communitysupport.referral.domain.TeamEvent.TeamSlotReserved;
import org.communitysupport.referral.domain.TeamState;

/**
 * Accepting spans two aggregates: the team reserves a slot, then the referral is accepted into it. Whoever got no answer asks again and is
 * accepted then, under the id of their own command; a slot that nobody came back for is given back by the deadline of unused slots.
 */
public final class Acceptance {
    private final CommandRunner commands;
    private final Policies policies;
    private final RecordHolds holds;

    public Acceptance(CommandRunner commands, Policies policies, RecordHolds holds) {
        this.holds = holds;
        this.commands = commands;
        this.policies = policies;
    }

    public Outcome<ReferralEvent> accept(AggregateId id, String team, CommandContext context) {
        var loaded = commands.load(Aggregates.REFERRAL, id);
        if (!acceptable(loaded, team, context)) return run(id, slotless(id, team, context), context);
        var slots = commands.load(Aggregates.TEAM, Aggregates.team(id.tenant(), team));
        var slot = commands.run(
                Aggregates.TEAM,
                Aggregates.team(id.tenant(), team),
                new ReserveSlot(id.key()),
                policies.team(programOf(slots.state())),
                step(context, "reserve-slot", id.key(), slots.version()));
        return switch (slot) {
            case Outcome.Done<TeamEvent> done -> accept(id, reserved(id, team, done), context);
            case Outcome.Refused<TeamEvent> no -> new Outcome.Refused<>(no.rejection(), loaded.version());
            case Outcome.VersionConflict<TeamEvent> no -> new Outcome.VersionConflict<>(no.expected(), no.actual());
            case Outcome.KeyReused<TeamEvent> no -> new Outcome.KeyReused<>();
        };
    }

    /**
     * The slot stands; what the referral says now is final. A slot that nobody needs is not given back here: somebody else, on another
     * instance, may be between the same two steps. The hold is placed before the acceptance can be read, and once more after it, for the same
     * reason.
     */
    private Outcome<ReferralEvent> accept(AggregateId id, TeamSlotReserved slot, CommandContext context) {
        var command = new AcceptReferral(
                slot.team(),
                Ids.episode(id.key()),
                slot.caseload(),
                slot.limit(),
                hasPeer(id, slot.team()),
                policies.today(program(id)),
                context.actor());
        String person = commands.load(Aggregates.REFERRAL, id).state().person();
        holds.whileOpen(person, command.episode(), "retention.years");
        var outcome = run(id, command, context);
        if (outcome instanceof Outcome.Done<ReferralEvent>)
            holds.whileOpen(person, command.episode(), "retention.years");
        else if (!commands.load(Aggregates.REFERRAL, id).state().held()) holds.lift(person, command.episode());
        return outcome;
    }

    private boolean hasPeer(AggregateId id, String team) {
        var state = commands.load(Aggregates.TEAM, Aggregates.team(id.tenant(), team))
                .state();
        return state.has(Codes.TeamRole.PEER, policies.today(programOf(state)));
    }

    /**
     * One that no referral holds: an acceptance stopped half-way, and nobody came back to ask again.
     *
     * @param referral for which it was taken, so long ago that nobody is between the two steps any more
     */
    public Outcome<?> giveBackUnused(AggregateId team, String referral, CommandContext context) {
        var slots = commands.load(Aggregates.TEAM, team);
        var holder = commands.load(Aggregates.REFERRAL, Aggregates.referral(team.tenant(), referral))
                .state();
        if (holder.held() && team.key().equals(holder.team()))
            return new Outcome.Done<>(slots.position(), slots.version(), List.of(), false);
        return commands.run(
                Aggregates.TEAM,
                team,
                new ReleaseSlot(referral, Codes.SlotReleaseReason.NOT_ACCEPTED),
                policies.team(programOf(slots.state())),
                step(context, "release-slot", referral, slots.version()));
    }

    /** Asked before a slot is taken: would the referral accept, were there one? */
    private boolean acceptable(CommandRunner.Loaded<ReferralState> loaded, String team, CommandContext context) {
        var wanted = context.expectedVersion();
        if (wanted.isPresent() && wanted.getAsLong() != loaded.version()) return false;
        if (!loaded.exists()) return false;
        var facts = policies.intake(loaded.state().content().program());
        var trial = new AcceptReferral(team, "", 1, 1, true, facts.today(), context.actor());
        return Aggregates.REFERRAL.decider().decide(trial, loaded.state(), facts)
                instanceof Decision.Accepted<ReferralEvent>;
    }

    /** For the answer only: it is refused whatever happens meanwhile, unless this very command was done before. */
    private AcceptReferral slotless(AggregateId id, String team, CommandContext context) {
        return new AcceptReferral(
                team, Ids.episode(id.key()), 0, 0, true, policies.today(program(id)), context.actor());
    }

    private TeamSlotReserved reserved(AggregateId id, String team, Outcome.Done<TeamEvent> done) {
        for (var event : done.events()) if (event instanceof TeamSlotReserved slot) return slot;
        var state = commands.load(Aggregates.TEAM, Aggregates.team(id.tenant(), team))
                .state();
        return new TeamSlotReserved(
                team, id.key(), state.caseload(), TeamDecider.limit(state, policies.team(state.program())), null);
    }

    private Outcome<ReferralEvent> run(AggregateId id, AcceptReferral command, CommandContext context) {
        return commands.run(Aggregates.REFERRAL, id, command, policies.intake(program(id)), context);
    }

    private String program(AggregateId id) {
        var content = commands.load(Aggregates.REFERRAL, id).state().content();
        return content == null ? "" : content.program();
    }

    private static String programOf(TeamState team) {
        return team.program() == null ? "" : team.program();
    }

    /** The version is part of the id: a slot that was given back and is taken again is a second one, no repeat of the first. */
    private static CommandContext step(CommandContext context, String name, String referral, long version) {
        return context.withCommandId(Uuid5.of(context.commandId().toString(), name, referral, Long.toString(version)))
                .atAnyVersion();
    }
}
