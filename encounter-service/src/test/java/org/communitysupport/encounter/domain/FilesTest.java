package org.communitysupport.encounter.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.encounter.domain.Given.DAY;
import static org.communitysupport.encounter.domain.Given.PERSON;
import static org.communitysupport.encounter.domain.Given.PROGRAM;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.communitysupport.encounter.domain.MemberFileCommand.NoteCoverage;
import org.communitysupport.encounter.domain.MemberFileCommand.NoteCoverageEnd;
import org.communitysupport.encounter.domain.MemberFileCommand.NoteEpisodeClosed;
import org.communitysupport.encounter.domain.MemberFileCommand.NoteEpisodeOpened;
import org.communitysupport.encounter.domain.MemberFileCommand.NoteEpisodeReopened;
import org.communitysupport.encounter.domain.MemberFileCommand.NoteOrder;
import org.communitysupport.encounter.domain.MemberFileCommand.NotePlan;
import org.communitysupport.encounter.domain.MemberFileCommand.OpenDay;
import org.communitysupport.encounter.domain.MemberFileCommand.OpenFile;
import org.communitysupport.encounter.domain.MemberFileCommand.SettleDay;
import org.communitysupport.encounter.domain.MemberFileCommand.UnwatchVisit;
import org.communitysupport.encounter.domain.MemberFileCommand.WatchVisit;
import org.communitysupport.encounter.domain.MemberFileEvent.CoverageFact;
import org.communitysupport.encounter.domain.MemberFileEvent.OrderFact;
import org.communitysupport.encounter.domain.StaffFileCommand.NoteAssignment;
import org.communitysupport.encounter.domain.StaffFileCommand.NoteCredential;
import org.communitysupport.encounter.domain.StaffFileCommand.NoteCredentialEnd;
import org.communitysupport.encounter.domain.StaffFileCommand.NoteStaff;
import org.communitysupport.encounter.domain.StaffFileCommand.NoteUnassignment;
import org.communitysupport.encounter.domain.StaffFileCommand.UnwatchDay;
import org.communitysupport.encounter.domain.StaffFileCommand.WatchDay;
import org.communitysupport.encounter.domain.StaffFileEvent.CredentialNoted;
import org.communitysupport.encounter.domain.StaffFileEvent.WaitingDay;
import org.communitysupport.testkit.decider.DecisionTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FilesTest {
    private final Given.Story<MemberFileCommand, MemberFileState, MemberFileEvent, NoFacts> member =
            new Given.Story<>(new MemberFileDecider());
    private final Given.Story<StaffFileCommand, StaffFileState, StaffFileEvent, NoFacts> staff =
            new Given.Story<>(new StaffFileDecider());

    private static NoteOrder order() {
        return new NoteOrder(PERSON, PROGRAM, "o1", DAY, DAY.plusYears(1), "care-plan:1:1");
    }

    private static NoteCoverage coverage() {
        return new NoteCoverage(PERSON, PROGRAM, "northfork", DAY, DAY.plusDays(30), "eligibility:1:1");
    }

    @Test
    void a_fact_names_the_days_that_wait_for_it() {
        member.run(new OpenDay(PERSON, PROGRAM, DAY), NoFacts.NONE)
                .run(new OpenDay(PERSON, PROGRAM, DAY.plusDays(1)), NoFacts.NONE)
                .run(order(), NoFacts.NONE);
        assertThat(member.only(OrderFact.class).openDays()).containsExactly(DAY, DAY.plusDays(1));
    }

    @Test
    void a_settled_day_waits_no_more() {
        member.run(new OpenDay(PERSON, PROGRAM, DAY), NoFacts.NONE)
                .run(new SettleDay(PERSON, PROGRAM, DAY), NoFacts.NONE)
                .run(order(), NoFacts.NONE);
        assertThat(member.only(OrderFact.class).openDays()).isEmpty();
    }

    @Test
    void the_same_fact_again_changes_nothing() {
        member.run(order(), NoFacts.NONE).run(order(), NoFacts.NONE);
        assertThat(member.last).isEmpty();
    }

    @Test
    void facts_may_come_before_the_acceptance() {
        member.run(coverage(), NoFacts.NONE)
                .run(new OpenFile(PERSON, "e1", PROGRAM, null, "t1", "r1", "referral:1:1"), NoFacts.NONE);
        assertThat(member.state.membershipsOn(DAY)).hasSize(1);
        assertThat(member.state.payerOn(DAY)).isEqualTo("northfork");
    }

    @Test
    void coverage_that_ended_proves_no_later_day() {
        member.run(coverage(), NoFacts.NONE)
                .run(
                        new NoteCoverageEnd(PERSON, PROGRAM, "northfork", DAY.plusDays(9), "eligibility:1:5"),
                        NoFacts.NONE);
        assertThat(member.only(CoverageFact.class).endedOn()).isEqualTo(DAY.plusDays(9));
        assertThat(member.state.file().coverageOn(DAY.plusDays(9))).isPresent();
        assertThat(member.state.file().coverageOn(DAY.plusDays(10))).isEmpty();
    }

    @Test
    void an_episode_is_open_from_its_first_to_its_last_day() {
        member.run(new NoteEpisodeOpened(PERSON, PROGRAM, "e1", DAY, "referral:1:1"), NoFacts.NONE)
                .run(new NoteEpisodeClosed(PERSON, PROGRAM, "e1", DAY.plusDays(5), "referral:1:2"), NoFacts.NONE);
        assertThat(member.state.file().episodeOn(DAY.minusDays(1))).isEmpty();
        assertThat(member.state.file().episodeOn(DAY)).isPresent();
        assertThat(member.state.file().episodeOn(DAY.plusDays(5))).isPresent();
        assertThat(member.state.file().episodeOn(DAY.plusDays(6))).isEmpty();
    }

    private void admitted(String episode, String team, LocalDate from, LocalDate to) {
        member.run(new OpenFile(PERSON, episode, PROGRAM, "northfork", team, "r" + episode, "s"), NoFacts.NONE)
                .run(new NoteEpisodeOpened(PERSON, PROGRAM, episode, from, "s"), NoFacts.NONE);
        if (to != null) member.run(new NoteEpisodeClosed(PERSON, PROGRAM, episode, to, "s"), NoFacts.NONE);
    }

    private List<String> teamsOn(LocalDate day) {
        return member.state.membershipsOn(day).stream()
                .map(MemberFileState.Membership::team)
                .toList();
    }

    @Test
    @Tag("C-08")
    void c08_each_day_belongs_to_the_team_of_its_own_episode() {
        admitted("e1", "t-old", DAY.minusDays(50), DAY.minusDays(10));
        admitted("e2", "t-new", DAY.minusDays(3), null);
        assertThat(teamsOn(DAY.minusDays(20))).containsExactly("t-old");
        assertThat(teamsOn(DAY)).containsExactly("t-new");
    }

    @Test
    @Tag("C-08")
    void c08_on_the_day_of_discharge_and_readmission_both_teams_serve() {
        admitted("e1", "t-old", DAY.minusDays(50), DAY);
        admitted("e2", "t-new", DAY, null);
        assertThat(teamsOn(DAY)).containsExactlyInAnyOrder("t-old", "t-new");
        assertThat(teamsOn(DAY.minusDays(1))).containsExactly("t-old");
        assertThat(teamsOn(DAY.plusDays(1))).containsExactly("t-new");
    }

    @Test
    @Tag("C-08")
    void c08_before_the_new_episode_opens_its_team_may_plan() {
        admitted("e1", "t-old", DAY.minusDays(50), DAY.minusDays(10));
        member.run(new OpenFile(PERSON, "e2", PROGRAM, "northfork", "t-new", "r2", "s"), NoFacts.NONE);
        assertThat(teamsOn(DAY)).containsExactly("t-new");
        assertThat(teamsOn(DAY.minusDays(20))).containsExactly("t-old");
    }

    @Test
    @Tag("C-08")
    void c08_the_plan_of_the_old_episode_says_nothing_about_the_new_one() {
        admitted("e1", "t-old", DAY.minusDays(50), DAY.minusDays(10));
        member.run(plan("e1", "v1", 3, DAY.minusDays(40), DAY.plusDays(200)), NoFacts.NONE);
        admitted("e2", "t-new", DAY.minusDays(3), null);
        assertThat(member.state.file().planOn(DAY)).isEmpty();
        member.run(plan("e2", "v2", 1, DAY, DAY.plusDays(300)), NoFacts.NONE);
        assertThat(member.state.file().planOn(DAY))
                .map(MemberFileState.Plan::plan)
                .contains("v2");
        assertThat(member.state.file().planOn(DAY.minusDays(20)))
                .map(MemberFileState.Plan::plan)
                .contains("v1");
    }

    @Test
    @Tag("R-25")
    void r25_a_reopened_episode_goes_on_as_if_it_had_not_ended() {
        admitted("e1", "t-old", DAY.minusDays(50), DAY.minusDays(10));
        assertThat(member.state.endedBefore(DAY)).isEqualTo(DAY.minusDays(10));
        member.run(new NoteEpisodeReopened(PERSON, PROGRAM, "e1", "s"), NoFacts.NONE);
        assertThat(member.state.file().episodeOn(DAY)).isPresent();
        assertThat(member.state.endedBefore(DAY)).isNull();
        member.run(new NoteEpisodeReopened(PERSON, PROGRAM, "e1", "s"), NoFacts.NONE);
        assertThat(member.last).isEmpty();
    }

    private static NotePlan plan(String episode, String plan, int version, LocalDate from, LocalDate to) {
        return new NotePlan(
                PERSON,
                PROGRAM,
                episode,
                plan,
                version,
                from,
                from,
                to,
                List.of("g1"),
                List.of(),
                Map.of(),
                "care-plan:1:9");
    }

    @Test
    void every_member_file_state_answers_every_command() {
        new DecisionTable<>(new MemberFileDecider(), NoFacts.NONE)
                .state(new MemberFileState.Unopened(MemberFileState.File.EMPTY))
                .state((MemberFileState.Opened) Given.member(Given.file()))
                .command(new OpenFile(PERSON, "e1", PROGRAM, "northfork", "t1", "r1", "referral:1:1"))
                .command(new NoteEpisodeOpened(PERSON, PROGRAM, "e2", DAY, "referral:1:2"))
                .command(new NoteEpisodeClosed(PERSON, PROGRAM, "e1", DAY, "referral:1:3"))
                .command(new NoteEpisodeReopened(PERSON, PROGRAM, "e1", "referral:1:4"))
                .command(coverage())
                .command(new NoteCoverageEnd(PERSON, PROGRAM, "northfork", DAY, "eligibility:1:4"))
                .command(order())
                .command(new NotePlan(
                        PERSON,
                        PROGRAM,
                        "e1",
                        "v1",
                        2,
                        DAY,
                        DAY,
                        DAY.plusDays(9),
                        List.of("g1"),
                        List.of(),
                        Map.of(),
                        "care-plan:1:9"))
                .command(new WatchVisit(PERSON, PROGRAM, "n1", "e1", DAY))
                .command(new UnwatchVisit(PERSON, PROGRAM, "n1"))
                .command(new OpenDay(PERSON, PROGRAM, DAY))
                .command(new SettleDay(PERSON, PROGRAM, DAY))
                .is(
                        MemberFileState.class,
                        MemberFileCommand.class,
                        """
                        Unopened | OpenFile          | MemberFileOpened
                        Unopened | NoteEpisodeOpened | EpisodeFact
                        Unopened | NoteEpisodeClosed | EpisodeFact
                        Unopened | NoteEpisodeReopened | -
                        Unopened | NoteCoverage      | CoverageFact
                        Unopened | NoteCoverageEnd   | -
                        Unopened | NoteOrder         | OrderFact
                        Unopened | NotePlan          | PlanFact
                        Unopened | WatchVisit        | VisitWatched
                        Unopened | UnwatchVisit      | -
                        Unopened | OpenDay           | DayOpened
                        Unopened | SettleDay         | -
                        Opened   | OpenFile          | -
                        Opened   | NoteEpisodeOpened | EpisodeFact
                        Opened   | NoteEpisodeClosed | EpisodeFact
                        Opened   | NoteEpisodeReopened | -
                        Opened   | NoteCoverage      | CoverageFact
                        Opened   | NoteCoverageEnd   | CoverageFact
                        Opened   | NoteOrder         | OrderFact
                        Opened   | NotePlan          | PlanFact
                        Opened   | WatchVisit        | VisitWatched
                        Opened   | UnwatchVisit      | -
                        Opened   | OpenDay           | DayOpened
                        Opened   | SettleDay         | -
                        """);
    }

    @Test
    void a_new_credential_tells_the_days_that_are_held_for_it() {
        staff.run(new WatchDay("s1", PERSON, DAY), NoFacts.NONE)
                .run(new NoteCredential("s1", "CPSS", DAY, null, "referral:3:9"), NoFacts.NONE);
        assertThat(staff.only(CredentialNoted.class).waiting()).containsExactly(new WaitingDay(PERSON, DAY));
    }

    @Test
    void a_credential_ends_with_its_last_day() {
        staff.run(new NoteCredential("s1", "CPSS", DAY.minusYears(1), null, "referral:3:1"), NoFacts.NONE)
                .run(new NoteCredentialEnd("s1", "CPSS", DAY, "referral:3:2"), NoFacts.NONE);
        assertThat(staff.state.known().credential(List.of("CPSS"), DAY)).isPresent();
        assertThat(staff.state.known().credential(List.of("CPSS"), DAY.plusDays(1)))
                .isEmpty();
    }

    @Test
    @Tag("C-07")
    void c07_an_end_that_was_noted_too_early_is_put_right() {
        staff.run(new NoteAssignment("s1", "t1", "QP", DAY.minusYears(1), "referral:3:1"), NoFacts.NONE)
                .run(new NoteUnassignment("s1", "t1", DAY.minusDays(10), "referral:3:2"), NoFacts.NONE)
                .run(new NoteUnassignment("s1", "t1", DAY, "referral:3:3"), NoFacts.NONE)
                .run(new NoteAssignment("s1", "t1", "TEAM_LEAD", DAY.plusDays(1), "referral:3:4"), NoFacts.NONE);
        assertThat(staff.state.known().assignment("t1", DAY).orElseThrow().role())
                .isEqualTo("QP");
        assertThat(staff.state
                        .known()
                        .assignment("t1", DAY.plusDays(1))
                        .orElseThrow()
                        .role())
                .isEqualTo("TEAM_LEAD");
        staff.run(new NoteCredential("s1", "CPSS", DAY.minusYears(1), null, "referral:3:5"), NoFacts.NONE)
                .run(new NoteCredentialEnd("s1", "CPSS", DAY.minusDays(10), "referral:3:6"), NoFacts.NONE)
                .run(new NoteCredentialEnd("s1", "CPSS", DAY, "referral:3:7"), NoFacts.NONE);
        assertThat(staff.state.known().credential(List.of("CPSS"), DAY)).isPresent();
    }

    @Test
    void every_staff_file_state_answers_every_command() {
        new DecisionTable<>(new StaffFileDecider(), NoFacts.NONE)
                .state(new StaffFileState.Unknown())
                .state((StaffFileState.Known) Given.peer())
                .command(new NoteStaff("s1", "1999999992", "referral:3:1"))
                .command(new NoteCredential("s1", "CPSS", DAY, null, "referral:3:2"))
                .command(new NoteCredentialEnd("s1", "CPSS", DAY, "referral:3:3"))
                .command(new NoteAssignment("s1", "t2", "PEER", DAY, "referral:3:4"))
                .command(new NoteUnassignment("s1", "t1", DAY, "referral:3:5"))
                .command(new WatchDay("s1", PERSON, DAY))
                .command(new UnwatchDay("s1", PERSON, DAY))
                .is(
                        StaffFileState.class,
                        StaffFileCommand.class,
                        """
                        Unknown | NoteStaff         | StaffNoted
                        Unknown | NoteCredential    | CredentialNoted
                        Unknown | NoteCredentialEnd | CredentialEndNoted
                        Unknown | NoteAssignment    | AssignmentNoted
                        Unknown | NoteUnassignment  | AssignmentEndNoted
                        Unknown | WatchDay          | StaffDayWatched
                        Unknown | UnwatchDay        | -
                        Known   | NoteStaff         | StaffNoted
                        Known   | NoteCredential    | CredentialNoted
                        Known   | NoteCredentialEnd | CredentialEndNoted
                        Known   | NoteAssignment    | AssignmentNoted
                        Known   | NoteUnassignment  | AssignmentEndNoted
                        Known   | WatchDay          | StaffDayWatched
                        Known   | UnwatchDay        | -
                        """);
    }
}
