package org.communitysupport.billing.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.communitysupport.billing.domain.Aggregates;
import org.communitysupport.billing.domain.channel.ChannelEvent;
import org.communitysupport.billing.domain.channel.ChannelEvent.ClaimBatchBuilt;
import org.communitysupport.billing.domain.claim.DayClaims.Status;
import org.communitysupport.billing.domain.remittance.RemittanceDecider.Stage;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Outcome;
import org.junit.jupiter.api.Test;

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
    void a_remittance_of_an_unknown_payer_is_kept_too() {
        var house = new House();
        String file = House.text(advice(1000, "CLP*NOBODY*1*10*10**MC*X~NM1*QC*1*X~"))
                .replace("*ZZ*NORTHFORK      ", "*ZZ*SOMEBODY       ");
        var taken = house.take.take(House.TENANT, file.getBytes(StandardCharsets.US_ASCII), null, "biller");
        assertThat(taken.unmatched()).isEqualTo(1);
        var head = new PayerFileReader.Head("1560000001", "TRACE1", java.time.LocalDate.of(2026, 11, 23), 1000, "");
        var remittance =
                house.log.load(Aggregates.REMITTANCE, Aggregates.remittance(House.TENANT, Hashes.remittance(head)));
        assertThat(remittance.state().stage()).isEqualTo(Stage.POSTED);
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
        return "ISA*00*          *00*          *ZZ*NORTHFORK      *ZZ*RIVERBEND      *261123*1000*^*00501*000000001*0*T*:~GS*"
                + group + "*NORTHFORK*RIVERBEND*20261123*1000*1*X*" + guide + "~" + set + "GE*1*1~IEA*1*000000001~";
    }
}
