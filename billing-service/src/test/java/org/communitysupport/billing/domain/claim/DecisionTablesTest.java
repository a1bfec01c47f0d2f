package org.communitysupport.billing.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.billing.domain.claim.Given.*;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.communitysupport.billing.domain.NoFacts;
import org.communitysupport.billing.domain.account.AccountCommand;
import org.communitysupport.billing.domain.account.AccountDecider;
import org.communitysupport.billing.domain.account.Demographics;
import org.communitysupport.billing.domain.account.Diagnoses;
import org.communitysupport.billing.domain.account.MemberAccount;
import org.communitysupport.billing.domain.channel.Channel;
import org.communitysupport.billing.domain.channel.ChannelCommand;
import org.communitysupport.billing.domain.channel.ChannelDecider;
import org.communitysupport.billing.domain.file.PayerFileCommand;
import org.communitysupport.billing.domain.file.PayerFileDecider;
import org.communitysupport.billing.domain.number.NumberCommand;
import org.communitysupport.billing.domain.number.NumberDecider;
import org.communitysupport.billing.domain.remittance.RemittanceCommand;
import org.communitysupport.billing.domain.remittance.RemittanceDecider;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Personal;
import org.communitysupport.testkit.decider.DecisionTable;
import org.junit.jupiter.api.Test;

/** State × command: every pair is an event, a rejection or nothing to do, and stands in a file to be read; none throws. */
class DecisionTablesTest {

    @Test
    void day_claims() {
        var states = new LinkedHashMap<String, DayClaims>();
        var nothing = new ClaimFacts(RULES, AGENCY, MemberAccount.NONE, DAY);
        states.put("none", DayClaims.NONE);
        states.put("FAILED", after(nothing, release(1, peer(2))));
        states.put("READY", after(facts(), release(1, peer(2))));
        states.put("HELD", held());
        states.put("BATCHED", after(facts(), release(1, peer(2)), batch(1)));
        states.put("SUBMITTED", sent());
        states.put("ACCEPTED", apply(sent(), verdict(true), facts()));
        states.put("REJECTED", apply(sent(), verdict(false), facts()));
        states.put("PAID", apply(sent(), payment(1, "x0", advice("1", 4800, 4800)), facts()));
        states.put("PARTLY_PAID", apply(sent(), payment(1, "x0", advice("1", 4800, 4000)), facts()));
        states.put("DENIED", apply(sent(), payment(1, "x0", advice("4", 4800, 0)), facts()));
        states.put("REPLACED", replaced());
        states.put("VOIDED", voided());
        states.put(
                "CANCELLED",
                apply(
                        after(facts(), release(1, peer(2))),
                        new DayClaimsCommand.CancelClaim(claim(1), "DUPLICATE"),
                        facts()));
        states.put(
                "CLOSED",
                apply(denied(), new DayClaimsCommand.CloseClaim(claim(1), "WRITTEN_OFF", "agency-admin"), facts()));
        states.put("SUPERSEDED", apply(after(facts(), release(1, peer(2))), correction("H2015-HT-U1"), facts()));
        assertThat(states.keySet())
                .containsAll(Arrays.stream(DayClaims.Status.values())
                        .filter(s -> s != DayClaims.Status.BUILT)
                        .map(Enum::name)
                        .toList());
        check(
                "day-claims",
                new DayClaimsDecider(),
                facts(),
                DayClaimsCommand.class,
                states,
                List.of(
                        release(1, peer(2)),
                        correction("H2015-HT-U1", peer(1)),
                        new DayClaimsCommand.Rescrub("US-NC.CST", "northfork"),
                        new DayClaimsCommand.NotePersonCorrected("US-NC.CST", "northfork"),
                        new DayClaimsCommand.BatchClaim(claim(1), "b2", "C1", null),
                        submitted(1),
                        verdict(true),
                        new DayClaimsCommand.NoteStatus(claim(1), List.of("A0:16"), ""),
                        payment(1, "x1", advice("1", 4800, 4016, new Adjustment("CO", "45", 784, null))),
                        new DayClaimsCommand.UnpostPayment(claim(1), "x0", 1, "OTHER_CLAIM"),
                        new DayClaimsCommand.NoteProviderAdjustment(claim(1), "x1", "WO", "PC1", 4016),
                        new DayClaimsCommand.CorrectClaim(claim(1), null, "DENIED"),
                        new DayClaimsCommand.CancelClaim(claim(1), "DUPLICATE"),
                        new DayClaimsCommand.RefundClaim(claim(1), "refund-1", 100, DAY, "PAID_TWICE"),
                        new DayClaimsCommand.CloseClaim(claim(1), "WRITTEN_OFF", "agency-admin"),
                        new DayClaimsCommand.RebuildRejected(claim(1)),
                        new DayClaimsCommand.ResolveDenial(claim(1), "sent to the right payer")));
    }

    @Test
    void member_account() {
        Personal<Demographics> doe = Personal.of(
                PERSON, "demographics", new Demographics("Doe", "Jane", "1992-01-01", "F", null, null, null, null));
        var states = new LinkedHashMap<String, MemberAccount>();
        states.put("none", MemberAccount.NONE);
        states.put("open", account());
        states.put(
                "waiting",
                Given.of(
                        person(new Demographics("Roe", "R", null, null, null, null, null, null)),
                        new org.communitysupport.billing.domain.account.AccountEvent.ClaimFactsAwaited(PERSON, DAY)));
        check(
                "member-account",
                new AccountDecider(),
                NoFacts.NONE,
                AccountCommand.class,
                states,
                List.of(
                        new AccountCommand.NotePerson(PERSON, doe),
                        new AccountCommand.NoteInsurance(
                                PERSON,
                                "northfork",
                                "plan",
                                DAY,
                                null,
                                DAY,
                                null,
                                Personal.of(PERSON, "member-id", "1"),
                                "eligibility:1:1"),
                        new AccountCommand.NoteInsuranceEnd(PERSON, "northfork", DAY, "eligibility:1:2"),
                        new AccountCommand.NoteDiagnoses(
                                PERSON,
                                DAY,
                                false,
                                Personal.of(PERSON, "diagnoses", new Diagnoses(List.of("F25.0"))),
                                "eligibility:1:3"),
                        new AccountCommand.NoteAuthorization(
                                PERSON,
                                POOL,
                                "AUTHORIZATION",
                                "A1",
                                "US-NC.CST",
                                "northfork",
                                128,
                                DAY,
                                DAY,
                                "eligibility:1:4"),
                        new AccountCommand.AwaitFacts(PERSON, DAY),
                        new AccountCommand.StopWaiting(PERSON, DAY)));
    }

    @Test
    void payer_channel() {
        var build = new ChannelCommand.BuildBatch("northfork", "b1", 1, List.of(claim(1)), 4800, "ff", 900);
        var sending = new ChannelCommand.ClaimSending("northfork", "b1", "token");
        var submit = new ChannelCommand.NoteBatchSubmitted("northfork", "b1", DAY);
        var acknowledge = new ChannelCommand.NoteAcknowledgement("northfork", "1", "999", "A", List.of());
        var decider = new ChannelDecider();
        var states = new LinkedHashMap<String, Channel>();
        states.put("none", Channel.NONE);
        states.put("built", fold(decider, new ChannelDecider.Series(0), build));
        states.put("being sent", fold(decider, new ChannelDecider.Series(0), build, sending));
        states.put("submitted", fold(decider, new ChannelDecider.Series(0), build, submit));
        states.put("acknowledged", fold(decider, new ChannelDecider.Series(0), build, submit, acknowledge));
        check(
                "payer-channel",
                decider,
                new ChannelDecider.Series(0),
                ChannelCommand.class,
                states,
                List.of(build, sending, submit, acknowledge));
    }

    @Test
    void payer_file() {
        var receive = new PayerFileCommand.ReceiveFile("f1", 10, null);
        var refuse = new PayerFileCommand.RefuseFile("f1", "835", "ISA", "X12-TA1-022", "no");
        var finish = new PayerFileCommand.FinishFile(
                "f1", "835", 1, 1, 0, org.communitysupport.billing.domain.file.FileLinks.NONE);
        var decider = new PayerFileDecider();
        var none = NoFacts.NONE;
        var states = new LinkedHashMap<String, PayerFileDecider.PayerFile>();
        states.put("UNKNOWN", decider.initial());
        states.put("RECEIVED", fold(decider, none, receive));
        states.put("REFUSED", fold(decider, none, receive, refuse));
        states.put("PROCESSED", fold(decider, none, receive, finish));
        check("payer-file", decider, none, PayerFileCommand.class, states, List.of(receive, refuse, finish));
    }

    @Test
    void remittance() {
        var receive = new RemittanceCommand.ReceiveRemittance(
                "x1", "northfork", "T1", DAY, 4016, "f1", 1, null, List.of(), null);
        var crooked = new RemittanceCommand.ReceiveRemittance(
                "x1",
                "northfork",
                "T1",
                DAY,
                4016,
                "f1",
                1,
                null,
                List.of(new org.communitysupport.billing.domain.rule.Balance.Difference("off", 127)),
                null);
        var finish = new RemittanceCommand.FinishPosting(
                "x1",
                "f1",
                4016,
                1,
                List.of(new RemittanceCommand.Unmatched(2, "OLD-1", 900, "not-our-number", null, 900L, null)),
                List.of(new RemittanceCommand.ProviderAdjustment("CV", -127, null, null)));
        var deposit = new RemittanceCommand.RecordDeposit(
                "x1", 4016, LocalDate.of(2026, 12, 1), false, LocalDate.of(2026, 12, 1));
        var reject = new RemittanceCommand.RejectRemittance("x1", "NOT_OURS");
        var decider = new RemittanceDecider();
        var none = NoFacts.NONE;
        var states = new LinkedHashMap<String, RemittanceDecider.Remittance>();
        states.put("UNKNOWN", decider.initial());
        states.put("RECEIVED", fold(decider, none, receive));
        states.put("QUARANTINED", fold(decider, none, crooked));
        states.put("REJECTED", fold(decider, none, crooked, reject));
        states.put("POSTED", fold(decider, none, receive, finish));
        states.put("POSTED and deposited", fold(decider, none, receive, finish, deposit));
        check(
                "remittance",
                decider,
                none,
                RemittanceCommand.class,
                states,
                List.of(
                        receive,
                        finish,
                        deposit,
                        reject,
                        new RemittanceCommand.ReleaseQuarantine("x1", "CHECKED"),
                        new RemittanceCommand.MatchUnmatched("x1", 2, claim(1), 900, "OLD_NUMBER"),
                        new RemittanceCommand.ReturnPayment("x1", 1, claim(1), 4016, "OTHER_CLAIM"),
                        new RemittanceCommand.CloseUnmatched("x1", 2, "NOT_OURS")));
    }

    @Test
    void claim_number() {
        var give = new NumberCommand.GiveNumber("C1", PERSON, claim(1));
        var decider = new NumberDecider();
        var none = NoFacts.NONE;
        var states = new LinkedHashMap<String, NumberDecider.Holder>();
        states.put("free", decider.initial());
        states.put("given", fold(decider, none, give));
        states.put("given to another", fold(decider, none, new NumberCommand.GiveNumber("C1", PERSON, claim(2))));
        check("claim-number", decider, none, NumberCommand.class, states, List.of(give));
    }

    private static DayClaims held() {
        var sent = after(facts(), release(1, line("q1", "HN", 2, POOL, "A77")), batch(1));
        var both = apply(sent, release(2, line("q2", "HN", 3, POOL, "A77")), facts());
        var second = both.claim(claim(2));
        // Only the held claim, under the number that the commands of the table use.
        var b = second.built();
        var renamed = new DayClaimsEvent.ClaimBuilt(
                b.person(),
                claim(1),
                b.date(),
                b.payer(),
                b.program(),
                b.episode(),
                b.authorization(),
                b.authorizationNumber(),
                b.frequency(),
                b.place(),
                b.lines(),
                b.chargeCents(),
                b.expectedCents(),
                b.release(),
                b.released(),
                b.part2(),
                b.subject(),
                b.facts(),
                b.basis(),
                null,
                null);
        var decider = new DayClaimsDecider();
        var state = decider.evolve(DayClaims.NONE, renamed);
        return decider.evolve(state, new DayClaimsEvent.ClaimHeld(PERSON, claim(1), second.findings(), b.basis()));
    }

    private static DayClaims denied() {
        return apply(sent(), payment(1, "x0", advice("4", 4800, 0)), facts());
    }

    private static DayClaims replaced() {
        var corrected = apply(denied(), new DayClaimsCommand.CorrectClaim(claim(1), null, "DENIED"), facts());
        var again = apply(apply(corrected, batch(2), facts()), submitted(2), facts());
        return apply(again, payment(2, "x2", advice("1", 4800, 4016, new Adjustment("CO", "45", 784, null))), facts());
    }

    private static DayClaims voided() {
        var command =
                new DayClaimsCommand.CorrectClaim(claim(1), DayClaimsCommand.CorrectClaim.Kind.VOID, "NOT_SERVED");
        var corrected = apply(denied(), command, facts());
        return apply(apply(corrected, batch(2), facts()), submitted(2), facts());
    }

    private static DayClaims sent() {
        return after(facts(), release(1, peer(2)), batch(1), submitted(1));
    }

    private static DayClaimsCommand verdict(boolean accepted) {
        return new DayClaimsCommand.NoteVerdict(
                claim(1), accepted, List.of(accepted ? "A2:20" : "A7:562"), "PC1", "277CA");
    }

    @SafeVarargs
    private static <C, S, E, F> S fold(Decider<C, S, E, F> decider, F facts, C... commands) {
        S state = decider.initial();
        for (C command : commands)
            switch (decider.decide(command, state, facts)) {
                case Decision.Accepted<E> a -> {
                    for (E e : a.events()) state = decider.evolve(state, e);
                }
                case Decision.Rejected<E> r ->
                    throw new AssertionError(r.rejection().toString());
            }
        return state;
    }

    private static <C, S, E, F> void check(
            String name,
            Decider<C, S, E, F> decider,
            F facts,
            Class<C> sealed,
            Map<String, S> states,
            List<C> commands) {
        new DecisionTable<>(decider, facts)
                .states(states)
                .commands(commands)
                .isIn(Path.of("src/test/resources/tables", name + ".txt"), sealed);
    }
}
