package org.communitysupport.billing.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.billing.domain.claim.Given.*;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.communitysupport.billing.domain.claim.DayClaims.Claim;
import org.communitysupport.billing.domain.claim.DayClaims.Status;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.CorrectClaim;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.PostPayment;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimBuilt;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimPaid;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimPartiallyPaid;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.PaymentTakenUp;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Money of a claim, in whatever order it comes. TWO has lines of $108.00 and $48.00, for which $90.36 and $40.16 are due. */
class PostingTest {
    private static final ClaimAdvice ALL = whole("1", 10800, 9036, 4800, 4016);
    private static final ClaimAdvice ALL_BACK = whole("22", -10800, -9036, -4800, -4016);
    private static final ClaimAdvice FIRST = split(part(1, 10800, 9036));
    private static final ClaimAdvice SECOND = split(part(2, 4800, 4016));

    @Test
    @Tag("B-11")
    void a_correction_that_comes_before_the_reversal_waits_for_it_and_then_counts() {
        var paid = post(two(), "x1", ALL);
        var corrected = post(paid, "x2", whole("1", 10800, 9136, 4800, 4016));
        assertThat(claim(corrected).settlement().paidCents()).isEqualTo(13052);
        var reversal = payment(1, "x3", ALL_BACK);
        assertThat(events(corrected, reversal, facts())).anyMatch(PaymentTakenUp.class::isInstance);
        var done = claim(apply(corrected, reversal, facts()));
        assertThat(done.settlement().paidCents()).isEqualTo(13152);
        assertThat(done.status()).isEqualTo(Status.PAID);
        assertThat(done.settlement().ledger().waiting()).isEmpty();
    }

    @Test
    @Tag("B-12")
    void the_parts_of_a_split_claim_are_posted_one_after_the_other() {
        var first = post(two(), "x1", FIRST);
        assertThat(claim(first).status()).isEqualTo(Status.PARTLY_PAID);
        assertThat(claim(first).settlement().denial()).isNull();
        var both = claim(post(first, "x2", SECOND));
        assertThat(both.status()).isEqualTo(Status.PAID);
        assertThat(both.settlement().paidCents()).isEqualTo(13052);
        assertThat(both.openCents()).isZero();
    }

    @Test
    @Tag("B-13")
    void a_denied_line_that_is_paid_later_without_a_reversal_is_paid() {
        var partly = post(two(), "x1", claimOf("1", 15600, 4016, denied(1, 10800, "197"), part(2, 4800, 4016)));
        assertThat(claim(partly).status()).isEqualTo(Status.PARTLY_PAID);
        assertThat(claim(partly).settlement().denial().carc()).isEqualTo("197");
        assertThat(claim(partly).openCents()).isEqualTo(10800);
        var later = claim(post(partly, "x2", FIRST));
        assertThat(later.status()).isEqualTo(Status.PAID);
        assertThat(later.openCents()).isZero();
    }

    @Test
    void a_supplement_of_a_paid_line_counts_on_top() {
        var more = claimOf("1", 10800, 300, new ClaimAdvice.Line(1, 10800, 300, List.of(co45(1, 10500))));
        var claim = claim(post(post(two(), "x1", ALL), "x2", more));
        assertThat(claim.settlement().paidCents()).isEqualTo(13352);
        assertThat(claim.status()).isEqualTo(Status.PAID);
        assertThat(claim.openCents()).isZero();
    }

    @Test
    @Tag("B-14")
    void one_line_is_taken_back_and_the_other_stays() {
        var back = claimOf("22", -4800, -4016, new ClaimAdvice.Line(2, -4800, -4016, List.of(co45(2, -784))));
        var claim = claim(post(post(two(), "x1", ALL), "x2", back));
        assertThat(claim.settlement().paidCents()).isEqualTo(9036);
        assertThat(claim.status()).isEqualTo(Status.PARTLY_PAID);
        assertThat(claim.openCents()).isEqualTo(4800);
    }

    @Test
    @Tag("B-18")
    void a_denial_that_the_payer_explains_by_the_contract_alone_is_a_denial() {
        for (String status : List.of("4", "1")) {
            var claim = claim(post(two(), "x1", plain(status, 15600, 0, new Adjustment("CO", "45", 15600, null))));
            assertThat(claim.status()).isEqualTo(Status.DENIED);
            assertThat(claim.openCents()).isEqualTo(15600);
            assertThat(claim.settlement().denial()).isNotNull();
        }
    }

    @Test
    @Tag("B-19")
    void what_is_neither_paid_nor_denied_nor_reversed_is_set_aside() {
        assertThat(refusal(two(), payment(1, "x1", plain("25", 15600, 0)), facts()))
                .isEqualTo("forecast");
        assertThat(refusal(two(), payment(1, "x1", plain("23", 15600, 0)), facts()))
                .isEqualTo("forwarded");
        assertThat(refusal(two(), payment(1, "x1", plain("13", 15600, 0)), facts()))
                .isEqualTo("other-status");
        for (String status : List.of("2", "3", "19", "20", "21"))
            assertThat(claim(post(two(), "x1", plain(status, 15600, 13052, new Adjustment("CO", "45", 2548, null))))
                            .status())
                    .isEqualTo(Status.PAID);
    }

    @Test
    void the_members_share_is_open_and_no_denial() {
        var line = new ClaimAdvice.Line(1, 10800, 8736, List.of(co45(1, 1764), new Adjustment("PR", "3", 300, 1)));
        var paid = (ClaimPaid)
                events(two(), payment(1, "x1", claimOf("1", 15600, 12752, line, part(2, 4800, 4016))), facts())
                        .getLast();
        assertThat(paid.openCents()).isEqualTo(300);
        assertThat(paid.patientCents()).isEqualTo(300);
        assertThat(paid.warnings()).isEmpty();
    }

    @Test
    void ended_coverage_is_a_denial_and_no_bill_to_the_member_whatever_group_the_payer_gives() {
        var claim = claim(post(two(), "x1", plain("1", 15600, 0, new Adjustment("PR", "27", 15600, null))));
        assertThat(claim.status()).isEqualTo(Status.DENIED);
        assertThat(claim.settlement().denial().carc()).isEqualTo("27");
    }

    @Test
    void a_small_reduction_of_a_paid_line_is_underpaid_and_no_denial() {
        var line = new ClaimAdvice.Line(1, 10800, 8855, List.of(co45(1, 1764), new Adjustment("CO", "253", 181, 1)));
        var partly = (ClaimPartiallyPaid)
                events(two(), payment(1, "x1", claimOf("1", 15600, 12871, line, part(2, 4800, 4016))), facts())
                        .getLast();
        assertThat(partly.denial()).isNull();
        assertThat(partly.openCents()).isEqualTo(181);
    }

    @Test
    void more_than_the_charge_is_an_overpayment_with_its_clock() {
        var over = claimOf(
                "1", 15600, 16016, new ClaimAdvice.Line(1, 10800, 12000, List.of(co45(1, -1200))), part(2, 4800, 4016));
        var paid = (ClaimPaid) events(two(), payment(1, "x1", over), facts()).getLast();
        assertThat(paid.openCents()).isEqualTo(-416);
        assertThat(paid.refundBy()).isEqualTo(facts().today().plusDays(60));
        assertThat(paid.warnings()).extracting(w -> w.code()).containsExactly("overpaid");
        assertThat(paid.paidCents() + paid.adjustedCents() + paid.openCents()).isEqualTo(15600);
    }

    @Test
    void another_code_than_was_billed_is_kept_and_said() {
        var line = new ClaimAdvice.Line(null, 10800, 9036, List.of(co45(null, 1764)), "H2014", "H2015-HT-HO", "1", DAY);
        var paid = (ClaimPaid)
                events(two(), payment(1, "x1", claimOf("1", 15600, 13052, line, part(2, 4800, 4016))), facts())
                        .getLast();
        assertThat(paid.warnings())
                .extracting(w -> w.code() + ": " + w.detail())
                .containsExactly(
                        "recoded: Line 1 was billed as H2015-HT-HO and decided as H2014. Check the service that was billed.");
    }

    @Test
    void a_group_code_that_the_guide_does_not_have_is_taken_with_a_warning() {
        var paid = events(
                two(), payment(1, "x1", plain("1", 15600, 15500, new Adjustment("CR", "45", 100, null))), facts());
        assertThat(paid)
                .filteredOn(ClaimPartiallyPaid.class::isInstance)
                .singleElement()
                .satisfies(e -> assertThat(((ClaimPartiallyPaid) e).beside().warnings())
                        .extracting(w -> w.code())
                        .contains("unknown-group"));
    }

    @Test
    @Tag("B-07")
    void a_payment_of_a_version_that_was_rejected_and_rebuilt_posts_there_and_the_new_one_is_over() {
        var again = apply(rejected(), new DayClaimsCommand.RebuildRejected(Given.claim(1)), facts());
        for (var sent : List.of(again, apply(apply(again, batch(2), facts()), submitted(2), facts()))) {
            var paid = post(sent, "x1", ALL);
            assertThat(claim(paid).status()).isEqualTo(Status.PAID);
            assertThat(paid.claim(Given.claim(2)).status()).isEqualTo(Status.SUPERSEDED);
            var back = post(paid, "x2", ALL_BACK);
            assertThat(claim(back).status()).isEqualTo(Status.SUPERSEDED);
            assertThat(back.claim(Given.claim(2)).status())
                    .isEqualTo(sent.claim(Given.claim(2)).status());
        }
    }

    @Test
    void two_paid_versions_are_said() {
        var again = apply(rejected(), new DayClaimsCommand.RebuildRejected(Given.claim(1)), facts());
        var sent = apply(apply(again, batch(2), facts()), submitted(2), facts());
        var paid = post(sent, "x1", ALL);
        var twice = (ClaimPaid) events(paid, payment(2, "x2", ALL), facts()).get(1);
        assertThat(twice.warnings()).extracting(w -> w.code()).contains("paid-twice");
    }

    @Test
    @Tag("B-25")
    void a_denial_is_corrected_by_a_replacement_and_stays_open_until_that_is_answered() {
        var denied = post(two(), "x1", plain("4", 15600, 0, new Adjustment("CO", "16", 15600, null)));
        var events = events(denied, new DayClaimsCommand.RebuildRejected(Given.claim(1)), facts());
        var built = (ClaimBuilt)
                events.stream().filter(ClaimBuilt.class::isInstance).findFirst().orElseThrow();
        assertThat(built.frequency()).isEqualTo("7");
        assertThat(built.originalPayerControl()).isEqualTo("PC1");
        assertThat(built.replaces()).isEqualTo(Given.claim(1));
        var corrected = apply(denied, new CorrectClaim(Given.claim(1), null, "MISSING_DATA"), facts());
        assertThat(claim(corrected).status()).isEqualTo(Status.DENIED);
        assertThat(refusal(corrected, new CorrectClaim(Given.claim(1), null, "AGAIN"), facts()))
                .isEqualTo("correction-under-way");
        var sent = apply(apply(corrected, batch(2), facts()), submitted(2), facts());
        assertThat(claim(sent).settlement().denial()).isNotNull();
        var paid = apply(sent, payment(2, "x2", ALL), facts());
        assertThat(claim(paid).status()).isEqualTo(Status.REPLACED);
        assertThat(paid.claim(Given.claim(2)).status()).isEqualTo(Status.PAID);
    }

    @Test
    @Tag("B-26")
    void a_visit_of_a_paid_claim_that_is_voided_makes_a_void_and_the_money_goes_back() {
        var paid = post(two(), "x1", ALL);
        var changed = apply(paid, correction("H2015-HT-HO"), facts());
        var seven = events(changed, new CorrectClaim(Given.claim(1), null, "VISIT_VOIDED"), facts());
        assertThat(seven)
                .filteredOn(ClaimBuilt.class::isInstance)
                .singleElement()
                .satisfies(e -> {
                    assertThat(((ClaimBuilt) e).frequency()).isEqualTo("7");
                    assertThat(((ClaimBuilt) e).chargeCents()).isEqualTo(4800);
                });
        var none = apply(changed, correction("H2015-HT-U1"), facts());
        var voided = apply(none, new CorrectClaim(Given.claim(1), null, "VISIT_VOIDED"), facts());
        assertThat(voided.claim(Given.claim(2)).built().frequency()).isEqualTo("8");
        var sent = apply(apply(voided, batch(2), facts()), submitted(2), facts());
        var back = post(sent, "x2", ALL_BACK);
        assertThat(claim(back).status()).isEqualTo(Status.VOIDED);
    }

    @Test
    void a_held_claim_whose_lines_came_late_goes_with_the_replacement() {
        var sent = after(facts(), release(1, line("q1", "HN", 2, POOL, "A77")), batch(1), submitted(1));
        var held = apply(sent, release(2, line("q2", "HN", 3, POOL, "A77")), facts());
        assertThat(held.claim(Given.claim(2)).status()).isEqualTo(Status.HELD);
        var paid = post(held, "x1", plain("1", 5600, 4688, new Adjustment("CO", "45", 912, null)));
        var corrected = apply(paid, new CorrectClaim(Given.claim(1), null, "MORE_LINES"), facts());
        assertThat(corrected.claim(Given.claim(2)).status()).isEqualTo(Status.SUPERSEDED);
        var seven = corrected.claim(Given.claim(3));
        assertThat(seven.built().frequency()).isEqualTo("7");
        assertThat(seven.built().lines().getFirst().units()).isEqualTo(5);
        assertThat(seven.status()).isEqualTo(Status.READY);
    }

    /** A payment, its reversal, a split correction, a supplement: shuffled, some of them twice. */
    @Test
    void in_whatever_order_and_however_often_they_come_the_end_is_the_same_to_the_cent() {
        var messages = List.of(
                ALL,
                ALL_BACK,
                split(part(1, 10800, 9136)),
                SECOND,
                claimOf("1", 10800, 200, new ClaimAdvice.Line(1, 10800, 200, List.of(co45(1, 10600)))),
                plain("4", 15600, 0, new Adjustment("CO", "197", 15600, null)),
                claimOf("22", -4800, -4016, new ClaimAdvice.Line(2, -4800, -4016, List.of(co45(2, -784)))),
                split(part(2, 4800, 4100)));
        for (int seed = 0; seed < 500; seed++) {
            var posts = new ArrayList<DayClaimsCommand>();
            for (int i = 0; i < messages.size(); i++) posts.add(payment(1, "x" + i, messages.get(i)));
            var random = new Random(seed);
            for (int i = 0; i < 3; i++) posts.add(posts.get(random.nextInt(posts.size())));
            Collections.shuffle(posts, random);
            var state = two();
            for (var post : posts) {
                state = apply(state, post, facts());
                accounted(claim(state));
            }
            var claim = claim(state);
            assertThat(claim.settlement().ledger().waiting()).as("seed " + seed).isEmpty();
            assertThat(claim.settlement().paidCents()).as("seed " + seed).isEqualTo(9136 + 200 + 4100);
            assertThat(claim.status()).as("seed " + seed).isEqualTo(Status.PAID);
            assertThat(claim.openCents()).as("seed " + seed).isZero();
        }
    }

    /** Whatever comes, each cent either counts or waits, and charge = paid + adjusted + open. */
    @Test
    void of_money_that_never_fits_together_no_cent_is_lost() {
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var state = two();
            long sent = 0;
            for (int i = 0; i < 8; i++) {
                int sign = random.nextInt(3) == 0 ? -1 : 1;
                long paid = sign * random.nextInt(12000);
                var advice = plain(sign < 0 ? "22" : "1", sign * 10800L, paid, co45(null, sign * 10800L - paid));
                sent += paid;
                state = apply(state, payment(1, "x" + i, advice), facts());
            }
            accounted(claim(state));
            var ledger = claim(state).settlement().ledger();
            long waits =
                    ledger.waiting().stream().mapToLong(Ledger.Message::cents).sum();
            assertThat(claim(state).settlement().paidCents() + waits).isEqualTo(sent);
        }
    }

    private static void accounted(Claim claim) {
        var s = claim.settlement();
        long applied =
                s.ledger().applied().stream().mapToLong(Ledger.Message::cents).sum();
        assertThat(s.paidCents()).isEqualTo(applied);
        assertThat(s.paidCents() + s.adjustedCents() + claim.openCents())
                .isEqualTo(claim.built().chargeCents());
    }

    @Test
    void what_older_events_say_stands_for_all_that_came_before_them() {
        var built = claim(two()).built();
        var paid = new ClaimPaid(
                PERSON,
                built.claim(),
                "x1",
                1,
                "PC1",
                15600,
                13052,
                13052,
                2548,
                0,
                List.of(co45(null, 2548)),
                List.of(),
                null,
                null);
        var state = new DayClaimsDecider().evolve(two(), paid);
        assertThat(events(state, payment(1, "x1", ALL), facts())).isEmpty();
        var second = apply(state, payment(1, "x2", ALL), facts());
        assertThat(claim(second).settlement().ledger().waits("x2#1")).isTrue();
        assertThat(claim(post(state, "x3", ALL_BACK)).status()).isEqualTo(Status.ACCEPTED);
    }

    private static DayClaims two() {
        return after(facts(), release(1, line("q1", "HO", 3, POOL, "A77"), peer(2)), batch(1), submitted(1));
    }

    private static DayClaims rejected() {
        return apply(
                two(),
                new DayClaimsCommand.NoteVerdict(Given.claim(1), false, List.of("A7:562"), "", "277CA"),
                facts());
    }

    private static Claim claim(DayClaims state) {
        return state.claim(Given.claim(1));
    }

    private static DayClaims post(DayClaims state, String remittance, ClaimAdvice advice) {
        return apply(state, (PostPayment) payment(1, remittance, advice), facts());
    }

    private static ClaimAdvice plain(String status, long charge, long paid, Adjustment... adjustments) {
        return advice(status, charge, paid, adjustments);
    }

    private static ClaimAdvice claimOf(String status, long charge, long paid, ClaimAdvice.Line... lines) {
        return new ClaimAdvice("C1", status, charge, paid, "PC1", List.of(), List.of(), List.of(lines));
    }

    private static ClaimAdvice split(ClaimAdvice.Line line) {
        return claimOf("1", line.chargeCents(), line.paidCents(), line);
    }

    private static ClaimAdvice whole(String status, long charge1, long paid1, long charge2, long paid2) {
        return claimOf(status, charge1 + charge2, paid1 + paid2, part(1, charge1, paid1), part(2, charge2, paid2));
    }

    private static ClaimAdvice.Line part(int number, long charge, long paid) {
        return new ClaimAdvice.Line(number, charge, paid, List.of(co45(number, charge - paid)));
    }

    private static ClaimAdvice.Line denied(int number, long charge, String carc) {
        return new ClaimAdvice.Line(number, charge, 0, List.of(new Adjustment("CO", carc, charge, number)));
    }

    private static Adjustment co45(Integer line, long cents) {
        return new Adjustment("CO", "45", cents, line);
    }
}
