package org.communitysupport.eligibility.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.eligibility.domain.Given.*;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.*;
import org.communitysupport.eligibility.domain.Codes.AuthorizationStatus;
import org.communitysupport.eligibility.domain.Codes.EndReason;
import org.communitysupport.testkit.decider.DecisionTable;
import org.junit.jupiter.api.Test;

/** Every command in every state, held against the tables in {@code src/test/resources/tables}, which people have read. */
class DecisionTablesTest {
    private static final Path TABLES = Path.of("src/test/resources/tables");

    @Test
    void authorisations_have_an_answer_to_every_command_in_every_state_of_a_request() {
        var requested = request("a1", 128, day(4, 1), day(5, 30));
        var granted = grant("a1", 128, day(4, 1), day(5, 30));
        var states = new LinkedHashMap<String, AuthorizationsState>();
        states.put("NONE", nothing().state());
        states.put("STARTED", started().state());
        states.put("READY", ready().state());
        states.put("PASS_THROUGH", ready().after(passThrough("e1", day(3, 10))).state());
        states.put("REQUESTED", ready().after(requested).state());
        states.put(
                "PENDED",
                ready().after(requested)
                        .after(new RecordPend("a1", "x", day(3, 22)))
                        .state());
        states.put(
                "RETURNED",
                ready().after(requested)
                        .after(new RecordReturn("a1", "x", day(3, 22)))
                        .state());
        states.put(
                "DENIED",
                ready().after(requested)
                        .after(new RecordDenial("a1", "x", day(3, 22)))
                        .state());
        states.put("GRANTED", ready().after(requested).after(granted).state());
        states.put(
                "EXPIRED",
                ready().after(requested)
                        .after(granted)
                        .knowing(new AuthorizationsFacts(day(12, 1), PARTNERS))
                        .after(new ExpireAuthorizations())
                        .state());
        states.put("ENDED", ended(requested, granted));
        states.put(
                "CANCELLED",
                ready().after(requested)
                        .after(new CancelRequest("a1", "x", day(3, 22)))
                        .state());
        states.put(
                "DEEMED_DENIED",
                ready().after(requested)
                        .knowing(new AuthorizationsFacts(day(12, 1), PARTNERS))
                        .after(new MissDecisions(Map.of("a1", PACK.basis("ELG-13"))))
                        .state());
        for (var status : AuthorizationStatus.values()) assertThat(states).containsKey(status.name());
        List<AuthorizationsCommand> commands = List.of(
                start("e1"),
                new NoteDemographics("e1", Given.PERSON),
                assessment("e1", Codes.DisabilityGroup.MH_SUD, 4, "2.1"),
                new ReportNecessity("p1", PROGRAM, "e1", true, day(3, 5)),
                plan(1, day(3, 20)),
                new ReportOrder("p1", PROGRAM, "e1", "o1", day(3, 6), day(3, 6).plusYears(1)),
                passThrough("e1", day(3, 10)),
                request("a2", 128, day(4, 1), day(5, 30)),
                granted,
                new RecordDenial("a1", "x", day(4, 1)),
                new RecordPend("a1", "x", day(4, 1)),
                new RecordReturn("a1", "x", day(4, 1)),
                new ExtendDecision("a1", day(4, 18), "x", day(4, 1)),
                new CancelRequest("a1", "x", day(4, 1)),
                new ResubmitRequest("a1", day(4, 1)),
                new MissDecisions(Map.of("a1", PACK.basis("ELG-13"))),
                new EndPayer("partners", day(4, 1)),
                new ReleasePassedVisits(day(4, 1)),
                new DeclareNotRequired("n1", "e1", "partners", day(3, 1), null),
                committed("L1", 1, day(4, 2), 2),
                new SetDay("p1", PROGRAM, day(4, 3), 1, List.of(new DayLine("L2", 2)), List.of("sched_n1")),
                new ExpireAuthorizations(),
                new EndEpisode("e1", day(4, 10), EndReason.EPISODE_CLOSED),
                new RestoreEpisode("e1"));
        new DecisionTable<>(new AuthorizationsDecider(), new AuthorizationsFacts(day(3, 21), PARTNERS))
                .states(states)
                .commands(commands)
                .isIn(TABLES.resolve("authorizations.txt"), AuthorizationsCommand.class);
    }

    private static AuthorizationsState ended(RequestAuthorization requested, RecordGrant granted) {
        return ready().after(requested)
                .after(granted)
                .after(new EndEpisode("e1", day(4, 20), EndReason.EPISODE_CLOSED))
                .state();
    }

    @Test
    void coverage_has_an_answer_to_every_command() {
        var record = CoverageAndNecessityTest.coverage(day(3, 31));
        var none = new CoverageCommand.RecordNoCoverage("p1", day(3, 1), new Proof(Codes.ProofKind.PORTAL, "x"));
        var end = new CoverageCommand.EndCoverage("partners", day(3, 31), day(4, 2));
        var change = new CoverageCommand.ChangePayer("partners", "northfork", day(3, 15), day(3, 16));
        var states = new LinkedHashMap<String, CoverageState>();
        var facts = CoverageAndNecessityTest.FACTS;
        states.put("NONE", CoverageState.NONE);
        states.put(
                "NOT_FOUND", Given.of(new CoverageDecider(), facts).after(none).state());
        states.put(
                "VERIFIED", Given.of(new CoverageDecider(), facts).after(record).state());
        states.put(
                "ENDED",
                Given.of(new CoverageDecider(), facts).after(record).after(end).state());
        new DecisionTable<>(new CoverageDecider(), facts)
                .states(states)
                .commands(List.of(record, none, end, change))
                .isIn(TABLES.resolve("coverage.txt"), CoverageCommand.class);
    }

    @Test
    void a_determination_has_an_answer_to_every_command() {
        var facts = new DeterminationFacts(Set.of("LCSW"), 34, NECESSITY);
        var assess = CoverageAndNecessityTest.assessment(CoverageAndNecessityTest.FINDINGS);
        var confirm = CoverageAndNecessityTest.confirm();
        var states = new LinkedHashMap<String, DeterminationState>();
        states.put("NONE", DeterminationState.NONE);
        states.put(
                "ASSESSED",
                Given.of(new DeterminationDecider(), facts).after(assess).state());
        states.put(
                "CONFIRMED",
                Given.of(new DeterminationDecider(), facts)
                        .after(assess)
                        .after(confirm)
                        .state());
        new DecisionTable<>(new DeterminationDecider(), facts)
                .states(states)
                .commands(List.of(assess, confirm))
                .isIn(TABLES.resolve("determination.txt"), DeterminationCommand.class);
    }
}
