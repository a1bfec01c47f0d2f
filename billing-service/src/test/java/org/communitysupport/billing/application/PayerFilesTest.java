package org.communitysupport.billing.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.communitysupport.billing.domain.Aggregates;
import org.communitysupport.billing.domain.channel.ChannelEvent;
import org.communitysupport.billing.domain.channel.ChannelEvent.ClaimBatchBuilt;
import org.communitysupport.billing.domain.claim.DayClaims.Status;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayerFilesTest {

    /** Stops after every possible number of commands, then takes the file again: nothing is lost and nothing counts twice. */
    @Test
    void a_payment_file_may_stop_after_any_command_and_be_taken_again() {
        for (int commands = 0; commands < 7; commands++) {
            var house = new House();
            String one = sent(house);
            String other = sent(house);
            byte[] file = advice(9600 - 1568, pay(house, one), pay(house, other));
            house.commandsLeft = commands;
            boolean stopped = false;
            try {
                house.take.take(House.TENANT, file, "1.835", "payer-inbox");
            } catch (CommandRunner.Unavailable e) {
                stopped = true;
            }
            house.commandsLeft = -1;
            var taken = house.take.take(House.TENANT, file, "1.835", "payer-inbox");
            assertThat(taken.posted())
                    .as("stopped after %d: %s", commands, stopped)
                    .isEqualTo(2);
            assertThat(taken.unmatched()).isZero();
            for (String claim : new String[] {one, other}) {
                assertThat(house.claim(claim).status()).isEqualTo(Status.PAID);
                assertThat(house.claim(claim).settlement().paidCents()).isEqualTo(4016);
                assertThat(house.claim(claim).settlement().posted()).hasSize(1);
            }
        }
    }

    @Test
    void a_payment_for_a_claim_counts_although_our_note_that_it_was_sent_comes_later() {
        var house = new House();
        String claim = house.readyClaim();
        var built = build(house);
        house.take.take(House.TENANT, advice(4016, pay(house, claim)), null, "payer-inbox");
        assertThat(house.claim(claim).status()).isEqualTo(Status.PAID);
        house.submitted(built.batch(), built.controlNumber(), claim);
        assertThat(house.claim(claim).status()).isEqualTo(Status.PAID);
    }

    @Test
    void what_does_not_fit_a_claim_is_unmatched_with_its_reason_and_the_rest_is_posted() {
        var house = new House();
        String claim = sent(house);
        byte[] file = advice(5016, pay(house, claim), "CLP*NOBODY*1*10*10**MC*X~NM1*QC*1*X~");
        var taken = house.take.take(House.TENANT, file, null, "biller");
        assertThat(taken.posted()).isEqualTo(1);
        assertThat(taken.unmatched()).isEqualTo(1);
        assertThat(house.claim(claim).status()).isEqualTo(Status.PAID);
    }

    @Test
    void an_advice_that_does_not_balance_posts_nothing_until_a_better_one_comes() {
        var house = new House();
        String claim = sent(house);
        byte[] crooked = advice(4016, pay(house, claim).replace("CAS*CO*45*7.84", "CAS*CO*45*7.83"));
        house.take.take(House.TENANT, crooked, null, "biller");
        assertThat(house.claim(claim).status()).isEqualTo(Status.SUBMITTED);
        house.take.take(House.TENANT, advice(4016, pay(house, claim)), null, "biller");
        assertThat(house.claim(claim).status()).isEqualTo(Status.PAID);
    }

    @Test
    @Tag("B-27")
    void lines_that_do_not_add_up_to_their_claim_post_nothing_though_line_and_claim_balance_each_by_itself() {
        var house = new House();
        String claim = sent(house);
        String crooked = pay(house, claim).replace(":U1*48*40.16*", ":U1*40*32.16*");
        assertThat(crooked)
                .as("the claim says what it said")
                .contains("*1*48*40.16*")
                .contains(":U1*40*32.16*");
        house.take.take(House.TENANT, advice(4016, crooked), null, "biller");
        assertThat(house.claim(claim).status()).isEqualTo(Status.SUBMITTED);
    }

    @Test
    void a_refused_file_is_kept_and_refused_again_without_a_second_event() {
        var house = new House();
        byte[] file = "<xml/>".getBytes(StandardCharsets.US_ASCII);
        var first = house.take.take(House.TENANT, file, null, "biller");
        var again = house.take.take(House.TENANT, file, null, "biller");
        assertThat(first.known()).isFalse();
        assertThat(again.known()).isTrue();
        assertThat(again.refused()).isEqualTo(first.refused());
        assertThat(again.position()).isEqualTo(first.position());
        assertThat(house.files).hasSize(1);
    }

    @Test
    void a_verdict_on_a_batch_that_we_never_sent_changes_nothing() {
        var house = new House();
        String file = envelope(
                "FA", "005010X231A1", "ST*999*0001*005010X231A1~AK1*HC*4711*005010X222A1~AK9*A*1*1*1~SE*4*0001~");
        var taken = house.take.take(House.TENANT, file.getBytes(StandardCharsets.US_ASCII), null, "biller");
        assertThat(taken.refused()).isEmpty();
        assertThat(taken.unmatched()).isEqualTo(1);
        var channel = house.log.load(Aggregates.PAYER_CHANNEL, Aggregates.channel(House.TENANT, "northfork"));
        assertThat(channel.exists()).isFalse();
    }

    @Test
    void a_payment_from_a_sender_that_nobody_knows_waits_with_the_reason() {
        held(file -> file.replace("*ZZ*NORTHFORK      ", "*ZZ*SOMEBODY       "), "ISA06");
    }

    @Test
    void a_payment_that_is_addressed_to_somebody_else_waits_with_the_reason() {
        held(file -> file.replace("*ZZ*RIVERBEND      ", "*ZZ*FOOTHILLS      "), "ISA08");
    }

    @Test
    void a_payment_to_another_payee_waits_with_the_reason() {
        held(file -> payee(file, "N1*PE*Other*XX*1999999984~REF*TJ*561234567~"), "NPI or tax id");
        held(file -> payee(file, "N1*PE*Other*FI*561234568~"), "NPI or tax id");
    }

    @Test
    void a_payment_to_this_agency_is_posted_by_either_number() {
        for (String payee : List.of("N1*PE*R*XX*1234567893~", "N1*PE*R*FI*56-1234567~")) {
            var house = new House();
            String claim = sent(house);
            String file = payee(House.text(advice(4016, pay(house, claim))), payee);
            assertThat(take(house, file).posted()).isEqualTo(1);
        }
    }

    @Test
    void an_announced_transfer_is_not_yet_money() {
        held(file -> file.replace("BPR*I*", "BPR*P*"), "moves no money");
    }

    private static String payee(String file, String payee) {
        int more = payee.split("~").length;
        int segments = Integer.parseInt(file.replaceAll("(?s).*SE\\*(\\d+)\\*.*", "$1"));
        return file.replace("LX*1~", payee + "LX*1~").replace("SE*" + segments, "SE*" + (segments + more));
    }

    private static void held(UnaryOperator<String> change, String why) {
        var house = new House();
        String claim = sent(house);
        String sound = House.text(advice(4016, pay(house, claim)));
        assertThat(change.apply(sound)).isNotEqualTo(sound);
        var taken = take(house, change.apply(sound));
        assertThat(taken.posted()).isZero();
        assertThat(taken.paid()).singleElement().satisfies(paid -> {
            assertThat(paid.state()).isEqualTo("QUARANTINED");
            assertThat(paid.reason()).contains(why);
        });
        assertThat(house.claim(claim).status()).isEqualTo(Status.SUBMITTED);
        assertThat(take(house, change.apply(sound)).paid()).isEqualTo(taken.paid());
        assertThat(take(house, sound).posted()).as("the right one comes").isEqualTo(1);
        assertThat(house.claim(claim).status()).isEqualTo(Status.PAID);
    }

    @Test
    void says_whether_a_payment_was_posted_was_known_or_waits() {
        var house = new House();
        String claim = sent(house);
        String file = House.text(advice(4016, pay(house, claim)));
        assertThat(take(house, file).paid()).singleElement().satisfies(paid -> {
            assertThat(paid.state()).isEqualTo("POSTED");
            assertThat(paid.remittance()).startsWith("x");
            assertThat(paid.reason()).isNull();
        });
        String again = file.replace("000000001", "000000002");
        assertThat(take(house, again).paid()).extracting(PostFile.Paid::state).containsExactly("KNOWN");
    }

    @Test
    @Tag("B-04")
    void every_interchange_of_a_file_is_read() {
        var house = new House();
        String one = sent(house);
        String other = sent(house);
        String first = House.text(advice(4016, pay(house, one)));
        String second = House.text(advice(4016, pay(house, other))).replace("TRACE1", "TRACE2");
        var taken = take(house, first + "\r\n" + second);
        assertThat(taken.claims()).isEqualTo(2);
        assertThat(taken.posted()).isEqualTo(2);
        assertThat(taken.paid()).hasSize(2);
        assertThat(house.claim(other).status()).isEqualTo(Status.PAID);
    }

    @Test
    void of_two_interchanges_one_of_which_is_faulty_none_is_posted_and_it_is_named() {
        var house = new House();
        String one = sent(house);
        String first = House.text(advice(4016, pay(house, one)));
        String second = first.replace("SE*", "SE*9");
        for (String file : List.of(first + second, second + first)) {
            var taken = take(house, file);
            assertThat(taken.refused()).isNotEmpty();
            assertThat(taken.refused().getFirst().place())
                    .startsWith(file.startsWith(first) ? "interchange 2, " : "interchange 1, ");
            assertThat(taken.reply())
                    .contains("TA1*000000001*261123*1000*R*024~")
                    .contains("IK5*R*4~");
            assertThat(house.claim(one).status()).isEqualTo(Status.SUBMITTED);
        }
    }

    @Test
    void what_follows_the_last_interchange_and_is_none_refuses_the_file() {
        var house = new House();
        String one = sent(house);
        assertThat(take(house, House.text(advice(4016, pay(house, one))) + "JUNK*1~")
                        .refused())
                .first()
                .satisfies(f -> assertThat(f.place()).startsWith("interchange 2, ISA"));
        assertThat(house.claim(one).status()).isEqualTo(Status.SUBMITTED);
    }

    @Test
    void answers_of_several_kinds_may_come_in_one_file() {
        var house = new House();
        String claim = house.readyClaim();
        var built = build(house);
        house.submitted(built.batch(), built.controlNumber(), claim);
        String number = house.claim(claim).sending().number();
        String file = House.text(advice(4016, pay(house, claim)))
                + accepted(number, "A2")
                + envelope("FA", "005010X231A1", verdict(built.controlNumber(), "A"));
        var taken = take(house, file);
        assertThat(taken.kind()).isEqualTo("835+277+999");
        assertThat(taken.batches()).containsExactly(built.batch());
        assertThat(batch(house, built).verdict()).isEqualTo("A");
        assertThat(house.claim(claim).status()).isEqualTo(Status.PAID);
    }

    @Test
    void what_two_interchanges_of_a_file_say_about_one_claim_both_counts() {
        var house = new House();
        String claim = sent(house);
        String first = House.text(advice(4016, pay(house, claim)));
        String back = pay(house, claim)
                .replace("*1*48*40.16*", "*22*-48*-40.16*")
                .replace("*48*40.16**2", "*-48*-40.16**2")
                .replace("*7.84", "*-7.84");
        String second = House.text(advice(-4016, back))
                .replace("TRACE1", "TRACE2")
                .replace("*C*ACH", "*D*ACH")
                .replace("I*-40", "I*40");
        assertThat(take(house, first + second).posted()).isEqualTo(2);
        assertThat(house.claim(claim).settlement().paidCents()).isZero();
        assertThat(house.claim(claim).settlement().posted()).hasSize(2);
    }

    @Test
    void a_claim_number_in_small_letters_or_among_blanks_is_still_ours() {
        var house = new House();
        String claim = sent(house);
        String number = house.claim(claim).sending().number();
        String file = House.text(advice(4016, pay(house, claim)))
                .replace("CLP*" + number, "CLP* " + number.toLowerCase(java.util.Locale.ROOT) + " ");
        assertThat(take(house, file).posted()).isEqualTo(1);
    }

    @Test
    @Tag("B-08")
    void a_ta1_that_refuses_our_file_rejects_the_batch_and_is_not_answered() {
        var house = new House();
        String claim = house.readyClaim();
        var built = build(house);
        house.submitted(built.batch(), built.controlNumber(), claim);
        var taken = take(house, interchange("TA1*" + built.controlNumber() + "*270301*0800*R*022~", 0));
        assertThat(taken.refused()).isEmpty();
        assertThat(taken.reply()).isNull();
        assertThat(taken.batches()).containsExactly(built.batch());
        assertThat(batch(house, built).verdict()).isEqualTo("R");
        assertThat(take(house, interchange("TA1*000000009*270301*0800*R~", 0)).reply())
                .as("a faulty one is refused and still not answered")
                .isNull();
    }

    @Test
    void a_ta1_that_takes_our_envelope_decides_nothing_and_the_999_behind_it_counts() {
        var house = new House();
        String claim = house.readyClaim();
        var built = build(house);
        house.submitted(built.batch(), built.controlNumber(), claim);
        take(house, interchange("TA1*" + built.controlNumber() + "*270301*0800*A*000~", 0));
        assertThat(batch(house, built).verdict()).isNull();
        String both = envelope("FA", "005010X231A1", verdict(built.controlNumber(), "A"))
                .replace("GS*FA", "TA1*" + built.controlNumber() + "*270301*0800*A*000~GS*FA");
        take(house, both);
        assertThat(batch(house, built).verdict()).isEqualTo("A");
    }

    @Test
    void a_verdict_finds_its_batch_whoever_sends_it() {
        var house = new House();
        String claim = house.readyClaim();
        var built = build(house);
        house.submitted(built.batch(), built.controlNumber(), claim);
        String file = envelope("FA", "005010X231A1", verdict(built.controlNumber(), "R"))
                .replace("*ZZ*NORTHFORK      ", "*ZZ*NOBODYKNOWN    ");
        assertThat(take(house, file).batches()).containsExactly(built.batch());
        assertThat(batch(house, built).verdict()).isEqualTo("R");
    }

    @Test
    @Tag("B-05")
    void a_payer_rejects_what_its_clearinghouse_took_before() {
        var house = new House();
        String claim = sent(house);
        String number = house.claim(claim).sending().number();
        take(house, accepted(number, "A0"));
        assertThat(house.claim(claim).status()).as("forwarded is no verdict").isEqualTo(Status.SUBMITTED);
        assertThat(house.status(claim).codes()).containsExactly("A0:20");
        take(house, accepted(number, "A1"));
        assertThat(house.claim(claim).status()).isEqualTo(Status.ACCEPTED);
        take(house, accepted(number, "A7"));
        assertThat(house.claim(claim).status()).isEqualTo(Status.REJECTED);
        take(house, accepted(number, "A2").replace("1000*TH", "1001*TH"));
        assertThat(house.claim(claim).status()).as("an older word comes late").isEqualTo(Status.REJECTED);
        take(house, House.text(advice(4016, pay(house, claim))));
        assertThat(house.claim(claim).status()).as("and money is money").isEqualTo(Status.PAID);
        take(house, accepted(number, "A3").replace("1000*TH", "1002*TH"));
        assertThat(house.claim(claim).status()).isEqualTo(Status.PAID);
    }

    @Test
    void the_answer_to_a_question_says_where_a_claim_is_and_decides_nothing() {
        var house = new House();
        String claim = sent(house);
        String file = envelope(
                "HN",
                "005010X212",
                "ST*277*0001*005010X212~BHT*0010*08*1*20261123*1000*DG~HL*1**20*1~NM1*PR*2*N*****PI*N~HL*2*1*21*1~"
                        + "NM1*41*2*R*****46*R~HL*3*2*19*1~NM1*1P*2*R*****XX*1~HL*4*3*22*0~NM1*IL*1*X~TRN*2*Q1~"
                        + "STC*A4:35*20261123**48~REF*1K*PC9~REF*EJ*"
                        + house.claim(claim).sending().number() + "~SE*15*0001~");
        assertThat(take(house, file).posted()).isEqualTo(1);
        assertThat(house.claim(claim).status()).isEqualTo(Status.SUBMITTED);
        assertThat(house.status(claim).codes()).containsExactly("A4:35");
        assertThat(house.claim(claim).sending().payerControl()).isEqualTo("PC9");
    }

    @ParameterizedTest
    @CsvSource({
        "A0, WQ, SUBMITTED", "A1, WQ, ACCEPTED", "A2, WQ, ACCEPTED", "A5, WQ, ACCEPTED", "A3, WQ, REJECTED",
        "A4, U, REJECTED", "A6, U, REJECTED", "A7, U, REJECTED", "A8, U, REJECTED", "P1, WQ, SUBMITTED",
        "E0, U, REJECTED"
    })
    @Tag("B-06")
    void each_category_says_what_it_says(String category, String action, Status status) {
        var house = new House();
        String claim = sent(house);
        String file = accepted(house.claim(claim).sending().number(), category)
                .replace(category + ":20*20261123*WQ*48", category + ":20*20261123*" + action + "*48");
        assertThat(take(house, file).unmatched()).isZero();
        assertThat(house.claim(claim).status()).isEqualTo(status);
    }

    @Test
    @Tag("B-09")
    void a_file_that_was_taken_may_be_refused_whole_later() {
        for (int level : new int[] {21, 19}) {
            var house = new House();
            String claim = house.readyClaim();
            var built = build(house);
            house.submitted(built.batch(), built.controlNumber(), claim);
            take(house, envelope("FA", "005010X231A1", verdict(built.controlNumber(), "A")));
            String file = envelope("HN", "005010X214", refusedAt(level, built.controlNumber()));
            assertThat(take(house, file).batches()).containsExactly(built.batch());
            assertThat(batch(house, built).verdict()).isEqualTo("R");
        }
    }

    @Test
    @Tag("B-10")
    void a_clearinghouse_answers_for_several_payers() {
        var house = new House();
        String claim = sent(house);
        String file = House.text(advice(4016, pay(house, claim))).replace("*ZZ*NORTHFORK      ", "*ZZ*CLEARHOUSE     ");
        var taken = take(house, file);
        assertThat(taken.posted()).isEqualTo(1);
        assertThat(house.received(taken.paid().getFirst().remittance()).payer()).isEqualTo("northfork");
    }

    @Test
    void what_a_payer_wrote_for_a_number_that_is_not_ours_is_kept_and_a_name_is_not() {
        var house = new House();
        byte[] file =
                advice(2000, "CLP*OLDSYS-4711*1*10*10**MC*X~NM1*QC*1*X~", "CLP*DOE JANE*1*10*10**MC*X~NM1*QC*1*X~");
        var taken = house.take.take(House.TENANT, file, null, "biller");
        assertThat(house.posted(taken.paid().getFirst().remittance()).unmatched())
                .extracting(u -> u.reference())
                .containsExactly("OLDSYS-4711", "");
    }

    @Test
    void a_file_that_was_refused_once_and_can_be_read_by_now_is_taken() {
        var house = new House();
        String claim = sent(house);
        byte[] file = advice(4016, pay(house, claim));
        var strict = house.door(true);
        assertThat(strict.take(House.TENANT, file, null, "biller").refused())
                .singleElement()
                .satisfies(f -> assertThat(f.rule()).isEqualTo("X12-TA1-020"));
        assertThat(house.take.take(House.TENANT, file, null, "biller").posted()).isEqualTo(1);
    }

    private static TakePayerFile.Taken take(House house, String file) {
        return house.take.take(House.TENANT, file.getBytes(StandardCharsets.ISO_8859_1), null, "payer-inbox");
    }

    private static org.communitysupport.billing.domain.channel.Channel.Batch batch(House house, ClaimBatchBuilt built) {
        return house.log
                .load(Aggregates.PAYER_CHANNEL, Aggregates.channel(House.TENANT, "northfork"))
                .state()
                .byControlNumber(built.controlNumber())
                .orElseThrow();
    }

    private static String verdict(String control, String code) {
        return "ST*999*0001*005010X231A1~AK1*HC*" + Long.parseLong(control) + "*005010X222A1~AK9*" + code + "*1*1*"
                + (code.equals("A") ? 1 : 0) + "~SE*4*0001~";
    }

    private static String accepted(String number, String category) {
        return envelope(
                "HN",
                "005010X214",
                "ST*277*0001*005010X214~BHT*0085*08*1*20261123*1000*TH~HL*1**20*1~NM1*PR*2*N*****PI*N~HL*2*1*21*1~"
                        + "NM1*41*2*R*****46*R~TRN*2*1~STC*A1:19*20261123*WQ*1~HL*3*2*19*1~NM1*85*2*R*****XX*1~HL*4*3*PT~"
                        + "NM1*QC*1*X~TRN*2*" + number + "~STC*" + category + ":20*20261123*WQ*48~SE*15*0001~");
    }

    private static String refusedAt(int level, String control) {
        String stc = "STC*A3:24:41*20261123*WQ*48~";
        return "ST*277*0001*005010X214~BHT*0085*08*1*20261123*1000*TH~HL*1**20*1~NM1*PR*2*N*****PI*N~HL*2*1*21*1~"
                + "NM1*41*2*R*****46*R~TRN*2*" + control + "~"
                + (level == 21 ? stc + "SE*9*0001~" : "HL*3*2*19*0~NM1*85*2*R*****XX*1~TRN*1*0~" + stc + "SE*12*0001~");
    }

    private static String interchange(String segments, int groups) {
        return "ISA*00*          *00*          *ZZ*NORTHFORK      *ZZ*RIVERBEND     "
                + " *261123*1000*^*00501*000000001*0*T*:~"
                + segments + "IEA*" + groups + "*000000001~";
    }

    private static String sent(House house) {
        String claim = house.readyClaim();
        var built = build(house);
        house.submitted(built.batch(), built.controlNumber(), claim);
        house.ready.clear();
        return claim;
    }

    static ClaimBatchBuilt build(House house) {
        var outcome = (Outcome.Done<ChannelEvent>) house.build.build("northfork", House.context());
        return (ClaimBatchBuilt) outcome.events().getFirst();
    }

    static String pay(House house, String claim) {
        return "CLP*" + house.claim(claim).sending().number()
                + "*1*48*40.16**MC*PC1~NM1*QC*1*X~SVC*HC:H2015:HT:U1*48*40.16**2~CAS*CO*45*7.84~";
    }

    static byte[] advice(long cents, String... claims) {
        String body = String.join("", claims);
        int segments = 6 + body.split("~").length;
        return envelope(
                        "HP",
                        "005010X221A1",
                        "ST*835*0001~BPR*I*"
                                + org.communitysupport.kernel.Money.ofCents(cents)
                                        .toDollars()
                                + "*C*ACH************20261123~TRN*1*TRACE1*1560000001~N1*PR*NORTHFORK~LX*1~" + body
                                + "SE*" + segments + "*0001~")
                .getBytes(StandardCharsets.US_ASCII);
    }

    static String envelope(String group, String guide, String set) {
        return "ISA*00*          *00*          *ZZ*NORTHFORK      *ZZ*RIVERBEND     "
                + " *261123*1000*^*00501*000000001*0*T*:~GS*"
                + group + "*NORTHFORK*RIVERBEND*20261123*1000*1*X*" + guide + "~" + set + "GE*1*1~IEA*1*000000001~";
    }
}
