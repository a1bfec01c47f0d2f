package org.communitysupport.referral.application;

import java.time.LocalDate;
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

/**
 * Accepting spans two aggregates: the team reserves a slot, then the referral is accepted into it. A stop between the two is healed by
 * the reaction to the reserved slot, which accepts or gives the slot back.
 */
public final class Acceptance {
    private final CommandRunner commands;
    private final Policies policies;

    public Acceptance(CommandRunner commands, Policies policies) {
        this.commands = commands;
        this.policies = policies;
    }

    public Outcome<ReferralEvent> accept(AggregateId id, String team, CommandContext context) {
        var loaded = commands.load(Aggregates.REFERRAL, id);
        if (!acceptable(loaded, team, context)) return run(id, slotless(id, team, context), context);
        var slot = commands.run(
                Aggregates.TEAM,
                Aggregates.team(id.tenant(), team),
                new ReserveSlot(id.key()),
                policies.team(programOf(id.tenant(), team)),
                step(context, "reserve-slot"));
        return switch (slot) {
            case Outcome.Done<TeamEvent> done -> accept(id, reserved(id, team, done), context);
            case Outcome.Refused<TeamEvent> no -> new Outcome.Refused<>(no.rejection(), loaded.version());
            case Outcome.VersionConflict<TeamEvent> no -> new Outcome.VersionConflict<>(no.expected(), no.actual());
            case Outcome.KeyReused<TeamEvent> no -> new Outcome.KeyReused<>();
        };
    }

    /** The slot stands; what the referral says now is final, and a slot that nobody needs goes back. */
    private Outcome<ReferralEvent> accept(AggregateId id, TeamSlotReserved slot, CommandContext context) {
        var outcome = accept(id, slot, policies.today(program(id)), context.actor(), context);
        if (!(outcome instanceof Outcome.Done<ReferralEvent>)) release(id, slot.team(), step(context, "release-slot"));
        return outcome;
    }

    public Outcome<ReferralEvent> accept(
            AggregateId id, TeamSlotReserved slot, LocalDate on, String by, CommandContext context) {
        var command = new AcceptReferral(slot.team(), Ids.episode(id.key()), slot.caseload(), slot.limit(), on, by);
        return run(id, command, context);
    }

    /** Unless the referral holds exactly this slot. */
    public void release(AggregateId id, String team, CommandContext context) {
        var referral = commands.load(Aggregates.REFERRAL, id).state();
        if (referral.held() && team.equals(referral.team())) return;
        commands.run(
                Aggregates.TEAM,
                Aggregates.team(id.tenant(), team),
                new ReleaseSlot(id.key(), Codes.SlotReleaseReason.NOT_ACCEPTED),
                policies.team(programOf(id.tenant(), team)),
                context);
    }

    /** Asked before a slot is taken: would the referral accept, were there one? */
    private boolean acceptable(CommandRunner.Loaded<ReferralState> loaded, String team, CommandContext context) {
        var wanted = context.expectedVersion();
        if (wanted.isPresent() && wanted.getAsLong() != loaded.version()) return false;
        if (!loaded.exists()) return false;
        var facts = policies.intake(loaded.state().content().program());
        var trial = new AcceptReferral(team, "", 1, 1, facts.today(), context.actor());
        return Aggregates.REFERRAL.decider().decide(trial, loaded.state(), facts)
                instanceof Decision.Accepted<ReferralEvent>;
    }

    /** For the answer only: it is refused whatever happens meanwhile, unless this very command was done before. */
    private AcceptReferral slotless(AggregateId id, String team, CommandContext context) {
        return new AcceptReferral(team, Ids.episode(id.key()), 0, 0, policies.today(program(id)), context.actor());
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

    private String programOf(String tenant, String team) {
        var program = commands.load(Aggregates.TEAM, Aggregates.team(tenant, team))
                .state()
                .program();
        return program == null ? "" : program;
    }

    private static CommandContext step(CommandContext context, String name) {
        return context.withCommandId(Uuid5.of(context.commandId().toString(), name))
                .atAnyVersion();
    }
}
