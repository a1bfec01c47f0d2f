package org.communitysupport.referral.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.referral.domain.Given.FRIDAY;
import static org.communitysupport.referral.domain.Given.received;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.communitysupport.referral.domain.ReferralCommand.*;
import org.communitysupport.referral.domain.ReferralState.Stage;
import org.communitysupport.testkit.decider.DecisionTable;
import org.junit.jupiter.api.Test;

/** Every command in every state, held against the tables in {@code src/test/resources/tables}, which people have read. */
class DecisionTablesTest {
    private static final Path TABLES = Path.of("src/test/resources/tables");
    private static final Demographics PHONE = new Demographics(
            null, null, null, null, null, null, null, null, null, null, "704-555-0199", null, null, null, null, null);
    private static final Instant DUE = Instant.parse("2024-03-03T20:40:00Z");

    @Test
    void a_referral_has_an_answer_to_every_command_in_every_stage() {
        var triage = new TriageReferral(Codes.Urgency.URGENT, null);
        var accept = new AcceptReferral("t1", "e1", 7, 48, true, FRIDAY, "user:ines");
        var open = new OpenEpisode("partners", FRIDAY);
        var close = new CloseEpisode(FRIDAY, Codes.ClosureReason.GOALS_MET, null);
        var states = new LinkedHashMap<String, ReferralState>();
        states.put(Stage.NONE.name(), Given.referral().state());
        put(states, Given.referral().after(received()));
        put(states, triaged());
        put(states, triaged().after(new RequestInformation(List.of(Codes.InformationItem.LOCUS))));
        put(states, triaged().after(accept));
        put(states, triaged().after(accept).after(open));
        put(states, Given.referral().after(received()).after(new DetectDuplicate("p0", "r0")));
        put(states, triaged().after(new DeclineReferral(Codes.DeclineReason.OUT_OF_COMPETENCY, null)));
        put(states, triaged().after(new WithdrawReferral(Codes.WithdrawalReason.MOVED, FRIDAY)));
        put(states, triaged().after(accept).after(open).after(close));
        var commands = List.of(
                received(),
                received("other", Given.livingIn("NC"), Given.CLINICAL),
                new IdentifyReferral("p1", false),
                new DetectDuplicate("p0", "r0"),
                triage,
                new RequestInformation(List.of(Codes.InformationItem.LOCUS)),
                new SupplyInformation("LOCUS 21"),
                new RecordContactAttempt(FRIDAY, Codes.ContactOutcome.REACHED),
                accept,
                new DeclineReferral(Codes.DeclineReason.OUT_OF_COMPETENCY, null),
                new WithdrawReferral(Codes.WithdrawalReason.MOVED, FRIDAY),
                new HearSender("One thing more."),
                new TakeBack(Codes.WithdrawalReason.REFERRER_WITHDREW, FRIDAY),
                new CorrectOutcome(Stage.WITHDRAWN, Codes.CorrectionReason.KEYED_WRONGLY, null),
                new CorrectOutcome(Stage.RECEIVED, Codes.CorrectionReason.KEYED_WRONGLY, "p9"),
                new CorrectDemographics(PHONE, List.of(), null, null, "called"),
                new IndexReferral(new Keys(List.of("k1"), List.of())),
                new RaiseIdentityQuestion("q1", "p0", "r0", "hash-of-member-id", List.of("givenName")),
                new AnswerIdentityQuestion("q1", Codes.IdentityAnswer.ANOTHER_PERSON, "called the hospital"),
                new DropIdentityQuestions(),
                received("third", Given.SOMEBODY_ELSE, Given.CLINICAL),
                new MissResponse(DUE),
                new LiftPart2("officer", "not of a Part 2 program"),
                open,
                close,
                new CorrectClosure(
                        FRIDAY.minusDays(1), Codes.ClosureReason.MOVED, null, Codes.CorrectionReason.KEYED_WRONGLY),
                new ReopenEpisode(Codes.CorrectionReason.KEYED_WRONGLY, null));
        assertThat(states.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Stage.values()).map(Enum::name).toList());
        new DecisionTable<>(new ReferralDecider(), Given.FACTS)
                .states(states)
                .commands(commands)
                .isIn(TABLES.resolve("referral.txt"), ReferralCommand.class);
    }

    @Test
    void a_team_has_an_answer_to_every_command() {
        var establish = new TeamCommand.EstablishTeam("t1", "One", "US-NC.CST", null, null, null);
        var assign = new TeamCommand.AssignStaff("s1", Codes.TeamRole.QP, 100, FRIDAY);
        var full = Given.team().after(establish).after(assign);
        for (int i = 0; i < 12; i++) full.after(new TeamCommand.ReserveSlot("r" + i));
        var states = new LinkedHashMap<String, TeamState>();
        states.put("NONE", TeamState.NONE);
        states.put("EMPTY", Given.team().after(establish).state());
        states.put("STAFFED", Given.team().after(establish).after(assign).state());
        states.put("FULL", full.state());
        var commands = List.of(
                establish,
                assign,
                new TeamCommand.UnassignStaff("s1", FRIDAY),
                new TeamCommand.ReserveSlot("r12"),
                new TeamCommand.ReleaseSlot("r1", Codes.SlotReleaseReason.CLOSED));
        new DecisionTable<>(new TeamDecider(), Given.TEAM_FACTS)
                .states(states)
                .commands(commands)
                .isIn(TABLES.resolve("team.txt"), TeamCommand.class);
    }

    @Test
    void a_member_of_staff_has_an_answer_to_every_command() {
        var register = new StaffCommand.RegisterStaff("s1", "J. Poe", null);
        var record = new StaffCommand.RecordCredential(Codes.CredentialKind.CPSS, "7", FRIDAY, null);
        var end = new StaffCommand.EndCredential(Codes.CredentialKind.CPSS, FRIDAY, Codes.CredentialEnd.EXPIRED);
        var staff = Given.of(new StaffDecider(), NoFacts.NONE);
        new DecisionTable<>(new StaffDecider(), NoFacts.NONE)
                .state("NONE", staff.state())
                .state("REGISTERED", staff.after(register).state())
                .state("CREDENTIALED", staff.after(record).state())
                .state("ENDED", staff.after(end).state())
                .commands(List.of(register, record, end))
                .isIn(TABLES.resolve("staff.txt"), StaffCommand.class);
    }

    @Test
    void a_member_id_has_an_answer_to_every_command() {
        new DecisionTable<>(new MemberIdDecider(), NoFacts.NONE)
                .state("FREE", MemberIdState.FREE)
                .state("MINE", MemberIdState.FREE.claimed("p1", "r1"))
                .state("MINE, OF OLD", MemberIdState.FREE.claimed("p1", null))
                .state("ANOTHERS", MemberIdState.FREE.claimed("p2", "r2"))
                .state("WAITING", MemberIdState.FREE.claimed("p2", "r2").contested("p1", "r1"))
                .command(new MemberIdCommand.ClaimMemberId("h", "p1", "r1"))
                .command(new MemberIdCommand.ReleaseMemberId("h", "p1", "r1"))
                .isIn(TABLES.resolve("member-id.txt"), MemberIdCommand.class);
    }

    @Test
    void an_open_episode_has_an_answer_to_every_command() {
        new DecisionTable<>(new OpenEpisodeDecider(), NoFacts.NONE)
                .state("FREE", new OpenEpisodeState(null, Set.of()))
                .state("MINE", new OpenEpisodeState("r1", Set.of()))
                .state("ANOTHERS", new OpenEpisodeState("r2", Set.of()))
                .state("ENDED", new OpenEpisodeState(null, Set.of("r1")))
                .command(new OpenEpisodeCommand.RegisterOpenReferral("p1", "US-NC.CST", "r1"))
                .command(new OpenEpisodeCommand.MoveOpenReferral("p1", "US-NC.CST", "r1"))
                .command(new OpenEpisodeCommand.ReopenReferral("p1", "US-NC.CST", "r1"))
                .command(new OpenEpisodeCommand.EndOpenReferral("p1", "US-NC.CST", "r1"))
                .isIn(TABLES.resolve("open-episode.txt"), OpenEpisodeCommand.class);
    }

    @Test
    void consent_has_an_answer_to_every_command() {
        var give = new ConsentCommand.GiveConsent(
                "p1", "c1", "MERCY", List.of(Codes.ConsentScope.STATUS), true, FRIDAY, null);
        var revoke = new ConsentCommand.RevokeConsent("c1", FRIDAY);
        var consents = Given.of(new ConsentDecider(), NoFacts.NONE);
        new DecisionTable<>(new ConsentDecider(), NoFacts.NONE)
                .state("NONE", consents.state())
                .state("GIVEN", consents.after(give).state())
                .state("REVOKED", consents.after(revoke).state())
                .commands(List.of(give, revoke))
                .isIn(TABLES.resolve("consent.txt"), ConsentCommand.class);
    }

    private static Given<ReferralCommand, ReferralState, ReferralEvent, ReferralFacts> triaged() {
        return Given.referral()
                .after(received())
                .after(new IdentifyReferral("p1", false))
                .after(new TriageReferral(Codes.Urgency.URGENT, null));
    }

    private static void put(
            Map<String, ReferralState> states, Given<ReferralCommand, ReferralState, ReferralEvent, ReferralFacts> of) {
        states.put(of.state().stage().name(), of.state());
    }
}
