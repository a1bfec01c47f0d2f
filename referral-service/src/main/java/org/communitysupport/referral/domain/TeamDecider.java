package org.communitysupport.referral.domain;

import java.util.Map;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Rejection;
import org.communitysupport.referral.domain.TeamCommand.*;
import org.communitysupport.referral.domain.TeamEvent.*;
import org.communitysupport.referral.domain.rule.Enforcement;

/** A team, who is on it, and how many people it may carry (REF-6). A slot is held from reservation to release, never twice. */
public final class TeamDecider implements Decider<TeamCommand, TeamState, TeamEvent, TeamFacts> {

    @Override
    public TeamState initial() {
        return TeamState.NONE;
    }

    @Override
    public Decision<TeamEvent> decide(TeamCommand command, TeamState state, TeamFacts facts) {
        if (command instanceof EstablishTeam c) return establish(c, state);
        if (state.team() == null)
            return Decision.reject("unknown-team", "", "There is no team with this id. Establish it first.");
        return switch (command) {
            case EstablishTeam c -> establish(c, state);
            case AssignStaff c -> assign(c, state, facts);
            case UnassignStaff c -> unassign(c, state);
            case ReserveSlot c -> reserve(c, state, facts);
            case ReleaseSlot c -> release(c, state, facts);
        };
    }

    private static Decision<TeamEvent> establish(EstablishTeam c, TeamState state) {
        if (state.team() != null)
            return c.program().equals(state.program())
                    ? Decision.nothingToDo()
                    : Decision.reject("team-exists", "", "Another team has this id. Choose another one.");
        return Decision.accept(
                new TeamEstablished(c.team(), c.name(), c.program(), c.npi(), c.siteCode(), c.timeZone()));
    }

    private static Decision<TeamEvent> assign(AssignStaff c, TeamState state, TeamFacts facts) {
        if (!facts.registered())
            return Decision.reject(Rejection.ofContent(
                    "unknown-staff", "REF-6", "/staff", "There is no staff member with this id. Register them first."));
        if (c.ftePercent() < 1 || c.ftePercent() > 100)
            return Decision.reject(Rejection.ofContent(
                    "fte-out-of-range",
                    "",
                    "/ftePercent",
                    "The share is not between 1 and 100 percent of a full-time position. Enter the "
                            + "percentage of this person's time."));
        var assignment = new TeamState.Assignment(c.role(), c.ftePercent(), c.from(), null);
        var held = state.assignments(c.staff());
        if (held.contains(assignment)) return Decision.nothingToDo();
        // One that begins on the same day is that assignment, keyed anew.
        if (held.stream().anyMatch(a -> !a.from().equals(c.from()) && a.overlaps(assignment)))
            return Decision.reject(Rejection.of(
                    "still-assigned",
                    "REF-6",
                    "This person has another assignment to the team at that time. End that one before this "
                            + "one begins."));
        return Decision.accept(new StaffAssigned(state.team(), c.staff(), c.role(), c.ftePercent(), c.from()));
    }

    private static Decision<TeamEvent> unassign(UnassignStaff c, TeamState state) {
        var held = state.lastAssignment(c.staff());
        if (held == null)
            return Decision.reject(
                    "not-on-team", "", "This person is not on the team, so there is no assignment to end.");
        if (c.until().equals(held.until())) return Decision.nothingToDo();
        if (c.until().isBefore(held.from()))
            return Decision.reject(Rejection.ofContent(
                    "dates-reversed",
                    "",
                    "/until",
                    "The assignment would end before it begins. Correct its last day."));
        return Decision.accept(new StaffUnassigned(state.team(), c.staff(), c.until()));
    }

    private static Decision<TeamEvent> reserve(ReserveSlot c, TeamState state, TeamFacts facts) {
        if (state.slots().contains(c.referral())) return Decision.nothingToDo();
        if (facts.capacity() == null)
            return Decision.reject(
                    "no-policy-pack",
                    "",
                    "No policy pack covers this team's program today. Ask whoever runs the system to add one.");
        int limit = limit(state, facts);
        if (!c.again() && state.caseload() >= limit && facts.capacity().enforcement() == Enforcement.REJECT)
            return Decision.reject(full(state, limit));
        return Decision.accept(new TeamSlotReserved(
                state.team(),
                c.referral(),
                state.caseload() + 1,
                limit,
                facts.capacity().pack().basis("REF-6")));
    }

    private static Rejection full(TeamState state, int limit) {
        return Rejection.of(
                        "no-capacity",
                        "REF-6",
                        "The team has as many people as it may have. Choose another team, or decline for "
                                + "NO_CAPACITY.")
                .with(Map.of("team", state.team(), "caseload", "" + state.caseload(), "limit", "" + limit));
    }

    private static Decision<TeamEvent> release(ReleaseSlot c, TeamState state, TeamFacts facts) {
        if (!state.slots().contains(c.referral())) return Decision.nothingToDo();
        return Decision.accept(new TeamSlotReleased(
                state.team(), c.referral(), c.reason(), state.caseload() - 1, limit(state, facts)));
    }

    /** How many people the team may carry today. A release must not fail for want of a pack. */
    public static int limit(TeamState state, TeamFacts facts) {
        return facts.capacity() == null ? 0 : facts.capacity().limit(state.ftePercent(facts.today()));
    }

    @Override
    public TeamState evolve(TeamState state, TeamEvent event) {
        return switch (event) {
            case TeamEstablished e -> new TeamState(e.team(), e.program(), e.timeZone(), state.staff(), state.slots());
            case StaffAssigned e ->
                state.withStaff(e.staff(), new TeamState.Assignment(e.role(), e.ftePercent(), e.from(), null));
            case StaffUnassigned e -> {
                var held = state.lastAssignment(e.staff());
                yield state.withStaff(
                        e.staff(), new TeamState.Assignment(held.role(), held.ftePercent(), held.from(), e.until()));
            }
            case TeamSlotReserved e -> state.withSlot(e.referral());
            case TeamSlotReleased e -> state.withoutSlot(e.referral());
        };
    }
}
