package org.communitysupport.billing.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.billing.application.PayerFilesTest.advice;
import static org.communitysupport.billing.application.PayerFilesTest.build;
import static org.communitysupport.billing.application.PayerFilesTest.pay;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.communitysupport.billing.domain.Aggregates;
import org.communitysupport.billing.domain.claim.Adjustment;
import org.communitysupport.billing.domain.claim.ClaimAdvice;
import org.communitysupport.billing.domain.claim.DayClaims.Status;
import org.communitysupport.billing.domain.remittance.RemittanceDecider.Remittance;
import org.communitysupport.billing.domain.remittance.RemittanceDecider.Stage;
import org.communitysupport.kernel.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Money that does not fit at once, from the payer's file to the biller's hand. Each claim is $48.00, for which $40.16 is due. */
class MoneyFilesTest {
    private final House house = new House();
    private final PostFile post = house.post;
    private final HandPosting hands = house.hands;

    @Test
    @Tag("B-11")
    void a_correction_stands_before_its_reversal_in_one_file() {
        String claim = sent();
        take(advice(4016, pay(house, claim)));
        String corrected = clp(claim, "1", "48", "41", "CAS*CO*45*7~");
        String reversal = clp(claim, "22", "-48", "-40.16", "CAS*CO*45*-7.84~");
        var taken = house.take.take(House.TENANT, trace(advice(84, corrected, reversal), "TRACE2"), null, "biller");
        assertThat(taken.posted()).isEqualTo(2);
        assertThat(taken.unmatched()).isZero();
        assertThat(house.claim(claim).status()).isEqualTo(Status.PAID);
        assertThat(house.claim(claim).settlement().paidCents()).isEqualTo(4100);
    }

    @Test
    void a_second_payment_waits_and_is_listed_until_a_person_decides() {
        String claim = sent();
        take(advice(4016, pay(house, claim)));
        var second = trace(advice(4016, pay(house, claim)), "TRACE2");
        assertThat(take(second).unmatched()).isEqualTo(1);
        assertThat(house.claim(claim).settlement().paidCents()).isEqualTo(4016);
        String remittance = id("TRACE2", 4016);
        assertThat(remittance(remittance).waiting()).containsEntry(1, 4016L);
        done(hands.match(remittance, 1, List.of(part(claim, null)), "OVERPAID", House.context()));
        assertThat(house.claim(claim).openCents()).isEqualTo(4800 - 8032);
        assertThat(remittance(remittance).waiting()).isEmpty();
    }

    @Test
    void one_who_matches_twice_is_told_that_nothing_waits() {
        String remittance = stranger(1000);
        String claim = sent();
        done(hands.match(remittance, 1, List.of(part(claim, 1000L)), "OLD_NUMBER", House.context()));
        assertThat(house.claim(claim).settlement().paidCents()).isEqualTo(1000);
        var again = hands.match(remittance, 1, List.of(part(claim, 1000L)), "OLD_NUMBER", House.context());
        assertThat(((Outcome.Refused<?>) again).rejection().code()).isEqualTo("nothing-waits");
        assertThat(house.claim(claim).settlement().paidCents()).isEqualTo(1000);
    }

    @Test
    @Tag("B-17")
    void a_payment_for_a_number_of_before_is_shown_as_written_and_goes_to_two_claims() {
        String remittance = stranger(5000);
        var told = hands.told(House.TENANT, remittance, 1).orElseThrow();
        assertThat(told.advice().reference()).isEqualTo("OLDSYS-4711");
        assertThat(told.patient().name()).isEqualTo("PAT DOE");
        assertThat(told.patient().memberId()).isEqualTo("999");
        String one = sent();
        String other = sent();
        done(hands.match(remittance, 1, List.of(part(one, 4016L), part(other, 900L)), "OLD_NUMBER", House.context()));
        assertThat(remittance(remittance).waiting()).containsEntry(1, 84L);
        done(hands.close(remittance, 1, "PAID_BACK", House.context()));
        assertThat(remittance(remittance).waiting()).isEmpty();
        assertThat(house.claim(one).settlement().paidCents()).isEqualTo(4016);
        assertThat(house.claim(other).settlement().paidCents()).isEqualTo(900);
    }

    @Test
    void a_payment_on_the_wrong_claim_is_taken_off_and_given_to_the_right_one() {
        String wrong = sent();
        String right = sent();
        take(advice(4016, pay(house, wrong)));
        String remittance = id("TRACE1", 4016);
        done(hands.unpost(house.claim(wrong), remittance, 1, "OTHER_CLAIM", House.context()));
        assertThat(house.claim(wrong).settlement().paidCents()).isZero();
        assertThat(remittance(remittance).waiting()).containsEntry(1, 4016L);
        done(hands.match(remittance, 1, List.of(part(right, null)), "OTHER_CLAIM", House.context()));
        assertThat(house.claim(right).status()).isEqualTo(Status.PAID);
        assertThat(remittance(remittance).waiting()).isEmpty();
    }

    @Test
    void a_quarantined_payment_is_released_by_a_person_and_posted_then() {
        String claim = sent();
        take(advice(4017, pay(house, claim)));
        String remittance = id("TRACE1", 4017);
        assertThat(remittance(remittance).stage()).isEqualTo(Stage.QUARANTINED);
        done(hands.release(remittance, "ROUNDED_BY_PAYER", House.context()));
        assertThat(remittance(remittance).stage()).isEqualTo(Stage.POSTED);
        assertThat(house.claim(claim).status()).isEqualTo(Status.PAID);
    }

    @Test
    void a_rejected_payment_is_over_until_a_better_file_of_it_comes() {
        String claim = sent();
        byte[] crooked = advice(4016, pay(house, claim).replace("CAS*CO*45*7.84", "CAS*CO*45*7.83"));
        take(crooked);
        String remittance = id("TRACE1", 4016);
        done(hands.reject(remittance, "WRONG_FILE", House.context()));
        assertThat(remittance(remittance).stage()).isEqualTo(Stage.REJECTED);
        take(crooked);
        assertThat(remittance(remittance).stage()).isEqualTo(Stage.REJECTED);
        take(advice(4016, pay(house, claim)));
        assertThat(house.claim(claim).status()).isEqualTo(Status.PAID);
    }

    @Test
    @Tag("B-20")
    void two_advices_without_money_under_one_trace_are_two() {
        String one = sent();
        String other = sent();
        var first = advice(0, clp(one, "4", "48", "0", "CAS*CO*197*48~"));
        var second = advice(0, clp(other, "4", "48", "0", "CAS*CO*197*48~"));
        assertThat(take(first).posted()).isEqualTo(1);
        assertThat(take(second).posted()).isEqualTo(1);
        assertThat(house.claim(one).status()).isEqualTo(Status.DENIED);
        assertThat(house.claim(other).status()).isEqualTo(Status.DENIED);
        byte[] again = new String(second, StandardCharsets.US_ASCII)
                .replace("000000001", "000000002")
                .getBytes(StandardCharsets.US_ASCII);
        long before = house.version(other);
        take(again);
        assertThat(house.version(other)).isEqualTo(before);
    }

    @Test
    @Tag("B-15")
    void money_that_the_payer_takes_back_outside_of_a_claim_finds_the_claim_that_it_names() {
        String claim = sent();
        take(advice(4016, pay(house, claim)));
        house.controls.put("PC1", claim);
        String none = "PLB*1234567893*20261231*WO:PC1*40.16*FB:X*-40.16~";
        take(trace(advice(0, none), "TRACE2"));
        assertThat(house.claim(claim).settlement().posted()).anyMatch(key -> key.endsWith("#WO#PC1"));
        assertThat(house.claim(claim).status()).isEqualTo(Status.PAID);
    }

    @Test
    void paper_is_posted_like_a_file_and_counts_once() {
        String claim = sent();
        for (int i = 0; i < 2; i++) {
            var keyed = post.post(paper(claim, 4016), House.context());
            assertThat(keyed.differences()).isEmpty();
        }
        assertThat(house.claim(claim).status()).isEqualTo(Status.PAID);
        assertThat(house.claim(claim).settlement().posted()).hasSize(1);
    }

    @Test
    void paper_that_does_not_add_up_posts_nothing_and_says_which_claim() {
        String claim = sent();
        var keyed = post.post(paper(claim, 4015), House.context());
        assertThat(keyed.differences())
                .extracting(d -> d.detail())
                .anyMatch(d -> d.contains(house.claim(claim).sending().number()) && d.contains("$0.01"));
        assertThat(house.claim(claim).status()).isEqualTo(Status.SUBMITTED);
    }

    private PostFile.Paper paper(String claim, long cents) {
        var advice = new ClaimAdvice(
                house.claim(claim).sending().number(),
                "1",
                4800,
                cents,
                "",
                List.of(new Adjustment("CO", "45", 784, null)),
                List.of(),
                List.of());
        return new PostFile.Paper(
                "northfork", "CHECK 77", LocalDate.of(2026, 11, 23), cents, List.of(advice), List.of(), "PAPER_EOB");
    }

    private String stranger(long cents) {
        String dollars = org.communitysupport.kernel.Money.ofCents(cents).toDollars();
        take(trace(
                advice(cents, "CLP*OLDSYS-4711*1*" + dollars + "*" + dollars + "**MC*X~NM1*QC*1*DOE*PAT****MI*999~"),
                "OLD"));
        return id("OLD", cents);
    }

    private String sent() {
        String claim = house.readyClaim();
        var built = build(house);
        house.submitted(built.batch(), built.controlNumber(), claim);
        house.ready.clear();
        return claim;
    }

    private String clp(String claim, String status, String charge, String paid, String cas) {
        return "CLP*" + house.claim(claim).sending().number() + "*" + status + "*" + charge + "*" + paid
                + "**MC*PC1~NM1*QC*1*X~SVC*HC:H2015:HT:U1*" + charge + "*" + paid + "**2~" + cas;
    }

    private TakePayerFile.Taken take(byte[] file) {
        return house.take.take(House.TENANT, file, null, "biller");
    }

    private static byte[] trace(byte[] file, String trace) {
        return new String(file, StandardCharsets.US_ASCII)
                .replace("TRACE1", trace)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String id(String trace, long cents) {
        return Hashes.remittance(
                new PayerFileReader.Head("1560000001", trace, LocalDate.of(2026, 11, 23), cents, "", null));
    }

    private Remittance remittance(String id) {
        return house.log
                .load(Aggregates.REMITTANCE, Aggregates.remittance(House.TENANT, id))
                .state();
    }

    private static HandPosting.Part part(String claim, Long cents) {
        return new HandPosting.Part(claim, cents, null, null);
    }

    private static void done(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
    }
}
