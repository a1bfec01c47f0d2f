package org.communitysupport.referral.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.referral.domain.Given.FRIDAY;

import java.time.LocalDate;
import org.communitysupport.referral.domain.TeamCommand.*;
import org.communitysupport.referral.domain.TeamEvent.*;
import org.communitysupport.referral.domain.rule.Enforcement;
import org.communitysupport.referral.domain.rule.Ref6TeamCapacity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TeamDeciderTest {

    private static Given<TeamCommand, TeamState, TeamEvent, TeamFacts> team(int... ftePercent) {
        var given = Given.team()
                .after(new EstablishTeam("t1", "Team One", "US-NC.CST", "1234567893", "SITE1", "America/New_York"));
        for (int i = 0; i < ftePercent.length; i++)
            given.after(new AssignStaff("s" + i, Codes.TeamRole.QP, ftePercent[i], LocalDate.of(2024, 1, 1)));
        return given;
    }

    private static Given<TeamCommand, TeamState, TeamEvent, TeamFacts> carrying(
            int people, Given<TeamCommand, TeamState, TeamEvent, TeamFacts> team) {
        for (int i = 0; i < people; i++) team.after(new ReserveSlot("r" + i));
        return team;
    }

    @Test
    @Tag("R-22")
    void R_22_nobody_is_assigned_who_is_not_registered() {
        var given = Given.of(new TeamDecider(), Given.TEAM_FACTS.withMember(false))
                .after(new EstablishTeam("t1", "Team One", "US-NC.CST", "1234567893", "SITE1", "America/New_York"));
        var refusal = given.refusalOf(new AssignStaff("nobody-at-all", Codes.TeamRole.PEER, 100, FRIDAY));
        assertThat(refusal.code()).isEqualTo("unknown-staff");
        assertThat(refusal.facts()).containsEntry("field", "/staff");
    }

    @Test
    @Tag("R-22")
    void R_22_one_assignment_ends_before_another_begins_and_both_are_known() {
        var given = team(100);
        var lead = new AssignStaff("s0", Codes.TeamRole.TEAM_LEAD, 50, FRIDAY.plusDays(1));
        assertThat(given.refusalOf(lead).code()).isEqualTo("still-assigned");
        given.after(new UnassignStaff("s0", FRIDAY)).after(lead);
        assertThat(given.state().ftePercent(FRIDAY)).isEqualTo(100);
        assertThat(given.state().ftePercent(FRIDAY.plusDays(1))).isEqualTo(50);
    }

    @Test
    void what_was_keyed_wrongly_is_keyed_anew_for_the_same_day() {
        var given = team(100).after(new AssignStaff("s0", Codes.TeamRole.QP, 80, LocalDate.of(2024, 1, 1)));
        assertThat(given.state().ftePercent(FRIDAY)).isEqualTo(80);
    }

    @Test
    void accepts_no_referral_beyond_team_capacity() {
        var refusal = carrying(48, team(100, 100, 100, 100)).refusalOf(new ReserveSlot("r49"));
        assertThat(refusal.rule()).isEqualTo("REF-6");
        assertThat(refusal.facts()).containsEntry("caseload", "48").containsEntry("limit", "48");
    }

    @Test
    void three_and_a_half_people_carry_42() {
        assertThat(carrying(42, team(100, 100, 100, 50))
                        .refusalOf(new ReserveSlot("r43"))
                        .facts())
                .containsEntry("limit", "42");
    }

    @Test
    void more_than_four_people_still_carry_48() {
        var last = (TeamSlotReserved) carrying(47, team(100, 100, 100, 100, 100))
                .then(new ReserveSlot("r48"))
                .getFirst();
        assertThat(last.caseload()).isEqualTo(48);
        assertThat(last.limit()).isEqualTo(48);
    }

    @Test
    void who_left_the_team_yesterday_carries_nobody_today() {
        var given = team(100, 100).after(new UnassignStaff("s1", FRIDAY.minusDays(1)));
        assertThat(carrying(12, given).refusalOf(new ReserveSlot("r13")).facts())
                .containsEntry("limit", "12");
    }

    @Test
    void a_slot_is_held_once_and_given_back_once() {
        var given = carrying(1, team(100));
        assertThat(given.then(new ReserveSlot("r0"))).isEmpty();
        var released = (TeamSlotReleased) given.then(new ReleaseSlot("r0", Codes.SlotReleaseReason.WITHDRAWN))
                .getFirst();
        assertThat(released.caseload()).isZero();
        assertThat(given.then(new ReleaseSlot("r0", Codes.SlotReleaseReason.WITHDRAWN)))
                .isEmpty();
    }

    @Test
    void where_the_pack_only_warns_capacity_stops_nobody() {
        var facts = new TeamFacts(FRIDAY, new Ref6TeamCapacity(Given.PACK, 12, 48, Enforcement.WARN));
        var given = Given.of(new TeamDecider(), facts)
                .after(new EstablishTeam("t1", "Team One", "US-NC.CST", null, null, null));
        assertThat(given.then(new ReserveSlot("r1"))).hasSize(1);
    }

    @Test
    void one_person_is_not_more_than_one_full_time_equivalent() {
        assertThat(team().refusalOf(new AssignStaff("s1", Codes.TeamRole.QP, 150, FRIDAY))
                        .code())
                .isEqualTo("fte-out-of-range");
    }
}
