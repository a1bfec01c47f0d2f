package org.communitysupport.encounter.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.encounter.domain.EncounterDecider.ENCOUNTER;
import static org.communitysupport.encounter.domain.MemberDayDecider.MEMBER_DAY;
import static org.communitysupport.encounter.domain.MemberFileDecider.MEMBER_FILE;
import static org.communitysupport.encounter.domain.StaffDayDecider.STAFF_DAY;
import static org.communitysupport.encounter.domain.StaffFileDecider.STAFF_FILE;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.communitysupport.axon.AxonCommandRunner;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.codec.Vault;
import org.communitysupport.encounter.application.Encounters.LoggedVisit;
import org.communitysupport.encounter.application.Encounters.Visit;
import org.communitysupport.encounter.domain.Activity;
import org.communitysupport.encounter.domain.EncounterCommand.CancelEncounter;
import org.communitysupport.encounter.domain.EncounterEvent;
import org.communitysupport.encounter.domain.EncounterState;
import org.communitysupport.encounter.domain.MemberDayCommand.AnswerUnits;
import org.communitysupport.encounter.domain.MemberDayCommand.CountContact;
import org.communitysupport.encounter.domain.MemberDayCommand.SignContact;
import org.communitysupport.encounter.domain.MemberDayEvent.Allocation;
import org.communitysupport.encounter.domain.MemberDayEvent.Cause;
import org.communitysupport.encounter.domain.MemberDayEvent.ContactCounted;
import org.communitysupport.encounter.domain.MemberDayState;
import org.communitysupport.encounter.domain.MemberFileCommand;
import org.communitysupport.encounter.domain.MemberFileCommand.NoteCoverage;
import org.communitysupport.encounter.domain.MemberFileCommand.NoteEpisodeClosed;
import org.communitysupport.encounter.domain.MemberFileCommand.NoteEpisodeOpened;
import org.communitysupport.encounter.domain.MemberFileCommand.NoteEpisodeReopened;
import org.communitysupport.encounter.domain.MemberFileCommand.NoteOrder;
import org.communitysupport.encounter.domain.MemberFileCommand.OpenFile;
import org.communitysupport.encounter.domain.MemberFileCommand.WatchVisit;
import org.communitysupport.encounter.domain.Mode;
import org.communitysupport.encounter.domain.NoFacts;
import org.communitysupport.encounter.domain.Note;
import org.communitysupport.encounter.domain.StaffDayCommand.BookStaffTime;
import org.communitysupport.encounter.domain.StaffDayState;
import org.communitysupport.encounter.domain.StaffFileCommand.NoteAssignment;
import org.communitysupport.encounter.domain.StaffFileCommand.NoteCredential;
import org.communitysupport.encounter.infrastructure.EncounterEvents;
import org.communitysupport.encounter.infrastructure.EncounterService;
import org.communitysupport.kernel.Aggregate;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.kernel.Warning;
import org.communitysupport.policy.PolicyPacks;
import org.communitysupport.testkit.log.InMemoryLaneLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What happens between two commands of one use case. On the in-memory log that passes the conformance suite. */
class UseCasesTest {
    private static final String TENANT = "riverbend";
    private static final String PROGRAM = "US-NC.CST";
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final Instant NOW =
            DAY.plusDays(2).atTime(12, 0).atZone(ZONE).toInstant();
    private static final PolicyPacks PACKS = PolicyPacks.load(Path.of("..", "deploy", "policy-packs"));

    private final CommandRunner log = new AxonCommandRunner(
            new InMemoryLaneLog("encounter", () -> NOW),
            new EventCodec(EncounterEvents.types(), new Open()),
            EncounterService.spec().aggregates());
    private final Overtaken commands = new Overtaken(log);
    private Instant now = NOW;
    private final Policies policies = new Policies(PACKS);
    private final Encounters encounters = new Encounters(commands, policies, () -> now);
    private final Days days = new Days(commands, policies, () -> now);

    @BeforeEach
    void a_team_and_a_member_with_everything_in_order_but_the_order() {
        for (String staff : List.of("s-peer", "s-other")) {
            run(
                    STAFF_FILE,
                    Ids.staffFile(TENANT, staff),
                    new NoteAssignment(staff, "t1", "PEER", DAY.minusYears(1), "referral:1:1"));
            run(
                    STAFF_FILE,
                    Ids.staffFile(TENANT, staff),
                    new NoteCredential(staff, "CPSS", DAY.minusYears(1), null, "referral:1:2"));
        }
        for (String person : List.of("p1", "p2")) {
            var file = Ids.memberFile(TENANT, person, PROGRAM);
            run(MEMBER_FILE, file, new OpenFile(person, "e1", PROGRAM, "northfork", "t1", "r1", "referral:1:3"));
            run(MEMBER_FILE, file, new NoteEpisodeOpened(person, PROGRAM, "e1", DAY.minusDays(9), "referral:1:4"));
            run(
                    MEMBER_FILE,
                    file,
                    new NoteCoverage(
                            person, PROGRAM, "northfork", DAY.minusDays(9), DAY.plusDays(9), "eligibility:1:1"));
        }
    }

    private void order(String person) {
        run(
                MEMBER_FILE,
                Ids.memberFile(TENANT, person, PROGRAM),
                new NoteOrder(person, PROGRAM, "o1", DAY.minusDays(9), DAY.plusYears(1), "care-plan:1:1"));
    }

    private <C, S, E> void run(Aggregate<C, S, E, NoFacts> aggregate, AggregateId id, C command) {
        assertThat(log.run(aggregate, id, command, NoFacts.NONE, context())).isInstanceOf(Outcome.Done.class);
    }

    private static CommandContext context() {
        return new CommandContext(UUID.randomUUID(), "hash", "test", TENANT, "c", "", OptionalLong.empty(), "");
    }

    private static Visit visit(String person, String staff, Instant from, Instant to) {
        return new Visit(
                person,
                PROGRAM,
                staff,
                from,
                to,
                0,
                null,
                Mode.FACE_TO_FACE,
                "12",
                Activity.SERVICE,
                false,
                null,
                List.of(),
                false,
                new Note("purpose", "intervention", "response", null, null));
    }

    private static Instant at(LocalDate day, String time) {
        return LocalTime.parse(time).atDate(day).atZone(ZONE).toInstant();
    }

    private StaffDayState staffDay(String staff, LocalDate date) {
        return log.load(STAFF_DAY, Ids.staffDay(TENANT, staff, date)).state();
    }

    @Test
    void of_two_overlapping_visits_that_race_one_is_logged_and_the_other_leaves_nothing() {
        // The other request comes through between the dry run and the booking of the first.
        commands.beforeNext(STAFF_DAY, () -> assertThat(encounters
                        .log(TENANT, null, visit("p2", "s-peer", at(DAY, "09:00"), at(DAY, "10:00")), context())
                        .outcome())
                .isInstanceOf(Outcome.Done.class));
        var first = encounters.log(TENANT, null, visit("p1", "s-peer", at(DAY, "09:30"), at(DAY, "10:30")), context());
        assertThat(first.outcome()).isInstanceOfSatisfying(Outcome.Refused.class, no -> assertThat(
                        no.rejection().rule())
                .isEqualTo("ENC-4"));
        assertThat(staffDay("s-peer", DAY).bookings()).hasSize(1);
    }

    @Test
    void a_visit_over_midnight_whose_second_part_clashes_takes_no_time_at_all() {
        var next = DAY.plusDays(1);
        encounters.log(TENANT, null, visit("p2", "s-peer", at(next, "00:10"), at(next, "00:50")), context());
        var refused =
                encounters.log(TENANT, null, visit("p1", "s-peer", at(DAY, "23:30"), at(next, "00:30")), context());
        assertThat(refused.outcome()).isInstanceOf(Outcome.Refused.class);
        assertThat(staffDay("s-peer", DAY).bookings()).isEmpty();
    }

    @Test
    void a_repeat_after_a_death_between_booking_and_logging_uses_the_time_that_was_taken() {
        var context = context();
        var visit = visit("p1", "s-peer", at(DAY, "09:00"), at(DAY, "10:00"));
        commands.beforeNext(ENCOUNTER, () -> {
            throw new IllegalStateException("died here");
        });
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> encounters.log(TENANT, null, visit, context)))
                .hasMessage("died here");
        assertThat(staffDay("s-peer", DAY).bookings()).hasSize(1);
        LoggedVisit again = encounters.log(TENANT, null, visit, context);
        assertThat(again.outcome()).isInstanceOf(Outcome.Done.class);
        assertThat(staffDay("s-peer", DAY).bookings())
                .containsOnlyKeys(again.encounters().getFirst());
    }

    @Test
    void time_that_was_taken_and_never_used_is_given_back_and_used_time_is_not() {
        encounters.log(TENANT, null, visit("p1", "s-peer", at(DAY, "09:00"), at(DAY, "10:00")), context());
        run(
                STAFF_DAY,
                Ids.staffDay(TENANT, "s-peer", DAY),
                new BookStaffTime("s-peer", DAY, "p2", "n-lost", at(DAY, "11:00"), at(DAY, "12:00"), NOW, ZONE));
        var id = Ids.staffDay(TENANT, "s-peer", DAY);
        encounters.freeUnused(id, Duration.ofMinutes(15), context());
        assertThat(staffDay("s-peer", DAY).bookings()).hasSize(2);
        now = NOW.plus(Duration.ofMinutes(16));
        encounters.freeUnused(id, Duration.ofMinutes(15), context());
        assertThat(staffDay("s-peer", DAY).bookings()).hasSize(1).doesNotContainKey("n-lost");
    }

    @Test
    void a_payer_without_rules_on_the_day_is_a_refusal_and_no_fault() {
        var file = Ids.memberFile(TENANT, "p3", PROGRAM);
        run(MEMBER_FILE, file, new OpenFile("p3", "e1", PROGRAM, "a-plan-without-a-pack", "t1", "r1", "referral:1:3"));
        var refused =
                encounters.log(TENANT, null, visit("p3", "s-peer", at(DAY, "09:00"), at(DAY, "10:00")), context());
        assertThat(refused.outcome()).isInstanceOfSatisfying(Outcome.Refused.class, no -> assertThat(
                        no.rejection().code())
                .isEqualTo("no-policy-pack"));
    }

    @Test
    void a_fact_that_arrives_while_a_day_is_judged_is_judged_too() {
        var day = counted("p1");
        commands.beforeNext(MEMBER_DAY, () -> order("p1"));
        days.evaluate(day, context());
        assertThat(days.load(day)).isInstanceOf(MemberDayState.Settled.class);
    }

    @Test
    void judging_a_day_twice_stores_nothing_more() {
        var day = counted("p1");
        days.evaluate(day, context());
        long version = log.load(MEMBER_DAY, day).version();
        var context = context();
        days.evaluate(day, context);
        days.evaluate(day, context);
        assertThat(log.load(MEMBER_DAY, day).version()).isEqualTo(version);
    }

    /** A signed contact whose units are covered. */
    private AggregateId counted(String person) {
        var day = Ids.memberDay(TENANT, person, DAY);
        var contact = new ContactCounted(
                person,
                DAY,
                "n1",
                PROGRAM,
                "e1",
                "s-peer",
                "t1",
                "PEER",
                "H2015",
                List.of("HT", "U1"),
                "12",
                at(DAY, "09:00"),
                at(DAY, "09:30"),
                ZONE.getId(),
                30,
                false,
                false);
        days.run(day, new CountContact(contact), context());
        days.run(day, new SignContact(person, DAY, "n1", at(DAY, "10:00")), context());
        var units = List.of(new Allocation("a1", "PA-7", "AUTHORIZATION", 2));
        days.run(
                day,
                new AnswerUnits(person, DAY, DAY + "_s-peer_H2015-HT-U1", 1, units, 0, null, "eligibility:1:2"),
                context());
        return day;
    }

    /** Lets something else happen just before a command of one kind is run. */
    private static final class Overtaken implements CommandRunner {
        private final CommandRunner runner;
        private Aggregate<?, ?, ?, ?> before;
        private Runnable what;

        Overtaken(CommandRunner runner) {
            this.runner = runner;
        }

        void beforeNext(Aggregate<?, ?, ?, ?> aggregate, Runnable happens) {
            before = aggregate;
            what = happens;
        }

        @Override
        public <C, S, E, F> Outcome<E> run(
                Aggregate<C, S, E, F> aggregate, AggregateId id, C command, F facts, CommandContext context) {
            if (aggregate == before) {
                var happens = what;
                before = null;
                happens.run();
            }
            return runner.run(aggregate, id, command, facts, context);
        }

        @Override
        public <C, S, E, F> Loaded<S> load(Aggregate<C, S, E, F> aggregate, AggregateId id) {
            return runner.load(aggregate, id);
        }
    }

    /** Order of commands is what is tested here, not secrecy. */
    private LoggedVisit overMidnight(int breakMinutes, Instant breakStartAt) {
        var v = visit("p1", "s-peer", at(DAY, "23:40"), at(DAY.plusDays(1), "00:20"));
        return encounters.log(
                TENANT,
                null,
                new Visit(
                        v.person(),
                        v.program(),
                        v.staff(),
                        v.startAt(),
                        v.endAt(),
                        breakMinutes,
                        breakStartAt,
                        v.mode(),
                        v.place(),
                        v.activity(),
                        v.crisis(),
                        v.responseMinutes(),
                        v.goals(),
                        v.part2(),
                        v.note()),
                context());
    }

    private List<Integer> minutes(LoggedVisit logged) {
        return logged.encounters().stream()
                .map(e -> ((EncounterState.Logged) encounters.load(Ids.encounter(TENANT, "p1", e)))
                        .visit()
                        .minutes())
                .toList();
    }

    @Test
    @Tag("C-18")
    void c18_a_break_over_midnight_is_taken_from_the_whole_contact() {
        assertThat(minutes(overMidnight(25, null))).containsExactly(15);
    }

    @Test
    @Tag("C-18")
    void c18_a_break_counts_on_the_side_on_which_it_was() {
        assertThat(minutes(overMidnight(25, at(DAY, "23:50")))).containsExactly(10, 5);
    }

    @Test
    @Tag("C-18")
    void c18_breaks_that_leave_nothing_are_refused() {
        var no = (Outcome.Refused<?>) overMidnight(40, null).outcome();
        assertThat(no.rejection().code()).isEqualTo("no-minutes");
    }

    @Test
    @Tag("C-18")
    void c18_a_break_outside_of_the_contact_is_refused() {
        var no = (Outcome.Refused<?>) overMidnight(25, at(DAY, "23:00")).outcome();
        assertThat(no.rejection().facts()).containsEntry("field", "/breakStartAt");
    }

    @Test
    @Tag("C-13")
    void c13_a_contact_of_24_hours_is_refused() {
        var logged = encounters.log(
                TENANT, null, visit("p1", "s-peer", at(DAY, "00:00"), at(DAY.plusDays(1), "00:00")), context());
        assertThat(((Outcome.Refused<?>) logged.outcome()).rejection().code()).isEqualTo("contact-impossible");
    }

    private List<String> warningsOfPlanning(String person, String from, int minutes) {
        var context = context();
        var outcome = encounters.schedule(
                TENANT, person, PROGRAM, "s-peer", at(DAY.plusDays(4), from), minutes, Mode.FACE_TO_FACE, context);
        var planned = (EncounterEvent.EncounterScheduled)
                ((Outcome.Done<EncounterEvent>) outcome).events().getFirst();
        return planned.warnings().stream().map(Warning::code).toList();
    }

    @Test
    @Tag("C-14")
    void c14_a_worker_planned_with_two_people_at_once_is_warned_about() {
        order("p1");
        order("p2");
        assertThat(warningsOfPlanning("p1", "10:00", 60)).doesNotContain("worker-double-booked");
        assertThat(warningsOfPlanning("p2", "10:30", 60)).contains("worker-double-booked");
        assertThat(warningsOfPlanning("p2", "11:30", 30)).doesNotContain("worker-double-booked");
    }

    @Test
    @Tag("C-14")
    void c14_a_visit_that_was_cancelled_clashes_with_nothing() {
        var first = planned(4);
        encounters.change(first, new CancelEncounter("p1", first.local(), "ill"), context());
        assertThat(warningsOfPlanning("p2", "10:00", 60)).doesNotContain("worker-double-booked");
    }

    @Test
    @Tag("C-36")
    void c36_what_would_hold_the_visit_is_said_before_it_by_the_rules_that_hold_it_afterwards() {
        assertThat(warningsOfPlanning("p1", "10:00", 60)).contains("order-missing");
        order("p1");
        assertThat(warningsOfPlanning("p1", "12:00", 60)).isEmpty();
    }

    @Test
    @Tag("C-15")
    void c15_a_visit_beyond_every_proof_is_said_not_to_be_billable_and_who_can_mend_it() {
        var context = context();
        var start = DAY.plusDays(900).atTime(10, 0).atZone(ZONE).toInstant();
        var outcome = encounters.schedule(TENANT, "p1", PROGRAM, "s-peer", start, 60, Mode.FACE_TO_FACE, context);
        var planned = (EncounterEvent.EncounterScheduled)
                ((Outcome.Done<EncounterEvent>) outcome).events().getFirst();
        assertThat(planned.causes())
                .extracting(Cause::code)
                .contains("coverage-not-verified", "order-missing", "plan-not-active");
        assertThat(planned.causes()).allSatisfy(c -> assertThat(c.mend()).isNotBlank());
        assertThat(planned.warnings().getFirst().detail()).contains("Who can mend it");
    }

    private void note(MemberFileCommand command) {
        run(MEMBER_FILE, Ids.memberFile(TENANT, "p1", PROGRAM), command);
    }

    private AggregateId planned(int daysAhead) {
        var context = context();
        var start = DAY.plusDays(daysAhead).atTime(10, 0).atZone(ZONE).toInstant();
        var outcome = encounters.schedule(TENANT, "p1", PROGRAM, "s-peer", start, 60, Mode.FACE_TO_FACE, context);
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        var id = Ids.encounter(TENANT, "p1", Encounters.scheduledId(context));
        note(new WatchVisit("p1", PROGRAM, id.local(), "e1", DAY.plusDays(daysAhead)));
        return id;
    }

    private void ends() {
        encounters.cancelAfterTheEnd(TENANT, "p1", PROGRAM, id -> context());
    }

    @Test
    @Tag("C-10")
    void c10_a_discharge_cancels_what_is_planned_after_it_and_leaves_its_own_day() {
        var sameDay = planned(2);
        var later = planned(4);
        note(new NoteEpisodeClosed("p1", PROGRAM, "e1", DAY.plusDays(2), "referral:1:9"));
        ends();
        assertThat(encounters.load(later)).isInstanceOf(EncounterState.Cancelled.class);
        assertThat(encounters.load(sameDay)).isInstanceOf(EncounterState.Planned.class);
        ends();
        assertThat(encounters.load(later)).isInstanceOf(EncounterState.Cancelled.class);
    }

    @Test
    @Tag("C-10")
    void c10_what_was_cancelled_stays_so_when_the_discharge_is_undone_and_new_visits_are_planned() {
        var later = planned(4);
        note(new NoteEpisodeClosed("p1", PROGRAM, "e1", DAY.plusDays(2), "referral:1:9"));
        ends();
        note(new NoteEpisodeReopened("p1", PROGRAM, "e1", "referral:1:10"));
        ends();
        assertThat(encounters.load(later)).isInstanceOf(EncounterState.Cancelled.class);
        assertThat(encounters.load(planned(4))).isInstanceOf(EncounterState.Planned.class);
    }

    @Test
    @Tag("C-11")
    void c11_no_visit_is_planned_after_the_discharge() {
        note(new NoteEpisodeClosed("p1", PROGRAM, "e1", DAY.plusDays(2), "referral:1:9"));
        var start = DAY.plusDays(3).atTime(10, 0).atZone(ZONE).toInstant();
        var outcome = encounters.schedule(TENANT, "p1", PROGRAM, "s-peer", start, 60, Mode.FACE_TO_FACE, context());
        assertThat(((Outcome.Refused<?>) outcome).rejection().code()).isEqualTo("episode-closed");
    }

    private record Open() implements Vault {
        @Override
        public String seal(String person, String field, byte[] plain) {
            return Base64.getEncoder().encodeToString(plain);
        }

        @Override
        public Optional<byte[]> open(String person, String field, String cipher) {
            return Optional.of(Base64.getDecoder().decode(cipher));
        }
    }
}
