package org.communitysupport.encounter.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.encounter.domain.Given.DAY;
import static org.communitysupport.encounter.domain.Given.PERSON;
import static org.communitysupport.encounter.domain.Given.PROGRAM;
import static org.communitysupport.encounter.domain.Given.ZONE;
import static org.communitysupport.encounter.domain.Given.at;
import static org.communitysupport.encounter.domain.Given.encounterFacts;
import static org.communitysupport.encounter.domain.Given.visit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.communitysupport.encounter.domain.EncounterCommand.AmendNote;
import org.communitysupport.encounter.domain.EncounterCommand.CancelEncounter;
import org.communitysupport.encounter.domain.EncounterCommand.LogEncounter;
import org.communitysupport.encounter.domain.EncounterCommand.RecordMissed;
import org.communitysupport.encounter.domain.EncounterCommand.ScheduleEncounter;
import org.communitysupport.encounter.domain.EncounterCommand.SignNote;
import org.communitysupport.encounter.domain.EncounterCommand.VoidEncounter;
import org.communitysupport.encounter.domain.EncounterEvent.EncounterLogged;
import org.communitysupport.encounter.domain.EncounterEvent.EncounterNoteSigned;
import org.communitysupport.encounter.domain.EncounterEvent.EncounterScheduled;
import org.communitysupport.encounter.domain.EncounterEvent.LateEntryMarked;
import org.communitysupport.encounter.domain.rule.EncounterRules;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Warning;
import org.communitysupport.testkit.decider.DecisionTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EncounterTest {
    private static final Instant EVENING = at(DAY, "20:00");
    private final Given.Story<EncounterCommand, EncounterState, EncounterEvent, EncounterFacts> encounter =
            new Given.Story<>(new EncounterDecider());

    private EncounterLogged log(LogEncounter command) {
        return encounter.run(command, encounterFacts(EVENING)).only(EncounterLogged.class);
    }

    @Test
    void code_and_modifiers_come_from_the_role_and_nobody_types_them() {
        var logged = log(visit("n1", "09:00", "09:50"));
        assertThat(logged.code()).isEqualTo("H2015");
        assertThat(logged.modifiers()).containsExactly("HT", "U1");
        assertThat(logged.role()).isEqualTo("PEER");
        assertThat(logged.credential()).isEqualTo("CPSS");
        assertThat(logged.minutes()).isEqualTo(50);
        assertThat(logged.plan()).isEqualTo("v1");
        assertThat(logged.warnings()).isEmpty();
    }

    @Test
    void breaks_are_taken_off() {
        var visit = new Given.Visit("n1", "09:00", "10:00");
        visit.breakMinutes = 12;
        assertThat(log(visit.log()).minutes()).isEqualTo(48);
    }

    @Test
    void refuses_a_visit_that_ends_before_it_starts() {
        assertThat(encounter
                        .refused(visit("n1", "10:00", "09:00"), encounterFacts(EVENING))
                        .rule())
                .isEqualTo("ENC-1");
    }

    @Test
    void refuses_a_visit_that_is_not_over() {
        assertThat(encounter
                        .refused(visit("n1", "10:00", "11:00"), encounterFacts(at(DAY, "10:30")))
                        .code())
                .isEqualTo("in-the-future");
    }

    @Test
    void refuses_a_visit_over_midnight_and_takes_its_two_parts() {
        var start = at(DAY, "23:30");
        var end = at(DAY.plusDays(1), "00:40");
        assertThat(EncounterRules.enc1(start, end, 0, DAY, ZONE, end).code()).isEqualTo("not-one-date");
        var midnight = DAY.plusDays(1).atStartOfDay(ZONE).toInstant();
        assertThat(EncounterRules.enc1(start, midnight, 0, DAY, ZONE, end)).isNull();
        assertThat(EncounterRules.enc1(midnight, end, 0, DAY.plusDays(1), ZONE, end))
                .isNull();
        assertThat(EncounterRules.enc1Minutes(start, midnight, 0) + EncounterRules.enc1Minutes(midnight, end, 0))
                .isEqualTo(70);
    }

    @Test
    void the_day_of_a_visit_is_the_local_one_on_the_night_the_clocks_change() {
        var day = LocalDate.of(2026, 3, 8);
        var start = Instant.parse("2026-03-08T05:30:00Z");
        var end = Instant.parse("2026-03-08T07:30:00Z");
        assertThat(EncounterRules.enc1(start, end, 0, day, ZONE, end)).isNull();
        assertThat(EncounterRules.enc1(start, end, 0, day.minusDays(1), ZONE, end))
                .isNotNull();
    }

    @Test
    void refuses_staff_who_are_not_on_the_members_team() {
        var other = new StaffFileState.Unknown();
        var facts = new EncounterFacts(EVENING, Given.policy(), Given.member(Given.file()), other);
        var no = encounter.refused(visit("n1", "09:00", "10:00"), facts);
        assertThat(no.code()).isEqualTo("staff-not-on-team");
        assertThat(no.rule()).isEqualTo("ENC-2");
    }

    @Test
    @Tag("C-08")
    void c08_a_late_note_of_the_old_episode_is_taken_after_readmission_to_another_team() {
        var f = Given.file();
        var readmitted = new MemberFileState.File(
                List.of(
                        new MemberFileState.Episode("e1", DAY.minusDays(10), DAY.plusDays(2), "s"),
                        new MemberFileState.Episode("e2", DAY.plusDays(5), null, "s")),
                f.coverages(),
                f.orders(),
                f.plans(),
                List.of());
        var member = new MemberFileState.Opened(
                List.of(
                        new MemberFileState.Membership("e1", "northfork", "t1", "r1", "s"),
                        new MemberFileState.Membership("e2", "northfork", "t2", "r2", "s")),
                readmitted);
        var facts = new EncounterFacts(at(DAY.plusDays(6), "09:00"), Given.policy(), member, Given.peer());
        var logged = encounter.run(visit("n1", "09:00", "10:00"), facts).only(EncounterLogged.class);
        assertThat(logged.team()).isEqualTo("t1");
        assertThat(logged.episode()).isEqualTo("e1");
        assertThat(logged.warnings()).isEmpty();
    }

    @Test
    @Tag("C-13")
    void c13_a_day_of_more_than_the_packs_hours_is_warned_about_over_all_contacts() {
        var other = new StaffDayState.Interval(at(DAY, "00:00"), at(DAY, "08:00"));
        var f = encounterFacts(at(DAY, "23:59"));
        var busy = new EncounterFacts(f.now(), f.policy(), f.file(), f.staff(), List.of(other), List.of());
        assertThat(encounter
                        .run(visit("n1", "09:00", "13:30"), busy)
                        .only(EncounterLogged.class)
                        .warnings())
                .extracting(Warning::code)
                .containsExactly("worker-day-cap");
    }

    @Test
    @Tag("C-13")
    void c13_exactly_the_packs_hours_are_no_reason_to_look() {
        var other = new StaffDayState.Interval(at(DAY, "00:00"), at(DAY, "08:00"));
        var f = encounterFacts(at(DAY, "23:59"));
        var busy = new EncounterFacts(f.now(), f.policy(), f.file(), f.staff(), List.of(other), List.of());
        assertThat(encounter
                        .run(visit("n1", "09:00", "13:00"), busy)
                        .only(EncounterLogged.class)
                        .warnings())
                .isEmpty();
    }

    @Test
    @Tag("C-17")
    void c17_minutes_to_respond_belong_to_a_crisis() {
        var v = visit("n1", "09:00", "10:00");
        var odd = new LogEncounter(
                v.person(),
                v.encounter(),
                v.program(),
                v.staff(),
                v.date(),
                v.startAt(),
                v.endAt(),
                0,
                v.mode(),
                v.place(),
                v.activity(),
                false,
                30,
                null,
                v.goals(),
                false,
                v.note());
        var no = encounter.refused(odd, encounterFacts(EVENING));
        assertThat(no.code()).isEqualTo("response-without-crisis");
        assertThat(no.facts()).containsEntry("field", "/responseMinutes");
    }

    @Test
    @Tag("C-22")
    void c22_a_note_on_a_goal_past_its_target_is_warned_about() {
        var f = Given.file();
        var p = f.plans().getFirst();
        var late = new MemberFileState.Plan(
                p.episode(),
                p.plan(),
                1,
                p.from(),
                p.to(),
                p.goals(),
                List.of(),
                java.util.Map.of("g1", DAY.minusDays(1), "g2", DAY),
                "s");
        var file = new MemberFileState.File(f.episodes(), f.coverages(), f.orders(), List.of(late), List.of());
        var facts = new EncounterFacts(EVENING, Given.policy(), Given.member(file), Given.peer());
        var visit = new Given.Visit("n1", "09:00", "10:00");
        visit.goals = List.of("g1", "g2");
        assertThat(encounter.run(visit.log(), facts).only(EncounterLogged.class).warnings())
                .extracting(Warning::code)
                .containsExactly("goal-past-target");
    }

    @Test
    @Tag("C-19")
    void c19_a_note_of_signs_alone_says_nothing() {
        var visit = new Given.Visit("n1", "09:00", "10:00");
        visit.note = Personal.of(PERSON, "note", new Note("...", "-", "hopeful", null, null));
        assertThat(encounter.refused(visit.log(), encounterFacts(EVENING)).detail())
                .contains("purpose, intervention");
    }

    @Test
    @Tag("C-24")
    void c24_a_note_on_a_goal_of_substance_use_treatment_is_part_2() {
        assertThat(log(visit("n1", "09:00", "10:00")).part2()).isFalse();
        var visit = new Given.Visit("n2", "11:00", "12:00");
        visit.goals = List.of("g1", "g2");
        var other = new Given.Story<EncounterCommand, EncounterState, EncounterEvent, EncounterFacts>(
                new EncounterDecider());
        assertThat(other.run(visit.log(), encounterFacts(EVENING))
                        .only(EncounterLogged.class)
                        .part2())
                .isTrue();
    }

    @Test
    void takes_the_visit_of_a_peer_whose_certificate_ended_and_says_so() {
        var facts = new EncounterFacts(
                EVENING, Given.policy(), Given.member(Given.file()), Given.staff("PEER", "CPSS", DAY.minusDays(1)));
        var logged = encounter.run(visit("n1", "09:00", "10:00"), facts).only(EncounterLogged.class);
        assertThat(logged.credential()).isNull();
        assertThat(logged.warnings()).extracting(Warning::code).containsExactly("staff-credential-missing");
    }

    @Test
    void travel_is_recorded_without_code_note_or_goal() {
        var travel = new Given.Visit("n1", "09:00", "09:20");
        travel.activity = Activity.TRAVEL;
        travel.place = null;
        travel.goals = List.of();
        travel.note = null;
        var logged = log(travel.log());
        assertThat(logged.code()).isNull();
        assertThat(logged.minutes()).isEqualTo(20);
    }

    @Test
    void a_note_has_all_its_elements() {
        var visit = new Given.Visit("n1", "09:00", "09:20");
        visit.note = Personal.of(PERSON, "note", new Note("purpose", " ", null, null, null));
        var no = encounter.refused(visit.log(), encounterFacts(EVENING));
        assertThat(no.rule()).isEqualTo("ENC-6");
        assertThat(no.detail()).contains("intervention, response");
    }

    @Test
    void a_note_names_a_goal_of_the_active_plan() {
        assertThat(encounter
                        .refused(withGoals(List.of()), encounterFacts(EVENING))
                        .code())
                .isEqualTo("goal-missing");
        assertThat(encounter
                        .refused(withGoals(List.of("g9")), encounterFacts(EVENING))
                        .code())
                .isEqualTo("goal-unknown");
    }

    @Test
    void before_the_plan_is_active_a_note_needs_no_goal() {
        var f = Given.file();
        var noPlan = new MemberFileState.File(f.episodes(), f.coverages(), f.orders(), List.of(), List.of());
        var facts = new EncounterFacts(EVENING, Given.policy(), Given.member(noPlan), Given.peer());
        var logged = encounter.run(withGoals(List.of()), facts).only(EncounterLogged.class);
        assertThat(logged.plan()).isNull();
    }

    private static LogEncounter withGoals(List<String> goals) {
        var visit = new Given.Visit("n1", "09:00", "09:20");
        visit.goals = goals;
        return visit.log();
    }

    @Test
    void a_note_signed_within_a_day_is_not_late() {
        log(visit("n1", "09:00", "10:00"));
        encounter.run(new SignNote(PERSON, "n1", "s-peer"), encounterFacts(at(DAY.plusDays(1), "10:00")));
        assertThat(encounter.only(EncounterNoteSigned.class).late()).isFalse();
        assertThat(encounter.stored(LateEntryMarked.class)).isFalse();
    }

    @Test
    void a_note_signed_after_a_day_is_marked_late() {
        log(visit("n1", "09:00", "10:00"));
        encounter.run(new SignNote(PERSON, "n1", "s-peer"), encounterFacts(at(DAY.plusDays(1), "10:01")));
        assertThat(encounter.only(EncounterNoteSigned.class).late()).isTrue();
        assertThat(encounter.only(LateEntryMarked.class).hours()).isEqualTo(24);
    }

    @Test
    void a_note_signed_after_a_week_is_warned_about_and_not_refused() {
        log(visit("n1", "09:00", "10:00"));
        encounter.run(new SignNote(PERSON, "n1", "s-peer"), encounterFacts(at(DAY.plusDays(8), "10:01")));
        assertThat(encounter.only(EncounterNoteSigned.class).warnings())
                .extracting(Warning::rule)
                .containsExactly("ENC-8");
    }

    @Test
    void only_who_served_signs() {
        log(visit("n1", "09:00", "10:00"));
        assertThat(encounter
                        .refused(new SignNote(PERSON, "n1", "s-lead"), encounterFacts(EVENING))
                        .rule())
                .isEqualTo("ENC-6");
    }

    @Test
    void an_erased_note_can_still_be_signed() {
        var visit = new Given.Visit("n1", "09:00", "10:00");
        visit.note = Personal.erased(PERSON, "note");
        log(visit.log());
        encounter.run(new SignNote(PERSON, "n1", "s-peer"), encounterFacts(EVENING));
        assertThat(encounter.stored(EncounterNoteSigned.class)).isTrue();
    }

    @Test
    void a_scheduled_visit_reserves_units_under_a_line_of_its_own() {
        encounter.run(schedule(), encounterFacts(at(DAY.minusDays(3), "09:00")));
        var planned = encounter.only(EncounterScheduled.class);
        assertThat(planned.units()).isEqualTo(4);
        assertThat(planned.line()).isEqualTo("sched_n1");
        assertThat(log(visit("n1", "09:00", "10:00")).reservedLine()).isEqualTo("sched_n1");
    }

    private static ScheduleEncounter schedule() {
        return new ScheduleEncounter(PERSON, "n1", PROGRAM, "s-peer", DAY, at(DAY, "09:00"), 60, Mode.FACE_TO_FACE);
    }

    @Test
    void every_state_answers_every_command() {
        var story = new Given.Story<EncounterCommand, EncounterState, EncounterEvent, EncounterFacts>(
                new EncounterDecider());
        var planned = (EncounterState.Planned) story.run(schedule(), encounterFacts(EVENING)).state;
        var logged = (EncounterState.Logged) story.run(visit("n1", "09:00", "10:00"), encounterFacts(EVENING)).state;
        var addendum = Personal.of(PERSON, "addendum", "the landlord called back");
        new DecisionTable<>(new EncounterDecider(), encounterFacts(EVENING))
                .state(new EncounterState.None())
                .state(planned)
                .state(logged)
                .state(new EncounterState.Signed(logged.visit()))
                .state(new EncounterState.Cancelled())
                .state(new EncounterState.Missed())
                .state(new EncounterState.Voided())
                .command(schedule())
                .command(new CancelEncounter(PERSON, "n1", "ill"))
                .command(new RecordMissed(PERSON, "n1", "nobody home"))
                .command(visit("n1", "09:00", "10:00"))
                .command(new SignNote(PERSON, "n1", "s-peer"))
                .command(new AmendNote(PERSON, "n1", addendum, "new information"))
                .command(new VoidEncounter(PERSON, "n1", "wrong member"))
                .is(
                        EncounterState.class,
                        EncounterCommand.class,
                        """
                        None      | ScheduleEncounter | EncounterScheduled
                        None      | CancelEncounter   | no: no-such-encounter
                        None      | RecordMissed      | no: no-such-encounter
                        None      | LogEncounter      | EncounterLogged
                        None      | SignNote          | no: no-such-encounter
                        None      | AmendNote         | no: no-such-encounter
                        None      | VoidEncounter     | no: no-such-encounter
                        Planned   | ScheduleEncounter | no: encounter-planned
                        Planned   | CancelEncounter   | EncounterCancelled
                        Planned   | RecordMissed      | EncounterMissed
                        Planned   | LogEncounter      | EncounterLogged
                        Planned   | SignNote          | no: encounter-planned
                        Planned   | AmendNote         | no: encounter-planned
                        Planned   | VoidEncounter     | no: encounter-planned
                        Logged    | ScheduleEncounter | no: encounter-logged
                        Logged    | CancelEncounter   | no: encounter-logged
                        Logged    | RecordMissed      | no: encounter-logged
                        Logged    | LogEncounter      | no: encounter-logged
                        Logged    | SignNote          | EncounterNoteSigned
                        Logged    | AmendNote         | EncounterAmended
                        Logged    | VoidEncounter     | EncounterVoided
                        Signed    | ScheduleEncounter | no: encounter-signed
                        Signed    | CancelEncounter   | no: encounter-signed
                        Signed    | RecordMissed      | no: encounter-signed
                        Signed    | LogEncounter      | no: encounter-signed
                        Signed    | SignNote          | -
                        Signed    | AmendNote         | EncounterAmended
                        Signed    | VoidEncounter     | EncounterVoided
                        Cancelled | ScheduleEncounter | no: encounter-cancelled
                        Cancelled | CancelEncounter   | -
                        Cancelled | RecordMissed      | no: encounter-cancelled
                        Cancelled | LogEncounter      | no: encounter-cancelled
                        Cancelled | SignNote          | no: encounter-cancelled
                        Cancelled | AmendNote         | no: encounter-cancelled
                        Cancelled | VoidEncounter     | no: encounter-cancelled
                        Missed    | ScheduleEncounter | no: encounter-missed
                        Missed    | CancelEncounter   | no: encounter-missed
                        Missed    | RecordMissed      | -
                        Missed    | LogEncounter      | no: encounter-missed
                        Missed    | SignNote          | no: encounter-missed
                        Missed    | AmendNote         | no: encounter-missed
                        Missed    | VoidEncounter     | no: encounter-missed
                        Voided    | ScheduleEncounter | no: encounter-voided
                        Voided    | CancelEncounter   | no: encounter-voided
                        Voided    | RecordMissed      | no: encounter-voided
                        Voided    | LogEncounter      | no: encounter-voided
                        Voided    | SignNote          | no: encounter-voided
                        Voided    | AmendNote         | no: encounter-voided
                        Voided    | VoidEncounter     | -
                        """);
    }
}
