package org.communitysupport.encounter.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.communitysupport.encounter.domain.EncounterCommand.LogEncounter;
import org.communitysupport.encounter.domain.rule.CodeRule;
import org.communitysupport.encounter.domain.rule.EncounterPolicy;
import org.communitysupport.encounter.domain.rule.Enforcement;
import org.communitysupport.encounter.domain.rule.OverlapRule;
import org.communitysupport.encounter.domain.rule.Rounding;
import org.communitysupport.encounter.domain.rule.UnitRule;
import org.communitysupport.encounter.domain.rule.UnitScope;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Rejection;

/** The world of the decider tests: one member, one team, a lead, a peer and a QP, with everything in order unless a test says otherwise. */
final class Given {
    static final ZoneId ZONE = ZoneId.of("America/New_York");
    static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    static final String PERSON = "p1";
    static final String PROGRAM = "US-NC.CST";
    static final CodeRule CODES = new CodeRule(
            Map.of(
                    "TEAM_LEAD", new CodeRule.RoleCode("H2015", List.of("HT", "HO"), false),
                    "SUD_PROF", new CodeRule.RoleCode("H2015", List.of("HT", "HF"), true),
                    "QP", new CodeRule.RoleCode("H2015", List.of("HT", "HN"), false),
                    "AP", new CodeRule.RoleCode("H2015", List.of("HT", "HN"), false),
                    "PARA", new CodeRule.RoleCode("H2015", List.of("HT", "HM"), false),
                    "PEER", new CodeRule.RoleCode("H2015", List.of("HT", "U1"), false)),
            "HT",
            Map.of("PHONE", "KX", "VIDEO", "GT"),
            4);

    private Given() {}

    static EncounterPolicy policy(UnitRule unit, OverlapRule overlap, Enforcement nonBillable) {
        return new EncounterPolicy(
                "US-NC.CST/northfork",
                "2025-01-01",
                ZONE,
                unit,
                overlap,
                CODES,
                Map.of("PEER", List.of("CPSS"), "TEAM_LEAD", List.of("LCSW"), "QP", List.of("QP")),
                Set.of("11", "12", "99"),
                List.of("purpose", "intervention", "response"),
                24,
                7,
                nonBillable,
                Enforcement.REJECT,
                30,
                true,
                "837P",
                12 * 60);
    }

    static EncounterPolicy policy(Rounding rounding) {
        return policy(new UnitRule(15, rounding, UnitScope.STAFF_DAY), OverlapRule.BILL_ONE_CHOSEN, Enforcement.WARN);
    }

    static EncounterPolicy policy() {
        return policy(Rounding.FLOOR);
    }

    static Instant at(LocalDate day, String time) {
        return LocalTime.parse(time).atDate(day).atZone(ZONE).toInstant();
    }

    static MemberFileState.File file() {
        return new MemberFileState.File(
                List.of(new MemberFileState.Episode("e1", DAY.minusDays(10), null, "referral:1:1")),
                List.of(new MemberFileState.Coverage(
                        "northfork", DAY.minusDays(30), DAY.plusDays(30), null, "eligibility:1:1")),
                List.of(new MemberFileState.Order("o1", DAY.minusDays(12), DAY.plusYears(1), "care-plan:1:1")),
                List.of(new MemberFileState.Plan(
                        "e1",
                        "v1",
                        1,
                        DAY.minusDays(5),
                        DAY.plusDays(300),
                        List.of("g1", "g2"),
                        List.of("g2"),
                        Map.of("g1", DAY.plusDays(90), "g2", DAY.plusDays(90)),
                        "care-plan:1:2")),
                List.of());
    }

    static MemberFileState member(MemberFileState.File file) {
        return new MemberFileState.Opened(
                List.of(new MemberFileState.Membership("e1", "northfork", "t1", "r1", "referral:1:1")), file);
    }

    static StaffFileState staff(String role, String credential, LocalDate credentialTo) {
        return new StaffFileState.Known(
                "1999999984",
                List.of(new StaffFileState.Credential(credential, DAY.minusYears(1), credentialTo, "referral:3:1")),
                List.of(new StaffFileState.Assignment("t1", role, DAY.minusYears(1), null, "referral:3:2")),
                List.of());
    }

    static StaffFileState peer() {
        return staff("PEER", "CPSS", null);
    }

    static EncounterFacts encounterFacts(Instant now) {
        return new EncounterFacts(now, policy(), member(file()), peer());
    }

    static Personal<Note> note() {
        return Personal.of(
                PERSON, "note", new Note("housing search", "called three landlords", "hopeful", 4, "as prescribed"));
    }

    static LogEncounter visit(String encounter, String from, String to) {
        return new Visit(encounter, from, to).log();
    }

    /** An hour of a peer at home with its note, or what differs from that. */
    static final class Visit {
        private final String encounter;
        private final String from;
        private final String to;
        int breakMinutes;
        String place = "12";
        Activity activity = Activity.SERVICE;
        List<String> goals = List.of("g1");
        Personal<Note> note = note();

        Visit(String encounter, String from, String to) {
            this.encounter = encounter;
            this.from = from;
            this.to = to;
        }

        LogEncounter log() {
            return new LogEncounter(
                    PERSON,
                    encounter,
                    PROGRAM,
                    "s-peer",
                    DAY,
                    at(DAY, from),
                    at(DAY, to),
                    breakMinutes,
                    Mode.FACE_TO_FACE,
                    place,
                    activity,
                    false,
                    null,
                    null,
                    goals,
                    false,
                    note);
        }
    }

    static MemberDayEvent.ContactCounted contact(String encounter, String staff, String role, String from, String to) {
        var code = CODES.code(role, "FACE_TO_FACE").orElseThrow();
        return contact(encounter, staff, role, code.modifiers(), from, to);
    }

    static MemberDayEvent.ContactCounted contact(
            String encounter, String staff, String role, List<String> modifiers, String from, String to) {
        var start = at(DAY, from);
        var end = at(DAY, to);
        return new MemberDayEvent.ContactCounted(
                PERSON,
                DAY,
                encounter,
                PROGRAM,
                "e1",
                staff,
                "t1",
                role,
                "H2015",
                modifiers,
                "12",
                start,
                end,
                ZONE.getId(),
                (int) java.time.Duration.between(start, end).toMinutes(),
                false,
                false);
    }

    static MemberDayEvent.ContactCounted inProgram(String program, MemberDayEvent.ContactCounted c) {
        return new MemberDayEvent.ContactCounted(
                c.person(),
                c.date(),
                c.encounter(),
                program,
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
                c.signed(),
                c.part2());
    }

    static DayFacts dayFacts(Instant now, EncounterPolicy policy, MemberFileState member, StaffFileState peer) {
        return new DayFacts(
                now,
                Map.of(PROGRAM, policy),
                Map.of(PROGRAM, member),
                Map.of(
                        "s-peer",
                        peer,
                        "s-lead",
                        staff("TEAM_LEAD", "LCSW", null),
                        "s-qp",
                        staff("QP", "QP", null),
                        "s-qp2",
                        staff("QP", "QP", null)));
    }

    static DayFacts dayFacts(Instant now) {
        return dayFacts(now, policy(), member(file()), peer());
    }

    static DayFacts nextMorning() {
        return dayFacts(at(DAY.plusDays(1), "08:00"));
    }

    /** Runs commands one after the other and keeps what they stored. */
    static final class Story<C, S, E, F> {
        private final Decider<C, S, E, F> decider;
        S state;
        final List<E> events = new ArrayList<>();
        List<E> last = List.of();

        Story(Decider<C, S, E, F> decider) {
            this.decider = decider;
            this.state = decider.initial();
        }

        Story<C, S, E, F> run(C command, F facts) {
            var decision = decider.decide(command, state, facts);
            assertThat(decision).isInstanceOf(Decision.Accepted.class);
            last = ((Decision.Accepted<E>) decision).events();
            for (var event : last) state = decider.evolve(state, event);
            events.addAll(last);
            return this;
        }

        Rejection refused(C command, F facts) {
            var decision = decider.decide(command, state, facts);
            assertThat(decision).isInstanceOf(Decision.Rejected.class);
            return ((Decision.Rejected<E>) decision).rejection();
        }

        <T extends E> T only(Class<T> type) {
            var found = last.stream().filter(type::isInstance).map(type::cast).toList();
            assertThat(found).as("%s in %s", type.getSimpleName(), last).hasSize(1);
            return found.getFirst();
        }

        boolean stored(Class<? extends E> type) {
            return last.stream().anyMatch(type::isInstance);
        }
    }
}
