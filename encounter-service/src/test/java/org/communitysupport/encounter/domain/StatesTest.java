package org.communitysupport.encounter.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.encounter.domain.Given.DAY;
import static org.communitysupport.encounter.domain.Given.PERSON;
import static org.communitysupport.encounter.domain.Given.at;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.communitysupport.encounter.application.Policies;
import org.communitysupport.encounter.domain.EncounterCommand.LogEncounter;
import org.communitysupport.encounter.domain.EncounterEvent.EncounterLogged;
import org.communitysupport.encounter.domain.MemberDayCommand.AnswerUnits;
import org.communitysupport.encounter.domain.MemberDayCommand.CountContact;
import org.communitysupport.encounter.domain.MemberDayCommand.EvaluateDay;
import org.communitysupport.encounter.domain.MemberDayEvent.Cause;
import org.communitysupport.encounter.domain.MemberDayEvent.ContactCounted;
import org.communitysupport.encounter.domain.MemberDayEvent.DailyLine;
import org.communitysupport.encounter.domain.MemberDayEvent.DailyUnitsComputed;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterHeld;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterReleasedForBilling;
import org.communitysupport.encounter.domain.rule.EncounterPolicy;
import org.communitysupport.kernel.Warning;
import org.communitysupport.policy.PolicyPacks;
import org.communitysupport.testkit.packs.InventedState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A contact by the pack of the program: code from who served and whom, units, what a day waits for. */
class StatesTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-30");
    private static final Path SHIPPED = Path.of("../deploy/policy-packs");
    private static final Policies STATES = new Policies(PolicyPacks.load(SHIPPED));
    private static final Policies INVENTED = new Policies(PolicyPacks.load(InventedState.packs(SHIPPED)));

    private static EncounterPolicy policy(String program, String payer) {
        return STATES.on(program, payer, TODAY);
    }

    private static String code(EncounterPolicy policy, String role, Mode mode) {
        return policy.codes().code(role, mode.name()).orElseThrow().text();
    }

    @Test
    @Tag("E-07")
    void e07_the_districts_modifier_follows_whom_the_contact_served() {
        var dc = policy("US-DC.CS", "dbh");
        assertThat(code(dc, "LICENSED", Mode.FACE_TO_FACE)).isEqualTo("H0036");
        assertThat(code(dc, "LICENSED", Mode.COLLATERAL)).isEqualTo("H0036-UK");
        assertThat(code(dc, "LICENSED", Mode.FAMILY_WITHOUT)).isEqualTo("H0036-HS");
        assertThat(code(dc, "LICENSED", Mode.FAMILY_WITH)).isEqualTo("H0036-HR");
        assertThat(code(dc, "PRACTITIONER", Mode.GROUP)).isEqualTo("H0036-HQ");
        assertThat(code(dc, "PHYSICIAN", Mode.FACE_TO_FACE)).isEqualTo("H0036-AM");
        assertThat(code(dc, "PEER", Mode.GROUP)).isEqualTo("H0038-HQ");
    }

    @Test
    @Tag("E-07")
    void e07_ohio_has_one_code_for_everybody_and_one_for_groups() {
        var ohio = policy("US-OH.CPST", "humana");
        for (String role : List.of("PHYSICIAN", "LICENSED", "NURSE", "PRACTITIONER"))
            assertThat(code(ohio, role, Mode.FACE_TO_FACE)).isEqualTo("H0036");
        assertThat(code(ohio, "PRACTITIONER", Mode.GROUP)).isEqualTo("H0036-HQ");
        assertThat(ohio.codes().code("PEER", "FACE_TO_FACE")).isEmpty();
    }

    @Test
    @Tag("E-07")
    void e07_north_carolina_stays_as_it_was() {
        assertThat(code(policy("US-NC.CST", "northfork"), "PEER", Mode.PHONE)).isEqualTo("H2015-HT-U1-KX");
        assertThat(policy("US-NC.CST", "northfork").orderNeeded()).isTrue();
    }

    @Test
    @Tag("E-07")
    void e07_a_day_waits_for_an_order_where_the_state_knows_one() {
        assertThat(policy("US-DC.CS", "dbh").orderNeeded()).isTrue();
        assertThat(policy("US-NY.CFTSS-CPST", "healthfirst").orderNeeded()).isTrue();
        assertThat(policy("US-OH.CPST", "humana").orderNeeded()).isFalse();
        assertThat(policy("US-LA.CPST", "medicaid-plan").orderNeeded()).isFalse();
        assertThat(heldFor(policy("US-DC.CS", "dbh"))).contains("order-missing");
        assertThat(heldFor(policy("US-OH.CPST", "humana"))).isEmpty();
    }

    @Test
    @Tag("E-07")
    void e07_who_logs_in_a_program_that_is_not_billable_here_yet_is_told() {
        assertThat(warningsOf(policy("US-NY.CFTSS-CPST", "healthfirst"))).contains("not-billable-here");
        assertThat(warningsOf(policy("US-MO.CPR-CS", "mo-healthnet"))).contains("not-billable-here");
        assertThat(warningsOf(policy("US-OH.CPST", "humana"))).doesNotContain("not-billable-here");
    }

    @Test
    @Tag("E-07")
    void e07_louisianas_twelve_hours_of_a_worker_are_told_as_far_as_this_agency_knows_them() {
        var la = policy("US-LA.CPST", "medicaid-plan");
        assertThat(warningsOf(la, 11 * 60, false)).as("the twelfth hour").doesNotContain("worker-day-cap");
        assertThat(warningsOf(la, 11 * 60 + 1, false)).contains("worker-day-cap");
        assertThat(warningsOf(la, 20 * 60, true))
                .as("a crisis is outside the cap")
                .doesNotContain("worker-day-cap");
        assertThat(warningsOf(policy("US-OH.CPST", "humana"), 20 * 60, false)).doesNotContain("worker-day-cap");
    }

    @Test
    @Tag("E-09")
    void e09_the_hour_before_midnight_belongs_to_another_day_in_each_state() {
        var late = java.time.Instant.parse("2026-12-01T05:30:00Z");
        assertThat(late.atZone(policy("US-OH.CPST", "humana").zone()).toLocalDate())
                .isEqualTo("2026-12-01");
        assertThat(late.atZone(policy("US-LA.CPST", "medicaid-plan").zone()).toLocalDate())
                .isEqualTo("2026-11-30");
    }

    @Test
    @Tag("E-07")
    void e07_an_invented_state_rounds_each_contact_up_to_half_hours_and_goes_out_without_an_order() {
        var invented = INVENTED.on(InventedState.PROGRAM, InventedState.PAYER, TODAY);
        assertThat(code(invented, "LICENSED", Mode.GROUP)).isEqualTo("H2017-HO-HQ");
        var day = day(invented, contact("a", "10:00", "10:31"), contact("b", "11:00", "11:05"));
        assertThat(day.only(DailyUnitsComputed.class).lines())
                .extracting(DailyLine::units)
                .containsExactly(2);
        assertThat(day.state.theDay().lines())
                .extracting(l -> l.daily().units())
                .containsExactly(2, 1);
        for (var line : day.state.theDay().lines())
            day.run(
                    answered(
                            line.daily().line(),
                            line.daily().units(),
                            day.state.theDay().version()),
                    facts(invented));
        for (String contact : List.of("a", "b"))
            day.run(new MemberDayCommand.SignContact(PERSON, DAY, contact, at(DAY, "12:00")), facts(invented));
        day.run(new EvaluateDay(PERSON, DAY), facts(invented));
        assertThat(day.only(EncounterReleasedForBilling.class).lines()).hasSize(2);
    }

    // What the tests are made of

    private static List<String> heldFor(EncounterPolicy policy) {
        var day = day(policy, contact("a", "10:00", "11:00"));
        day.run(
                answered(
                        day.state.theDay().lines().getFirst().daily().line(),
                        4,
                        day.state.theDay().version()),
                facts(policy));
        day.run(new MemberDayCommand.SignContact(PERSON, DAY, "a", at(DAY, "12:00")), facts(policy));
        day.run(new EvaluateDay(PERSON, DAY), facts(policy));
        return day.last.stream()
                .filter(EncounterHeld.class::isInstance)
                .flatMap(e -> ((EncounterHeld) e).causes().stream())
                .map(Cause::code)
                .toList();
    }

    private static Given.Story<MemberDayCommand, MemberDayState, MemberDayEvent, DayFacts> day(
            EncounterPolicy policy, ContactCounted... contacts) {
        var day = new Given.Story<MemberDayCommand, MemberDayState, MemberDayEvent, DayFacts>(new MemberDayDecider());
        var first = List.<MemberDayEvent>of();
        for (var contact : contacts) {
            day.run(new CountContact(contact), facts(policy));
            if (first.isEmpty()) first = day.last;
        }
        day.last = first;
        return day;
    }

    private static AnswerUnits answered(String line, int units, int version) {
        return new AnswerUnits(
                PERSON,
                DAY,
                line,
                version,
                List.of(new MemberDayEvent.Allocation("a1", "PA-7", "AUTHORIZATION", units)),
                0,
                null,
                "eligibility:1:9");
    }

    private static ContactCounted contact(String encounter, String from, String to) {
        var c = Given.contact(encounter, "s1", "PRACTITIONER", List.of(), from, to);
        return new ContactCounted(
                c.person(),
                c.date(),
                c.encounter(),
                c.program(),
                c.episode(),
                c.staff(),
                c.team(),
                c.role(),
                "H0036",
                List.of(),
                c.place(),
                c.startAt(),
                c.endAt(),
                c.zone(),
                c.minutes(),
                c.signed(),
                c.part2());
    }

    /** Everything is there but an order. */
    private static MemberFileState member() {
        var file = Given.file();
        return Given.member(
                new MemberFileState.File(file.episodes(), file.coverages(), List.of(), file.plans(), file.openDays()));
    }

    private static DayFacts facts(EncounterPolicy policy) {
        return new DayFacts(
                at(DAY.plusDays(1), "23:00"),
                Map.of(Given.PROGRAM, policy),
                Map.of(Given.PROGRAM, member()),
                Map.of("s1", Given.staff("PRACTITIONER", "QMHS", null)));
    }

    private static List<String> warningsOf(EncounterPolicy policy) {
        return warningsOf(policy, 0, false);
    }

    /** Of an hour that is logged, beside so many minutes of the worker's day. */
    private static List<String> warningsOf(EncounterPolicy policy, int workedMinutes, boolean crisis) {
        var visit = Given.visit("n1", "10:00", "11:00");
        var at = at(DAY.plusDays(1), "12:00");
        var command = new LogEncounter(
                visit.person(),
                visit.encounter(),
                visit.program(),
                "s1",
                visit.date(),
                visit.startAt(),
                visit.endAt(),
                0,
                visit.mode(),
                visit.place(),
                visit.activity(),
                crisis,
                null,
                null,
                visit.goals(),
                false,
                visit.note());
        var story = new Given.Story<EncounterCommand, EncounterState, EncounterEvent, EncounterFacts>(
                new EncounterDecider());
        story.run(
                command,
                new EncounterFacts(
                        at,
                        policy,
                        member(),
                        Given.staff("PRACTITIONER", "QMHS", null),
                        List.of(new StaffDayState.Interval(
                                at(DAY, "00:00"), at(DAY, "00:00").plusSeconds(60L * workedMinutes))),
                        List.of()));
        return story.only(EncounterLogged.class).warnings().stream()
                .map(Warning::code)
                .toList();
    }
}
