package org.communitysupport.referral.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.referral.domain.Given.FRIDAY;
import static org.communitysupport.referral.domain.Given.received;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.communitysupport.referral.domain.ReferralCommand.*;
import org.communitysupport.referral.domain.ReferralState.Stage;
import org.communitysupport.testkit.DecisionTable;
import org.junit.jupiter.api.Test;

/** Every command in every state, held against the tables in {@code src/test/resources/tables}, which people have read. */
class DecisionTablesTest {
    private static final java.nio.file.Path ACTUAL = java.nio.file.Path.of("target", "tables");
    private static final Instant DUE = Instant.parse("2024-03-03T20:40:00Z");

    @Test
    void a_referral_has_an_answer_to_every_command_in_every_stage() {
        var triage = new TriageReferral(Codes.Urgency.URGENT, null);
        var accept = new AcceptReferral("t1", "e1", 7, 48, FRIDAY, "user:ines");
        var open = new OpenEpisode("partners", FRIDAY);
        var close = new CloseEpisode(FRIDAY, Codes.ClosureReason.GOALS_MET);
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
                new CorrectOutcome(Stage.WITHDRAWN, Codes.CorrectionReason.KEYED_WRONGLY),
                new MissResponse(DUE),
                open,
                close);
        var kinds = Arrays.stream(Stage.values()).map(Enum::name).toList();
        hold(
                "referral",
                DecisionTable.of(new ReferralDecider(), ReferralCommand.class, commands, kinds, states, Given.FACTS));
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
        hold(
                "team",
                DecisionTable.of(new TeamDecider(), TeamCommand.class, commands, List.of(), states, Given.TEAM_FACTS));
    }

    @Test
    void the_side_aggregates_have_an_answer_to_every_command() {
        var register = new StaffCommand.RegisterStaff("s1", "J. Poe", null);
        var record = new StaffCommand.RecordCredential(Codes.CredentialKind.CPSS, "7", FRIDAY, null);
        var end = new StaffCommand.EndCredential(Codes.CredentialKind.CPSS, FRIDAY, Codes.CredentialEnd.EXPIRED);
        var staff = Given.of(new StaffDecider(), NoFacts.NONE);
        var staffStates = new LinkedHashMap<String, StaffState>();
        staffStates.put("NONE", staff.state());
        staffStates.put("REGISTERED", staff.after(register).state());
        staffStates.put("CREDENTIALED", staff.after(record).state());
        staffStates.put("ENDED", staff.after(end).state());
        var claim = new MemberIdCommand.ClaimMemberId("h", "p1");
        var one = new OpenEpisodeCommand.RegisterOpenReferral("p1", "US-NC.CST", "r1");
        var ended = new OpenEpisodeCommand.EndOpenReferral("p1", "US-NC.CST", "r1");
        var give = new ConsentCommand.GiveConsent(
                "p1", "c1", "MERCY", List.of(Codes.ConsentScope.STATUS), true, FRIDAY, null);
        var revoke = new ConsentCommand.RevokeConsent("c1", FRIDAY);
        hold(
                "side-aggregates",
                DecisionTable.of(
                                new StaffDecider(),
                                StaffCommand.class,
                                List.of(register, record, end),
                                List.of(),
                                staffStates,
                                NoFacts.NONE)
                        + DecisionTable.of(
                                new MemberIdDecider(),
                                MemberIdCommand.class,
                                List.of(claim),
                                List.of(),
                                ordered(
                                        "FREE", new MemberIdState(null),
                                        "MINE", new MemberIdState("p1"),
                                        "ANOTHERS", new MemberIdState("p2")),
                                NoFacts.NONE)
                        + DecisionTable.of(
                                new OpenEpisodeDecider(),
                                OpenEpisodeCommand.class,
                                List.of(one, ended),
                                List.of(),
                                ordered(
                                        "FREE", new OpenEpisodeState(null, Set.of()),
                                        "MINE", new OpenEpisodeState("r1", Set.of()),
                                        "ANOTHERS", new OpenEpisodeState("r2", Set.of()),
                                        "ENDED", new OpenEpisodeState(null, Set.of("r1"))),
                                NoFacts.NONE)
                        + DecisionTable.of(
                                new ConsentDecider(),
                                ConsentCommand.class,
                                List.of(give, revoke),
                                List.of(),
                                ordered(
                                        "NONE", new ConsentState(Map.of()),
                                        "GIVEN",
                                                Given.of(new ConsentDecider(), NoFacts.NONE)
                                                        .after(give)
                                                        .state(),
                                        "REVOKED",
                                                Given.of(new ConsentDecider(), NoFacts.NONE)
                                                        .after(give)
                                                        .after(revoke)
                                                        .state()),
                                NoFacts.NONE));
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

    @SuppressWarnings("unchecked")
    private static <S> Map<String, S> ordered(Object... namesAndStates) {
        var map = new LinkedHashMap<String, S>();
        for (int i = 0; i < namesAndStates.length; i += 2)
            map.put((String) namesAndStates[i], (S) namesAndStates[i + 1]);
        return map;
    }

    private static void hold(String name, String table) {
        try {
            java.nio.file.Files.createDirectories(ACTUAL);
            java.nio.file.Files.writeString(ACTUAL.resolve(name + ".txt"), table);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        try (var in = DecisionTablesTest.class.getResourceAsStream("/tables/" + name + ".txt")) {
            String known = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(table).as("tables/%s.txt", name).isEqualTo(known);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
