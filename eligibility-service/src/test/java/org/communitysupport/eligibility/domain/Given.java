package org.communitysupport.eligibility.domain;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Map;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.*;
import org.communitysupport.eligibility.domain.Codes.DocumentKind;
import org.communitysupport.eligibility.domain.Codes.Step;
import org.communitysupport.eligibility.domain.Codes.UnitState;
import org.communitysupport.eligibility.domain.rule.*;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Rejection;

/** One decider's life so far; says what became of the next command. Figures: the Partners pack of 2019-11-26. */
final class Given<C, S, E, F> {
    static final String PROGRAM = "US-NC.CST";
    static final PackRef PACK = new PackRef("US-NC.CST/partners", "2019-11-26");
    static final Elg4LevelOfCare LEVELS =
            new Elg4LevelOfCare(2, 4, Map.of(), "1", "2.5", List.of(), Enforcement.REJECT);
    static final Elg3Tools TOOLS = new Elg3Tools(
            List.of(
                    new Elg3Tools.Tool("LOCUS", List.of(Codes.DisabilityGroup.MH, Codes.DisabilityGroup.MH_SUD), null),
                    new Elg3Tools.Tool("ASAM", List.of(Codes.DisabilityGroup.SUD, Codes.DisabilityGroup.MH_SUD), null)),
            Enforcement.REJECT);
    static final Elg13DecisionClock CLOCK = new Elg13DecisionClock(
            List.of(
                    new Elg13DecisionClock.From(LocalDate.of(2026, 1, 1), 7),
                    new Elg13DecisionClock.From(LocalDate.of(2000, 1, 1), 14)),
            3);
    static final AuthorizationRules NOTHING_ON_FILE = new AuthorizationRules(
            PACK,
            AuthorizationRules.Demand.NOT_ON_FILE,
            null,
            Map.of(),
            null,
            Elg4LevelOfCare.NONE,
            CLOCK,
            null,
            false,
            TOOLS,
            AgeBands.NONE,
            null);
    static final AuthorizationRules PARTNERS = new AuthorizationRules(
            PACK,
            AuthorizationRules.Demand.ASKED,
            new Elg6PassThrough(36, 30, true, true, MonthDay.of(7, 1), Enforcement.REJECT),
            Map.of(
                    Step.INITIAL,
                            new Elg7Step(
                                    128,
                                    60,
                                    List.of(
                                            DocumentKind.CCA,
                                            DocumentKind.PCP,
                                            DocumentKind.CRISIS_PLAN,
                                            DocumentKind.SERVICE_ORDER),
                                    Enforcement.REJECT),
                    Step.CONCURRENT, new Elg7Step(192, 90, List.of(DocumentKind.PCP_UPDATED), Enforcement.REJECT)),
            new Elg7Step(420, 60, List.of(), Enforcement.REJECT),
            LEVELS,
            CLOCK,
            new Elg8Reassessment(6, false, Enforcement.REJECT),
            true,
            TOOLS,
            AgeBands.NONE,
            null);
    static final AuthorizationRules NOTHING_ASKED = new AuthorizationRules(
            PACK,
            AuthorizationRules.Demand.NOT_ASKED,
            null,
            Map.of(),
            null,
            LEVELS,
            CLOCK,
            null,
            false,
            TOOLS,
            AgeBands.NONE,
            null);
    static final NecessityRules NECESSITY = new NecessityRules(
            PACK,
            List.of("MD", "LP", "NP", "PA", "LCSW"),
            LEVELS,
            2,
            2,
            18,
            null,
            List.of("F10", "F20", "F25"),
            List.of(
                    new NecessityRules.Criterion(
                            "diagnosis",
                            "ELG-4",
                            "A qualifying diagnosis",
                            NecessityRules.Test.DIAGNOSIS,
                            Enforcement.REJECT,
                            null),
                    new NecessityRules.Criterion(
                            "level-of-care",
                            "ELG-4",
                            "The level fits",
                            NecessityRules.Test.LEVEL_OF_CARE,
                            Enforcement.REJECT,
                            null),
                    new NecessityRules.Criterion(
                            "functional-impairment",
                            "ELG-5",
                            "Two impaired domains",
                            NecessityRules.Test.DEFICITS,
                            Enforcement.WARN,
                            null),
                    new NecessityRules.Criterion(
                            "acuity", "ELG-5", "High acuity", NecessityRules.Test.ACUITY, Enforcement.WARN, null),
                    new NecessityRules.Criterion(
                            "lower-level",
                            "ELG-5",
                            "Lower level tried",
                            NecessityRules.Test.LOWER_LEVEL,
                            Enforcement.WARN,
                            null),
                    new NecessityRules.Criterion(
                            "able-and-willing",
                            "ELG-5",
                            "Able, willing",
                            NecessityRules.Test.ABLE_AND_WILLING,
                            Enforcement.WARN,
                            null),
                    new NecessityRules.Criterion(
                            "age", "ELG-5", "18 or older", NecessityRules.Test.AGE, Enforcement.WARN, null)),
            List.of("HOUSING", "SOCIAL", "SAFETY", "LEGAL"),
            new LocusLadder(
                    List.of(
                            new LocusLadder.FromComposite(10, 1),
                            new LocusLadder.FromComposite(14, 2),
                            new LocusLadder.FromComposite(17, 3),
                            new LocusLadder.FromComposite(20, 4),
                            new LocusLadder.FromComposite(23, 5),
                            new LocusLadder.FromComposite(28, 6)),
                    List.of(new LocusLadder.Override(List.of(1, 2, 3), 4, 5))),
            TOOLS,
            AgeBands.NONE);

    private final Decider<C, S, E, F> decider;
    private F facts;
    private S state;

    private Given(Decider<C, S, E, F> decider, F facts) {
        this.decider = decider;
        this.facts = facts;
        this.state = decider.initial();
    }

    static <C, S, E, F> Given<C, S, E, F> of(Decider<C, S, E, F> decider, F facts) {
        return new Given<>(decider, facts);
    }

    static Given<AuthorizationsCommand, AuthorizationsState, AuthorizationsEvent, AuthorizationsFacts> nothing() {
        return new Given<>(new AuthorizationsDecider(), new AuthorizationsFacts(day(3, 1), PARTNERS));
    }

    /** Accepted, nothing clinical yet. */
    static Given<AuthorizationsCommand, AuthorizationsState, AuthorizationsEvent, AuthorizationsFacts> started() {
        return nothing().after(start("e1"));
    }

    /** Everything is there that the first request needs. */
    static Given<AuthorizationsCommand, AuthorizationsState, AuthorizationsEvent, AuthorizationsFacts> ready() {
        return started()
                .after(assessment("e1", Codes.DisabilityGroup.MH_SUD, 4, "2.1"))
                .after(new ReportNecessity("p1", PROGRAM, "e1", true, day(3, 5)))
                .after(new ReportOrder(
                        "p1", PROGRAM, "e1", "o1", day(3, 6), day(3, 6).plusYears(1)))
                .after(plan(1, day(3, 20)));
    }

    static StartEligibility start(String episode) {
        return new StartEligibility("p1", "r-" + episode, episode, PROGRAM, "partners", "t1", day(3, 1), null, null);
    }

    static final Personal<Demographics> PERSON = Personal.of(
            "p1",
            "demographics",
            new Demographics(
                    "Rivera",
                    "Dana",
                    null,
                    LocalDate.of(1990, 2, 11),
                    null,
                    null,
                    null,
                    "NC",
                    null,
                    null,
                    null,
                    null,
                    null,
                    null));

    static ReportAssessment assessment(
            String episode, Codes.DisabilityGroup group, Integer locusLevel, String asamLevel) {
        return new ReportAssessment(
                "p1",
                PROGRAM,
                episode,
                "a-" + episode + group + locusLevel + asamLevel,
                Codes.AssessmentKind.CCA,
                day(3, 4),
                true,
                Personal.of(
                        "p1",
                        "level-of-care",
                        new LevelOfCare(group, 21, locusLevel, asamLevel, List.of(), List.of())));
    }

    static ReportPlan plan(int version, LocalDate activatedOn) {
        return new ReportPlan("p1", PROGRAM, "e1", "v1", version, activatedOn, activatedOn, 15);
    }

    static NotifyPassThrough passThrough(String episode, LocalDate from) {
        return new NotifyPassThrough("pt-" + episode, episode, "partners", from, from, null, "SAR-1");
    }

    static RequestAuthorization request(String id, int units, LocalDate from, LocalDate to) {
        return new RequestAuthorization(id, "e1", "partners", units, from, to, false, null, day(3, 21));
    }

    static RecordGrant grant(String id, int units, LocalDate from, LocalDate to) {
        return new RecordGrant(id, "AUTH-" + id, units, from, to, day(3, 25), false);
    }

    static SetUnits committed(String line, int version, LocalDate date, int units) {
        return new SetUnits("p1", PROGRAM, line, version, date, units, UnitState.COMMITTED);
    }

    static SetUnits reserved(String line, int version, LocalDate date, int units) {
        return new SetUnits("p1", PROGRAM, line, version, date, units, UnitState.RESERVED);
    }

    static LocalDate day(int month, int day) {
        return LocalDate.of(2024, month, day);
    }

    Given<C, S, E, F> knowing(F newFacts) {
        facts = newFacts;
        return this;
    }

    /** Must succeed. */
    Given<C, S, E, F> after(C command) {
        then(command);
        return this;
    }

    List<E> then(C command) {
        return switch (decider.decide(command, state, facts)) {
            case Decision.Accepted<E> a -> {
                a.events().forEach(e -> state = decider.evolve(state, e));
                yield a.events();
            }
            case Decision.Rejected<E> r ->
                throw new AssertionError("refused: " + r.rejection().code());
        };
    }

    Rejection refusalOf(C command) {
        return switch (decider.decide(command, state, facts)) {
            case Decision.Rejected<E> r -> r.rejection();
            case Decision.Accepted<E> a -> throw new AssertionError("accepted: " + a.events());
        };
    }

    S state() {
        return state;
    }
}
