package org.communitysupport.referral.application;

import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.referral.domain.Aggregates;
import org.communitysupport.referral.domain.Codes;
import org.communitysupport.referral.domain.NoFacts;
import org.communitysupport.referral.domain.StaffCommand;
import org.communitysupport.referral.domain.StaffEvent;
import org.communitysupport.referral.domain.TeamCommand;
import org.communitysupport.referral.domain.TeamEvent;
import org.communitysupport.referral.domain.TeamState;

/** Teams, their staff, and the slots that are given back. */
public final class Teams {
    private final CommandRunner commands;
    private final Policies policies;

    public Teams(CommandRunner commands, Policies policies) {
        this.commands = commands;
        this.policies = policies;
    }

    public Outcome<TeamEvent> run(AggregateId team, TeamCommand command, CommandContext context) {
        String program = command instanceof TeamCommand.EstablishTeam e ? e.program() : programOf(team);
        var facts = policies.team(program);
        if (command instanceof TeamCommand.AssignStaff a)
            facts = facts.withMember(registered(team.tenant(), a.staff()));
        return commands.run(Aggregates.TEAM, team, command, facts, context);
    }

    private boolean registered(String tenant, String staff) {
        var member = commands.load(Aggregates.STAFF, Aggregates.staff(tenant, staff));
        return member.state().staff() != null;
    }

    public Outcome<StaffEvent> staff(AggregateId staff, StaffCommand command, CommandContext context) {
        return commands.run(Aggregates.STAFF, staff, command, NoFacts.NONE, context);
    }

    public Outcome<TeamEvent> release(
            AggregateId team, String referral, Codes.SlotReleaseReason reason, CommandContext context) {
        return run(team, new TeamCommand.ReleaseSlot(referral, reason), context);
    }

    public CommandRunner.Loaded<TeamState> load(AggregateId team) {
        return commands.load(Aggregates.TEAM, team);
    }

    public boolean knows(String program) {
        return policies.knows(program);
    }

    /** How many people the team may carry today (REF-6). */
    public int limit(TeamState team) {
        return org.communitysupport.referral.domain.TeamDecider.limit(team, policies.team(team.program()));
    }

    private String programOf(AggregateId team) {
        String program = load(team).state().program();
        return program == null ? "" : program;
    }
}
