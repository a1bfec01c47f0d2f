package org.communitysupport.encounter.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.encounter.domain.Given.DAY;
import static org.communitysupport.encounter.domain.Given.PERSON;
import static org.communitysupport.encounter.domain.Given.at;
import static org.communitysupport.encounter.domain.Given.contact;
import static org.communitysupport.encounter.domain.Given.dayFacts;
import static org.communitysupport.encounter.domain.Given.nextMorning;

import java.util.List;
import java.util.Map;
import org.communitysupport.encounter.domain.MemberDayCommand.AnswerUnits;
import org.communitysupport.encounter.domain.MemberDayCommand.ChooseBillable;
import org.communitysupport.encounter.domain.MemberDayCommand.CountContact;
import org.communitysupport.encounter.domain.MemberDayCommand.EvaluateDay;
import org.communitysupport.encounter.domain.MemberDayCommand.MarkNonBillable;
import org.communitysupport.encounter.domain.MemberDayCommand.RemoveContact;
import org.communitysupport.encounter.domain.MemberDayCommand.SignContact;
import org.communitysupport.encounter.domain.MemberDayEvent.Allocation;
import org.communitysupport.encounter.domain.MemberDayEvent.Cause;
import org.communitysupport.encounter.domain.MemberDayEvent.ContactCounted;
import org.communitysupport.encounter.domain.MemberDayEvent.DailyLine;
import org.communitysupport.encounter.domain.MemberDayEvent.DailyUnitsComputed;
import org.communitysupport.encounter.domain.MemberDayEvent.DailyUnitsRecomputed;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterHeld;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterHoldLifted;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterMarkedNonBillable;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterOverlapDetected;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterReleaseCorrected;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterReleasedForBilling;
import org.communitysupport.encounter.domain.MemberDayEvent.Fact;
import org.communitysupport.encounter.domain.MemberDayEvent.ReleasedLine;
import org.communitysupport.encounter.domain.rule.Enforcement;
import org.communitysupport.encounter.domain.rule.OverlapRule;
import org.communitysupport.encounter.domain.rule.Rounding;
import org.communitysupport.encounter.domain.rule.UnitRule;
import org.communitysupport.encounter.domain.rule.UnitScope;
import org.communitysupport.kernel.Warning;
import org.communitysupport.testkit.decider.DecisionTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MemberDayTest {
    private static final String PEER_LINE = DAY + "_s-peer_H2015-HT-U1";
    private static final String LEAD_LINE = DAY + "_s-lead_H2015-HT-HO";
    private static final String QP_LINE = DAY + "_s-qp_H2015-HT-HN";
    private static final EvaluateDay EVALUATE = new EvaluateDay(PERSON, DAY);

    private final Given.Story<MemberDayCommand, MemberDayState, MemberDayEvent, DayFacts> day =
            new Given.Story<>(new MemberDayDecider());
    private DayFacts facts = nextMorning();

    private void count(ContactCounted contact) {
        day.run(new CountContact(contact), facts);
    }

    private void countAndSign(ContactCounted contact) {
        count(contact);
        var counted = day.last;
        day.run(new SignContact(PERSON, DAY, contact.encounter(), contact.endAt()), facts);
        day.last = counted;
    }

    private void answer(String line, int units) {
        answer(line, units, 0, null);
    }

    private void answer(String line, int units, int shortUnits, String reason) {
        int version = day.state.theDay().version();
        day.run(
                new AnswerUnits(
                        PERSON,
                        DAY,
                        line,
                        version,
                        List.of(new Allocation("a1", "PA-7", "AUTHORIZATION", units)),
                        shortUnits,
                        reason,
                        "eligibility:1:9"),
                facts);
    }

    private static List<Integer> units(List<DailyLine> lines) {
        return lines.stream().map(DailyLine::units).toList();
    }

    private static ContactCounted peer(String encounter, String from, String to) {
        return contact(encounter, "s-peer", "PEER", from, to);
    }

    private static ContactCounted lead(String encounter, String from, String to) {
        return contact(encounter, "s-lead", "TEAM_LEAD", from, to);
    }

    private static ContactCounted qp(String encounter, String from, String to) {
        return contact(encounter, "s-qp", "QP", from, to);
    }

    private static DayFacts rounding(Rounding rounding, UnitScope scope) {
        var policy = Given.policy(new UnitRule(15, rounding, scope), OverlapRule.BILL_ONE_CHOSEN, Enforcement.WARN);
        return dayFacts(at(DAY.plusDays(1), "08:00"), policy, Given.member(Given.file()), Given.peer());
    }

    // ------------------------------------------------------------------ ENC-9

    @Test
    void vector_1_adds_three_times_ten_minutes_and_rounds_once() {
        for (var rounding : Rounding.values()) {
            var story =
                    new Given.Story<MemberDayCommand, MemberDayState, MemberDayEvent, DayFacts>(new MemberDayDecider());
            var mode = rounding(rounding, UnitScope.STAFF_DAY);
            story.run(new CountContact(peer("n1", "09:00", "09:10")), mode)
                    .run(new CountContact(peer("n2", "11:00", "11:10")), mode)
                    .run(new CountContact(peer("n3", "15:00", "15:10")), mode);
            assertThat(story.only(DailyUnitsRecomputed.class).lines())
                    .singleElement()
                    .satisfies(line -> {
                        assertThat(line.minutes()).isEqualTo(30);
                        assertThat(line.units()).as(rounding.name()).isEqualTo(2);
                        assertThat(line.line()).isEqualTo(PEER_LINE);
                        assertThat(line.encounters()).containsExactly("n1", "n2", "n3");
                    });
        }
    }

    @Test
    void a_pack_that_rounds_each_contact_gets_three_units_out_of_the_same_minutes() {
        facts = rounding(Rounding.MIDPOINT, UnitScope.CONTACT);
        count(peer("n1", "09:00", "09:10"));
        count(peer("n2", "11:00", "11:10"));
        count(peer("n3", "15:00", "15:10"));
        assertThat(units(day.only(DailyUnitsRecomputed.class).lines())).containsExactly(1, 1, 1);
    }

    @Test
    void a_pack_that_counts_the_team_together_gets_one_line_for_two_qps() {
        facts = rounding(Rounding.FLOOR, UnitScope.TEAM_DAY);
        count(qp("n1", "09:00", "09:20"));
        count(contact("n2", "s-qp2", "QP", "10:00", "10:10"));
        assertThat(units(day.only(DailyUnitsRecomputed.class).lines())).containsExactly(2);
    }

    @Test
    void the_place_of_a_line_is_that_of_most_minutes() {
        count(peer("n1", "09:00", "09:10"));
        var c = peer("n2", "10:00", "10:30");
        count(new ContactCounted(
                PERSON,
                DAY,
                "n2",
                c.program(),
                "e1",
                c.staff(),
                "t1",
                c.role(),
                c.code(),
                c.modifiers(),
                "11",
                c.startAt(),
                c.endAt(),
                c.zone(),
                30,
                false,
                false));
        assertThat(day.only(DailyUnitsRecomputed.class).lines().getFirst().place())
                .isEqualTo("11");
    }

    @Test
    void a_contact_voided_before_release_is_taken_out_and_the_day_computed_again() {
        count(peer("n1", "09:00", "09:30"));
        count(peer("n2", "10:00", "10:30"));
        day.run(new RemoveContact(PERSON, DAY, "n2"), facts);
        assertThat(units(day.only(DailyUnitsRecomputed.class).lines())).containsExactly(2);
        day.run(new RemoveContact(PERSON, DAY, "n1"), facts);
        var gone = day.only(DailyUnitsRecomputed.class).lines().getFirst();
        assertThat(gone.line()).isEqualTo(PEER_LINE);
        assertThat(gone.units()).isZero();
        assertThat(gone.encounters()).isEmpty();
    }

    @Test
    void counting_the_same_contact_twice_changes_nothing() {
        count(peer("n1", "09:00", "09:30"));
        count(peer("n1", "09:00", "09:30"));
        assertThat(day.last).isEmpty();
    }

    // ------------------------------------------------------------------ ENC-5

    @Test
    void shared_minutes_are_billed_by_nobody_until_somebody_chooses() {
        countAndSign(lead("n1", "10:00", "10:50"));
        countAndSign(qp("n2", "10:30", "11:00"));
        assertThat(day.only(EncounterOverlapDetected.class).minutes()).isEqualTo(20);
        assertThat(day.only(DailyUnitsRecomputed.class).lines())
                .extracting(DailyLine::minutes)
                .containsExactlyInAnyOrder(30, 10);
        answer(LEAD_LINE, 2);
        day.run(EVALUATE, facts);
        assertThat(day.only(EncounterHeld.class).causes())
                .extracting(Cause::code, Cause::rule, Cause::mend)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("overlap-undecided", "ENC-5", "supervisor"));
    }

    @Test
    void the_chosen_one_bills_all_its_minutes_and_the_other_only_the_rest() {
        countAndSign(lead("n1", "10:00", "10:50"));
        countAndSign(qp("n2", "10:30", "11:00"));
        day.run(new ChooseBillable(PERSON, DAY, "n1", "n2", "the lead led the session"), facts);
        assertThat(day.only(DailyUnitsRecomputed.class).lines())
                .extracting(DailyLine::line, DailyLine::minutes, DailyLine::units)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(LEAD_LINE, 50, 3),
                        org.assertj.core.groups.Tuple.tuple(QP_LINE, 10, 0));
        answer(LEAD_LINE, 3);
        day.run(EVALUATE, facts);
        assertThat(day.only(EncounterReleasedForBilling.class).lines())
                .extracting(ReleasedLine::line, ReleasedLine::units)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(LEAD_LINE, 3));
    }

    @Test
    void nobody_chooses_between_contacts_that_do_not_overlap() {
        count(lead("n1", "10:00", "10:30"));
        count(qp("n2", "10:30", "11:00"));
        assertThat(day.refused(new ChooseBillable(PERSON, DAY, "n1", "n2", "x"), facts)
                        .code())
                .isEqualTo("no-overlap");
    }

    @Test
    void a_minute_shared_by_three_is_lost_only_once() {
        count(lead("n1", "10:00", "11:00"));
        count(qp("n2", "10:00", "10:30"));
        count(contact("n3", "s-peer", "PEER", "10:00", "10:30"));
        assertThat(day.only(DailyUnitsRecomputed.class).lines().stream()
                        .filter(l -> l.line().equals(LEAD_LINE))
                        .findFirst()
                        .orElseThrow()
                        .minutes())
                .isEqualTo(30);
    }

    @Test
    void a_pack_may_let_both_bill() {
        facts = dayFacts(
                at(DAY.plusDays(1), "08:00"),
                Given.policy(
                        new UnitRule(15, Rounding.FLOOR, UnitScope.STAFF_DAY), OverlapRule.BILL_ALL, Enforcement.WARN),
                Given.member(Given.file()),
                Given.peer());
        count(lead("n1", "10:00", "10:30"));
        count(qp("n2", "10:00", "10:30"));
        assertThat(day.stored(EncounterOverlapDetected.class)).isFalse();
        assertThat(units(day.only(DailyUnitsRecomputed.class).lines())).containsExactlyInAnyOrder(2, 2);
    }

    // ------------------------------------------------------------------ release

    @Test
    void a_day_in_order_goes_out_when_it_is_over() {
        countAndSign(peer("n1", "09:00", "09:30"));
        answer(PEER_LINE, 2);
        day.run(EVALUATE, dayFacts(at(DAY, "23:59")));
        assertThat(day.last).isEmpty();
        day.run(EVALUATE, dayFacts(at(DAY.plusDays(1), "00:00")));
        var released = day.only(EncounterReleasedForBilling.class);
        assertThat(released.payer()).isEqualTo("northfork");
        assertThat(released.release()).isEqualTo(1);
        assertThat(released.lines()).singleElement().satisfies(line -> {
            assertThat(line.modifiers()).containsExactly("HT", "U1");
            assertThat(line.authorizationNumber()).isEqualTo("PA-7");
            assertThat(line.units()).isEqualTo(2);
        });
        assertThat(released.facts())
                .extracting(Fact::name)
                .contains("episode", "coverage", "order", "plan", "credential:s-peer", "units:" + PEER_LINE);
        assertThat(released.facts())
                .filteredOn(f -> f.name().equals("order"))
                .extracting(Fact::position)
                .containsExactly("care-plan:1:1");
        assertThat(day.state).isInstanceOf(MemberDayState.Settled.class);
        day.run(EVALUATE, facts);
        assertThat(day.last).isEmpty();
    }

    @Test
    void nothing_goes_out_before_the_pool_has_answered_the_newest_version() {
        countAndSign(peer("n1", "09:00", "09:30"));
        answer(PEER_LINE, 2);
        countAndSign(peer("n2", "10:00", "10:30"));
        day.run(EVALUATE, facts);
        assertThat(day.last).isEmpty();
        day.run(new AnswerUnits(PERSON, DAY, PEER_LINE, 1, List.of(), 0, null, "eligibility:1:9"), facts);
        assertThat(day.last).isEmpty();
        answer(PEER_LINE, 4);
        day.run(EVALUATE, facts);
        assertThat(day.only(EncounterReleasedForBilling.class)
                        .lines()
                        .getFirst()
                        .units())
                .isEqualTo(4);
    }

    @Test
    void a_line_from_two_pools_goes_out_as_two_entries() {
        countAndSign(peer("n1", "09:00", "09:45"));
        day.run(
                new AnswerUnits(
                        PERSON,
                        DAY,
                        PEER_LINE,
                        1,
                        List.of(
                                new Allocation("a0", null, "PASS_THROUGH", 2),
                                new Allocation("a1", "PA-7", "AUTHORIZATION", 1)),
                        0,
                        null,
                        "eligibility:1:9"),
                facts);
        day.run(EVALUATE, facts);
        assertThat(day.only(EncounterReleasedForBilling.class).lines())
                .extracting(ReleasedLine::authorizationNumber, ReleasedLine::units)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(null, 2), org.assertj.core.groups.Tuple.tuple("PA-7", 1));
    }

    @Test
    void vector_3_units_that_the_pool_does_not_have_hold_the_line_until_a_grant_covers_them() {
        countAndSign(peer("n1", "09:00", "09:45"));
        answer(PEER_LINE, 2, 1, "EXHAUSTED");
        day.run(EVALUATE, facts);
        var held = day.only(EncounterHeld.class);
        assertThat(held.causes()).extracting(Cause::code).containsExactly("units-exhausted");
        assertThat(held.causes().getFirst().detail()).isEqualTo("1 of 3 units are not covered");
        answer(PEER_LINE, 3);
        day.run(EVALUATE, facts);
        assertThat(day.stored(EncounterHoldLifted.class)).isTrue();
        assertThat(day.only(EncounterReleasedForBilling.class)
                        .lines()
                        .getFirst()
                        .units())
                .isEqualTo(3);
    }

    @Test
    void vector_13_the_peers_certificate_ended_the_day_before_and_nothing_goes_out() {
        countAndSign(peer("n1", "09:00", "09:30"));
        answer(PEER_LINE, 2);
        var expired = Given.staff("PEER", "CPSS", DAY.minusDays(1));
        day.run(EVALUATE, dayFacts(at(DAY.plusDays(1), "08:00"), Given.policy(), Given.member(Given.file()), expired));
        assertThat(day.only(EncounterHeld.class).causes())
                .extracting(Cause::code, Cause::rule)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("staff-credential-missing", "ENC-3"));
        day.run(EVALUATE, facts);
        assertThat(day.stored(EncounterReleasedForBilling.class)).isTrue();
    }

    @Test
    void vector_17_a_day_before_the_order_was_signed_stays_held_and_the_next_day_flows() {
        countAndSign(peer("n1", "09:00", "09:30"));
        answer(PEER_LINE, 2);
        day.run(EVALUATE, ordered(DAY.plusDays(1)));
        var held = day.only(EncounterHeld.class);
        assertThat(held.causes()).extracting(Cause::code).containsExactly("order-after-service");
        assertThat(held.causes().getFirst().rule()).isEqualTo("PLN-6");
        day.run(EVALUATE, ordered(DAY.plusDays(1)));
        assertThat(day.last).isEmpty();
        day.run(EVALUATE, ordered(DAY));
        assertThat(day.stored(EncounterReleasedForBilling.class)).isTrue();
    }

    private DayFacts ordered(java.time.LocalDate on) {
        var f = Given.file();
        var file = new MemberFileState.File(
                f.episodes(),
                f.coverages(),
                List.of(new MemberFileState.Order("o1", on, on.plusYears(1), "care-plan:1:1")),
                f.plans(),
                List.of());
        return dayFacts(at(DAY.plusDays(2), "08:00"), Given.policy(), Given.member(file), Given.peer());
    }

    @Test
    void every_missing_fact_is_a_cause_that_names_who_can_mend_it() {
        count(peer("n1", "09:00", "09:30"));
        answer(PEER_LINE, 2);
        var nothing = dayFacts(
                at(DAY.plusDays(1), "08:00"),
                Given.policy(),
                Given.member(MemberFileState.File.EMPTY),
                new StaffFileState.Unknown());
        day.run(EVALUATE, nothing);
        assertThat(day.only(EncounterHeld.class).causes())
                .extracting(Cause::code)
                .containsExactlyInAnyOrder(
                        "note-not-signed",
                        "staff-credential-missing",
                        "staff-not-on-team",
                        "episode-not-open",
                        "coverage-not-verified",
                        "order-missing");
        assertThat(day.only(EncounterHeld.class).causes())
                .allSatisfy(c -> assertThat(c.mend()).isNotBlank());
        day.run(EVALUATE, nothing);
        assertThat(day.last).isEmpty();
    }

    @Test
    void without_a_plan_the_first_thirty_days_flow_and_the_next_are_held() {
        countAndSign(peer("n1", "09:00", "09:30"));
        answer(PEER_LINE, 2);
        day.run(EVALUATE, episodeWithoutPlan(31));
        assertThat(day.only(EncounterHeld.class).causes())
                .extracting(Cause::code)
                .containsExactly("plan-not-active");
        day.run(EVALUATE, episodeWithoutPlan(30));
        assertThat(day.stored(EncounterReleasedForBilling.class)).isTrue();
    }

    @Test
    @Tag("C-21")
    void c21_the_first_thirty_days_need_no_plan_only_before_the_first_plan() {
        countAndSign(peer("n1", "09:00", "09:30"));
        answer(PEER_LINE, 2);
        var f = Given.file();
        var ended = new MemberFileState.Plan(
                "e1", "v1", 1, DAY.minusDays(9), DAY.minusDays(2), List.of("g1"), List.of(), Map.of(), "care-plan:1:2");
        var file = new MemberFileState.File(f.episodes(), f.coverages(), f.orders(), List.of(ended), List.of());
        day.run(EVALUATE, dayFacts(at(DAY.plusDays(1), "08:00"), Given.policy(), Given.member(file), Given.peer()));
        var cause = day.only(EncounterHeld.class).causes().getFirst();
        assertThat(cause.code()).isEqualTo("plan-not-active");
        assertThat(cause.detail()).contains("had ended");
    }

    @Test
    @Tag("C-24")
    void c24_whatever_is_told_of_a_day_with_substance_use_treatment_is_marked() {
        var decider = new MemberDayDecider();
        assertThat(decider.sensitivity(day.state)).isEmpty();
        var c = peer("n1", "09:00", "09:30");
        count(new ContactCounted(
                c.person(),
                c.date(),
                c.encounter(),
                c.program(),
                c.episode(),
                c.staff(),
                c.team(),
                c.role(),
                c.code(),
                c.modifiers(),
                c.place(),
                c.startAt(),
                c.endAt(),
                c.zone(),
                c.minutes(),
                false,
                true));
        assertThat(day.only(DailyUnitsComputed.class).lines().getFirst().isPart2())
                .isTrue();
        assertThat(decider.sensitivity(day.state)).isEqualTo("part2");
        day.run(new RemoveContact(PERSON, DAY, "n1"), facts);
        assertThat(decider.sensitivity(day.state)).isEqualTo("part2");
    }

    private static DayFacts episodeWithoutPlan(int daysBefore) {
        var f = Given.file();
        var file = new MemberFileState.File(
                List.of(new MemberFileState.Episode("e1", DAY.minusDays(daysBefore), null, "referral:1:1")),
                f.coverages(),
                f.orders(),
                List.of(),
                List.of());
        return dayFacts(at(DAY.plusDays(1), "08:00"), Given.policy(), Given.member(file), Given.peer());
    }

    @Test
    void vector_14_a_line_without_the_team_modifier_is_not_released() {
        countAndSign(contact("n1", "s-peer", "PEER", List.of("U1"), "09:00", "09:30"));
        answer(DAY + "_s-peer_H2015-U1", 2);
        day.run(EVALUATE, facts);
        assertThat(day.only(EncounterHeld.class).causes())
                .extracting(Cause::code)
                .containsExactly("team-modifier-missing");
    }

    @Test
    void two_lines_of_one_code_go_out_together_because_they_become_one_claim_line() {
        countAndSign(qp("n1", "09:00", "09:30"));
        var other = contact("n2", "s-qp2", "QP", "10:00", "10:30");
        count(other);
        answer(QP_LINE, 2);
        answer(DAY + "_s-qp2_H2015-HT-HN", 2);
        day.run(EVALUATE, facts);
        assertThat(day.last)
                .filteredOn(EncounterHeld.class::isInstance)
                .extracting(e -> ((EncounterHeld) e).causes().getFirst().code())
                .containsExactlyInAnyOrder("same-code-held", "note-not-signed");
        day.run(new SignContact(PERSON, DAY, "n2", other.endAt()), facts).run(EVALUATE, facts);
        assertThat(day.only(EncounterReleasedForBilling.class).lines()).hasSize(2);
    }

    @Test
    void a_line_that_is_held_does_not_keep_another_code_back() {
        countAndSign(lead("n1", "09:00", "09:30"));
        count(peer("n2", "10:00", "10:30"));
        answer(LEAD_LINE, 2);
        answer(PEER_LINE, 2);
        day.run(EVALUATE, facts);
        assertThat(day.only(EncounterReleasedForBilling.class).lines())
                .extracting(ReleasedLine::line)
                .containsExactly(LEAD_LINE);
        assertThat(day.only(EncounterHeld.class).line()).isEqualTo(PEER_LINE);
        day.run(new SignContact(PERSON, DAY, "n2", at(DAY, "11:00")), facts).run(EVALUATE, facts);
        assertThat(day.only(EncounterReleasedForBilling.class).release()).isEqualTo(2);
    }

    @Test
    void a_contact_that_comes_after_the_release_corrects_it() {
        countAndSign(peer("n1", "09:00", "09:30"));
        answer(PEER_LINE, 2);
        day.run(EVALUATE, facts);
        countAndSign(peer("n2", "10:00", "10:30"));
        answer(PEER_LINE, 4);
        day.run(EVALUATE, facts);
        var corrected = day.only(EncounterReleaseCorrected.class);
        assertThat(corrected.codes()).containsExactly("H2015-HT-U1");
        assertThat(corrected.release()).isEqualTo(2);
        assertThat(corrected.lines().getFirst().units()).isEqualTo(4);
        assertThat(day.state).isInstanceOf(MemberDayState.Settled.class);
    }

    @Test
    void a_line_of_another_program_is_no_correction_though_its_code_is_the_same() {
        String other = "US-XX.CST";
        facts = new DayFacts(
                facts.now(),
                Map.of(Given.PROGRAM, Given.policy(), other, Given.policy()),
                Map.of(Given.PROGRAM, Given.member(Given.file()), other, Given.member(Given.file())),
                facts.staff());
        countAndSign(qp("n1", "09:00", "10:00"));
        answer(QP_LINE, 4);
        day.run(EVALUATE, facts);
        var theirs = Given.inProgram(other, contact("n2", "s-qp2", "QP", "15:00", "15:30"));
        countAndSign(theirs);
        answer(DAY + "_s-qp2_H2015-HT-HN", 2);
        day.run(EVALUATE, facts);
        var release = day.only(EncounterReleasedForBilling.class);
        assertThat(release.program()).isEqualTo(other);
        assertThat(release.release()).isEqualTo(2);
        assertThat(release.lines()).extracting(ReleasedLine::units).containsExactly(2);
        assertThat(day.state).isInstanceOf(MemberDayState.Settled.class);
    }

    @Test
    void a_code_without_modifiers_is_named_by_itself_alone() {
        assertThat(contact("n1", "s-qp", "QP", List.of(), "09:00", "10:00").codeText())
                .isEqualTo("H2015");
        assertThat(qp("n1", "09:00", "10:00").codeText()).isEqualTo("H2015-HT-HN");
    }

    @Test
    void voiding_after_the_release_takes_it_back() {
        countAndSign(peer("n1", "09:00", "09:30"));
        answer(PEER_LINE, 2);
        day.run(EVALUATE, facts);
        day.run(new RemoveContact(PERSON, DAY, "n1"), facts).run(EVALUATE, facts);
        assertThat(day.only(EncounterReleaseCorrected.class).lines()).isEmpty();
        day.run(EVALUATE, facts);
        assertThat(day.last).isEmpty();
    }

    @Test
    void a_note_signed_after_a_week_goes_out_with_a_warning_and_is_held_where_the_pack_enforces_it() {
        count(peer("n1", "09:00", "09:30"));
        day.run(new SignContact(PERSON, DAY, "n1", at(DAY.plusDays(8), "12:00")), facts);
        answer(PEER_LINE, 2);
        var strict = Given.policy(
                new UnitRule(15, Rounding.FLOOR, UnitScope.STAFF_DAY), OverlapRule.BILL_ONE_CHOSEN, Enforcement.REJECT);
        day.run(EVALUATE, dayFacts(at(DAY.plusDays(9), "08:00"), strict, Given.member(Given.file()), Given.peer()));
        assertThat(day.only(EncounterHeld.class).causes())
                .extracting(Cause::code)
                .containsExactly("note-too-late");
        day.run(EVALUATE, dayFacts(at(DAY.plusDays(9), "08:00")));
        assertThat(day.only(EncounterReleasedForBilling.class).warnings())
                .extracting(Warning::rule)
                .containsExactly("ENC-8");
    }

    @Test
    void a_line_that_is_given_up_gives_its_units_back() {
        count(peer("n1", "09:00", "09:30"));
        day.run(new MarkNonBillable(PERSON, DAY, PEER_LINE, "order signed a day late"), facts);
        assertThat(day.stored(EncounterMarkedNonBillable.class)).isTrue();
        assertThat(units(day.only(DailyUnitsRecomputed.class).lines())).containsExactly(0);
        day.run(EVALUATE, facts);
        assertThat(day.last).isEmpty();
    }

    @Test
    void a_cause_keeps_the_day_on_which_it_was_first_seen() {
        count(peer("n1", "09:00", "09:30"));
        answer(PEER_LINE, 2);
        day.run(EVALUATE, dayFacts(at(DAY, "12:00")));
        answer(PEER_LINE, 1, 1, "EXHAUSTED");
        day.run(EVALUATE, dayFacts(at(DAY.plusDays(3), "12:00")));
        assertThat(day.only(EncounterHeld.class).causes())
                .extracting(Cause::code, Cause::since)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("note-not-signed", DAY),
                        org.assertj.core.groups.Tuple.tuple("units-exhausted", DAY.plusDays(3)));
    }

    // ------------------------------------------------------------------ table

    @Test
    void every_state_answers_every_command() {
        countAndSign(lead("n1", "10:00", "10:50"));
        countAndSign(qp("n2", "10:30", "11:00"));
        var counting = (MemberDayState.Counting) day.state;
        var other = new Given.Story<MemberDayCommand, MemberDayState, MemberDayEvent, DayFacts>(new MemberDayDecider());
        other.run(new CountContact(lead("n1", "10:00", "10:50")), facts);
        other.run(new SignContact(PERSON, DAY, "n1", at(DAY, "12:00")), facts);
        var units = new AnswerUnits(
                PERSON,
                DAY,
                LEAD_LINE,
                9,
                List.of(new Allocation("a1", "PA-7", "AUTHORIZATION", 3)),
                0,
                null,
                "eligibility:1:1");
        other.run(units, facts).run(EVALUATE, facts);
        new DecisionTable<>(new MemberDayDecider(), facts)
                .state(new MemberDayState.Empty())
                .state(counting)
                .state((MemberDayState.Settled) other.state)
                .command(new CountContact(peer("n3", "15:00", "15:30")))
                .command(new SignContact(PERSON, DAY, "n1", at(DAY, "12:00")))
                .command(new RemoveContact(PERSON, DAY, "n1"))
                .command(new ChooseBillable(PERSON, DAY, "n1", "n2", "the lead led"))
                .command(units)
                .command(EVALUATE)
                .command(new MarkNonBillable(PERSON, DAY, LEAD_LINE, "given up"))
                .is(
                        MemberDayState.class,
                        MemberDayCommand.class,
                        """
                        Empty    | CountContact    | ContactCounted DailyUnitsComputed
                        Empty    | SignContact     | -
                        Empty    | RemoveContact   | -
                        Empty    | ChooseBillable  | no: no-such-contact
                        Empty    | AnswerUnits     | -
                        Empty    | EvaluateDay     | -
                        Empty    | MarkNonBillable | no: no-such-line
                        Counting | CountContact    | ContactCounted DailyUnitsRecomputed
                        Counting | SignContact     | -
                        Counting | RemoveContact   | ContactRemoved DailyUnitsRecomputed
                        Counting | ChooseBillable  | BillableContactChosen DailyUnitsRecomputed
                        Counting | AnswerUnits     | UnitsAnswered
                        Counting | EvaluateDay     | -
                        Counting | MarkNonBillable | EncounterMarkedNonBillable DailyUnitsRecomputed
                        Settled  | CountContact    | ContactCounted DailyUnitsRecomputed
                        Settled  | SignContact     | -
                        Settled  | RemoveContact   | ContactRemoved DailyUnitsRecomputed
                        Settled  | ChooseBillable  | no: no-such-contact
                        Settled  | AnswerUnits     | -
                        Settled  | EvaluateDay     | -
                        Settled  | MarkNonBillable | no: line-released
                        """);
    }

    @Test
    void the_first_units_of_a_day_are_computed_and_all_later_ones_recomputed() {
        count(peer("n1", "09:00", "09:30"));
        assertThat(day.only(DailyUnitsComputed.class).version()).isEqualTo(1);
        count(peer("n2", "10:00", "10:30"));
        assertThat(day.only(DailyUnitsRecomputed.class).version()).isEqualTo(2);
    }
}
