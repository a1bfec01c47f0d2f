package org.communitysupport.billing.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.billing.domain.claim.Given.*;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.communitysupport.billing.domain.account.Demographics;
import org.communitysupport.billing.domain.account.MemberAccount;
import org.communitysupport.billing.domain.claim.DayClaims.Status;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimBuilt;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimCorrectionDue;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimCoverageDoubted;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimDenied;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimHeld;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimPaid;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimPartiallyPaid;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimScrubFailed;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimScrubPassed;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimSubjectRenewed;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimSuperseded;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.DenialAssigned;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.PaymentReversed;
import org.communitysupport.billing.domain.rule.BillingRules;
import org.communitysupport.kernel.Personal;
import org.junit.jupiter.api.Test;

class DayClaimsDeciderTest {
    private static final DayClaimsCommand AGAIN = new DayClaimsCommand.Rescrub("US-NC.CST", "northfork");

    @Test
    void lines_with_the_same_code_and_modifiers_become_one_claim_line() {
        var events = events(
                DayClaims.NONE,
                release(1, line("q1", "HN", 2, POOL, "A77"), line("q2", "HN", 3, POOL, "A77"), peer(2)),
                facts());
        var built = (ClaimBuilt) events.getFirst();
        assertThat(built.lines())
                .extracting(l -> l.service() + "=" + l.units())
                .containsExactly("H2015-HT-HN=5", "H2015-HT-U1=2");
        assertThat(built.lines().getFirst().sources()).hasSize(2);
        assertThat(built.chargeCents()).isEqualTo(5 * 2800 + 2 * 2400);
        assertThat(built.expectedCents()).isEqualTo(5 * 2344 + 2 * 2008);
        assertThat(events.get(1)).isInstanceOf(ClaimScrubPassed.class);
    }

    @Test
    void a_claim_that_has_left_with_a_former_name_is_to_be_replaced_and_one_that_has_not_is_renewed() {
        var note = new DayClaimsCommand.NotePersonCorrected("US-NC.CST", "northfork");
        var married = of(
                person(new Demographics("Roe", "Jane", "1992-01-01", "F", "2 Oak St", "Gastonia", "NC", "28052")),
                insurance("northfork"),
                diagnoses("F25.0", "F10.20"),
                authorization(POOL, "AUTHORIZATION", "A77", 128));
        var facts = new ClaimFacts(RULES, AGENCY, married, facts().today());
        assertThat(events(sent(), note, facts))
                .singleElement()
                .isInstanceOfSatisfying(
                        ClaimCorrectionDue.class, e -> assertThat(e.reason()).contains("corrected"));
        assertThat(events(sent(), note, facts())).as("the same person").isEmpty();
        var here = after(facts(), release(1, peer(2)));
        assertThat(events(here, note, facts)).isEmpty();
        assertThat(events(here, AGAIN, facts).getFirst()).isInstanceOf(ClaimSubjectRenewed.class);
    }

    @Test
    void a_payer_that_wants_to_know_who_served_gets_a_line_for_each() {
        var facts = new ClaimFacts(rules("STAFF"), AGENCY, account(), DAY);
        var built = (ClaimBuilt) events(
                        DayClaims.NONE,
                        release(1, line("q1", "HN", 2, POOL, "A77"), line("q2", "HN", 3, POOL, "A77")),
                        facts)
                .getFirst();
        assertThat(built.lines()).hasSize(2);
    }

    @Test
    void one_claim_for_each_authorization_of_the_day() {
        var events = events(DayClaims.NONE, release(1, peer(1), line("peer", "U1", 1, PASS_THROUGH, null)), facts());
        assertThat(events)
                .filteredOn(ClaimBuilt.class::isInstance)
                .extracting(e -> ((ClaimBuilt) e).authorization())
                .containsExactly(POOL, PASS_THROUGH);
        assertThat(events).filteredOn(ClaimScrubPassed.class::isInstance).hasSize(2);
    }

    @Test
    void the_place_of_a_merged_line_is_where_most_minutes_were() {
        var office = new ReleasedLine(
                "l1", "q1", null, null, "H2015", List.of("HT", "HN"), "11", 15, 1, POOL, "A77", null, List.of());
        var home = new ReleasedLine(
                "l2", "q2", null, null, "H2015", List.of("HT", "HN"), "12", 45, 3, POOL, "A77", null, List.of());
        var built = (ClaimBuilt)
                events(DayClaims.NONE, release(1, office, home), facts()).getFirst();
        assertThat(built.lines()).singleElement().satisfies(l -> assertThat(l.place())
                .isEqualTo("12"));
    }

    @Test
    void the_same_release_twice_builds_nothing_more() {
        var state = after(facts(), release(1, peer(2)));
        assertThat(events(state, release(1, peer(2)), facts())).isEmpty();
    }

    @Test
    void lines_released_later_join_a_claim_that_has_not_left() {
        var state = after(facts(), release(1, line("q1", "HN", 2, POOL, "A77")));
        var events = events(state, release(2, line("q2", "HN", 3, POOL, "A77")), facts());
        assertThat(events.getFirst()).isInstanceOf(ClaimSuperseded.class);
        assertThat(((ClaimBuilt) events.get(1)).lines()).singleElement().satisfies(l -> assertThat(l.units())
                .isEqualTo(5));
        var after = apply(state, release(2, line("q2", "HN", 3, POOL, "A77")), facts());
        assertThat(after.claim(claim(1)).status()).isEqualTo(Status.SUPERSEDED);
        assertThat(after.claim(claim(2)).status()).isEqualTo(Status.READY);
    }

    @Test
    void the_same_service_again_after_the_claim_left_is_held_and_not_sent_as_a_duplicate() {
        var state = after(facts(), release(1, line("q1", "HN", 2, POOL, "A77")), batch(1));
        var events = events(state, release(2, line("q2", "HN", 3, POOL, "A77")), facts());
        assertThat(((ClaimHeld) events.getLast()).causes()).singleElement().satisfies(c -> assertThat(c.rule())
                .isEqualTo("BIL-2"));
    }

    @Test
    void another_service_after_the_claim_left_is_a_claim_of_its_own() {
        var state = after(facts(), release(1, line("q1", "HN", 2, POOL, "A77")), batch(1), release(2, peer(1)));
        assertThat(state.claim(claim(2)).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_line_that_shrinks_before_the_claim_left_is_built_anew() {
        var state = after(facts(), release(1, peer(2)));
        var after = apply(state, correction("H2015-HT-U1", peer(1)), facts());
        assertThat(after.claim(claim(1)).status()).isEqualTo(Status.SUPERSEDED);
        assertThat(after.claim(claim(2)).built().lines().getFirst().units()).isEqualTo(1);
    }

    @Test
    void a_claim_whose_only_line_is_gone_goes_with_it() {
        var state = after(facts(), release(1, peer(2)));
        var after = apply(state, correction("H2015-HT-U1"), facts());
        assertThat(after.claims()).hasSize(1);
        assertThat(after.claim(claim(1)).status()).isEqualTo(Status.SUPERSEDED);
    }

    @Test
    void a_line_that_shrinks_after_the_claim_left_is_never_edited_silently() {
        var state = after(facts(), release(1, peer(2)), batch(1), submitted(1));
        var events = events(state, correction("H2015-HT-U1", peer(1)), facts());
        assertThat(events).singleElement().isInstanceOf(ClaimCorrectionDue.class);
    }

    @Test
    void a_correction_leaves_the_other_services_of_the_claim_alone() {
        var state = after(facts(), release(1, peer(2), line("q1", "HN", 2, POOL, "A77")));
        var after = apply(state, correction("H2015-HT-U1"), facts());
        assertThat(after.claim(claim(2)).built().lines())
                .extracting(ClaimLine::service)
                .containsExactly("H2015-HT-HN");
    }

    @Test
    void a_correction_that_changes_nothing_does_nothing() {
        assertThat(events(after(facts(), release(1, peer(2))), correction("H2015-HT-U1", peer(2)), facts()))
                .isEmpty();
    }

    @Test
    void a_correction_may_draw_on_another_pool() {
        var state = after(facts(), release(1, peer(2)));
        var after =
                apply(state, correction("H2015-HT-U1", peer(1), line("peer", "U1", 1, PASS_THROUGH, null)), facts());
        assertThat(after.claims().values())
                .filteredOn(c -> c.status() == Status.READY)
                .extracting(DayClaims.Claim::pool)
                .containsExactlyInAnyOrder(POOL, PASS_THROUGH);
    }

    @Test
    void a_line_without_HT_is_another_service_and_does_not_pass() {
        var line = new ReleasedLine(
                "l", "s", null, null, "H2015", List.of("U1"), "12", 30, 2, POOL, "A77", null, List.of());
        assertThat(findings(facts(), line))
                .anySatisfy(f -> assertThat(f.detail()).contains("HT is missing"));
    }

    @Test
    void two_role_modifiers_on_a_line_do_not_pass() {
        var line = new ReleasedLine(
                "l", "s", null, null, "H2015", List.of("HT", "HO", "U1"), "12", 30, 2, POOL, "A77", null, List.of());
        assertThat(findings(facts(), line)).anySatisfy(f -> assertThat(f.rule()).isEqualTo("BIL-3"));
    }

    @Test
    void modifiers_in_another_order_than_the_packs_do_not_pass() {
        var line = new ReleasedLine(
                "l", "s", null, null, "H2015", List.of("U1", "HT"), "12", 30, 2, POOL, "A77", null, List.of());
        assertThat(findings(facts(), line))
                .anySatisfy(f -> assertThat(f.detail()).contains("another order"));
    }

    @Test
    void a_fifth_modifier_does_not_pass() {
        var line = new ReleasedLine(
                "l",
                "s",
                null,
                null,
                "H2015",
                List.of("HT", "U1", "DJ", "KX", "GT"),
                "12",
                30,
                2,
                POOL,
                "A77",
                null,
                List.of());
        assertThat(findings(facts(), line))
                .anySatisfy(f -> assertThat(f.detail()).contains("too many modifiers"));
    }

    @Test
    void an_authorization_without_its_number_does_not_pass_and_a_pass_through_has_none() {
        assertThat(findings(facts(), line("peer", "U1", 2, POOL, null)))
                .extracting(Finding::place)
                .containsExactly("REF*G1");
        assertThat(findings(facts(), line("peer", "U1", 2, PASS_THROUGH, null))).isEmpty();
    }

    @Test
    void a_payer_that_wants_no_authorization_gets_none() {
        assertThat(findings(facts(), line("peer", "U1", 2, null, null))).isEmpty();
    }

    @Test
    void an_authorization_that_does_not_cover_day_or_units_does_not_pass() {
        var small = Given.of(
                person(doe()),
                insurance("northfork"),
                diagnoses("F25.0"),
                authorization(POOL, "AUTHORIZATION", "A77", 1));
        assertThat(findings(new ClaimFacts(RULES, AGENCY, small, DAY), peer(2)))
                .extracting(Finding::rule)
                .containsExactly("BIL-4");
        assertThat(findings(facts(), line("peer", "U1", 2, "aunknown", "X")))
                .extracting(Finding::detail)
                .containsExactly("The authorization is not known to billing yet. Wait, or check its id.");
    }

    @Test
    void what_the_payer_needs_of_the_person_is_all_named_at_once() {
        var nobody = MemberAccount.NONE;
        assertThat(findings(new ClaimFacts(RULES, AGENCY, nobody, DAY), line("peer", "U1", 2, null, null)))
                .extracting(Finding::place)
                .containsExactly("coverage", "subscriber", "subscriber", "subscriber", "HI");
    }

    @Test
    void coverage_by_another_payer_does_not_pass() {
        var other = Given.of(
                person(doe()),
                insurance("partners"),
                diagnoses("F25.0"),
                authorization(POOL, "AUTHORIZATION", "A77", 128));
        assertThat(findings(new ClaimFacts(RULES, AGENCY, other, DAY), peer(1)))
                .extracting(Finding::place)
                .contains("coverage");
    }

    @Test
    void the_day_after_the_last_filing_day_does_not_pass_and_the_weeks_before_warn() {
        assertThat(findings(new ClaimFacts(RULES, AGENCY, account(), DAY.plusDays(366)), peer(1)))
                .extracting(Finding::rule)
                .containsExactly("BIL-6");
        var passed = (ClaimScrubPassed)
                events(DayClaims.NONE, release(1, peer(1)), new ClaimFacts(RULES, AGENCY, account(), DAY.plusDays(358)))
                        .get(1);
        assertThat(passed.warnings())
                .extracting(w -> w.code() + w.detail())
                .containsExactly("filing-soonOnly 7 days are left to file this claim.");
    }

    @Test
    void last_filing_days_follow_the_date_of_service() {
        assertThat(RULES.lastFilingDay(LocalDate.of(2023, 6, 30))).isEqualTo("2023-12-27");
        assertThat(RULES.lastFilingDay(LocalDate.of(2023, 7, 1))).isEqualTo("2024-06-30");
    }

    @Test
    void a_payer_without_a_pack_gets_nothing_sent() {
        var facts = new ClaimFacts(BillingRules.none("US-NC.CST", "northfork"), AGENCY, account(), DAY);
        assertThat(findings(facts, peer(1)))
                .anySatisfy(f -> assertThat(f.detail()).contains("No policy pack"));
    }

    @Test
    void what_was_missing_is_looked_at_again_when_it_arrives() {
        var without = Given.of(person(doe()), insurance("northfork"), authorization(POOL, "AUTHORIZATION", "A77", 128));
        var early = new ClaimFacts(RULES, AGENCY, without, DAY);
        var state = after(early, release(1, peer(2)));
        assertThat(state.claim(claim(1)).status()).isEqualTo(Status.FAILED);
        assertThat(events(state, AGAIN, early)).isEmpty();
        var events = events(state, AGAIN, facts());
        assertThat(events).hasExactlyElementsOfTypes(ClaimSubjectRenewed.class, ClaimScrubPassed.class);
    }

    @Test
    void coverage_that_ended_after_the_claim_left_is_said_and_taken_back_when_it_is_proven_again() {
        var gone = Given.of(person(doe()), diagnoses("F25.0"), authorization(POOL, "AUTHORIZATION", "A77", 128));
        var without = new ClaimFacts(RULES, AGENCY, gone, DAY);
        assertThat(events(sent(), AGAIN, facts())).isEmpty();
        var events = events(sent(), AGAIN, without);
        assertThat(events).singleElement().isInstanceOfSatisfying(ClaimCoverageDoubted.class, e -> assertThat(
                        e.detail())
                .contains("No coverage"));
        var doubted = apply(sent(), AGAIN, without);
        assertThat(events(doubted, AGAIN, without)).isEmpty();
        assertThat(events(doubted, AGAIN, facts()))
                .singleElement()
                .isInstanceOfSatisfying(
                        ClaimCoverageDoubted.class, e -> assertThat(e.detail()).isNull());
        assertThat(apply(after(facts(), release(1, peer(2))), AGAIN, without)
                        .claim(claim(1))
                        .status())
                .isEqualTo(Status.FAILED);
    }

    /** The same service in another program, where the payer wants no authorization, as it wants none for {@code peer}. */
    private static DayClaims inTwoPrograms() {
        var theirs = new DayClaimsCommand.BuildClaims(
                PERSON, DAY, "northfork", "US-XX.CST", "e1", 2, List.of(line("q1", "HN", 2, null, null)), List.of());
        var state = after(facts(), release(1, line("peer", "U1", 2, null, null)), theirs);
        assertThat(state.claims().values())
                .extracting(DayClaims.Claim::status)
                .containsExactly(Status.READY, Status.READY);
        return state;
    }

    @Test
    void a_claim_of_another_program_is_not_judged_by_these_rules() {
        var judged = apply(inTwoPrograms(), AGAIN, new ClaimFacts(RULES, AGENCY, MemberAccount.NONE, DAY));
        assertThat(judged.claim(claim(1)).status()).isEqualTo(Status.FAILED);
        assertThat(judged.claim(claim(2)).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_correction_in_one_program_leaves_the_same_service_of_another_alone() {
        var after = apply(inTwoPrograms(), correction("H2015-HT-HN"), facts());
        assertThat(after.claim(claim(2)).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_claim_is_in_one_batch_only() {
        var state = after(facts(), release(1, peer(2)), batch(1));
        assertThat(refusal(state, new DayClaimsCommand.BatchClaim(claim(1), "b2", "C1", null), facts()))
                .isEqualTo("not-ready");
        assertThat(events(state, batch(1), facts())).isEmpty();
    }

    @Test
    void a_batch_that_was_never_built_gives_its_claims_back() {
        var state = after(facts(), release(1, peer(2)), batch(1));
        assertThat(events(state, new DayClaimsCommand.BatchClaim(claim(1), "b2", "C1", "b1"), facts()))
                .hasSize(1);
    }

    @Test
    void a_claim_that_did_not_pass_is_not_sent() {
        var state = after(new ClaimFacts(RULES, AGENCY, MemberAccount.NONE, DAY), release(1, peer(2)));
        assertThat(refusal(state, batch(1), facts())).isEqualTo("not-ready");
    }

    @Test
    void charge_above_rate_is_a_contractual_adjustment_and_no_denial() {
        var events = events(sent(), payment(1, "x1", advice("1", 4800, 4016, co45(784))), facts());
        assertThat(events).last().isInstanceOfSatisfying(ClaimPaid.class, e -> {
            assertThat(e.paidCents()).isEqualTo(4016);
            assertThat(e.adjustedCents()).isEqualTo(784);
            assertThat(e.openCents()).isZero();
            assertThat(e.warnings()).isEmpty();
        });
    }

    @Test
    void less_than_the_rate_on_file_is_warned_of() {
        var paid = (ClaimPaid) events(sent(), payment(1, "x1", advice("1", 4800, 4000, co45(800))), facts())
                .getLast();
        assertThat(paid.warnings())
                .extracting(w -> w.code() + " " + w.detail())
                .containsExactly(
                        "underpaid $0.16 less was paid than the rate on file. Check the rate, or ask the payer.");
    }

    @Test
    void nothing_but_the_contract_is_ever_written_off_by_itself() {
        for (String group : List.of("CO", "OA", "PI", "PR")) {
            var advice = advice("1", 4800, 4000, new Adjustment(group, group.equals("CO") ? "97" : "45", 800, null));
            var event = events(sent(), payment(1, "x1", advice), facts()).get(1);
            assertThat(event).isInstanceOfSatisfying(ClaimPartiallyPaid.class, e -> assertThat(e.openCents())
                    .isEqualTo(800));
        }
    }

    @Test
    void ended_coverage_is_denied_into_the_queue_in_plain_words_with_owner_and_last_filing_day() {
        var events =
                events(sent(), payment(1, "x1", advice("4", 4800, 0, new Adjustment("CO", "27", 4800, null))), facts());
        assertThat(events.get(1)).isInstanceOfSatisfying(ClaimDenied.class, e -> {
            assertThat(e.openCents()).isEqualTo(4800);
            assertThat(e.denial().cause()).contains("Coverage").contains("ended");
            assertThat(e.denial().lastFilingDay()).isEqualTo("2027-11-20");
        });
        assertThat(events.get(2)).isInstanceOfSatisfying(DenialAssigned.class, e -> {
            assertThat(e.queue()).isEqualTo("carc-27");
            assertThat(e.owner()).isEqualTo("intake");
        });
    }

    @Test
    void a_reason_that_the_pack_does_not_know_still_reaches_a_person() {
        var denied = (ClaimDenied)
                events(sent(), payment(1, "x1", advice("4", 4800, 0, new Adjustment("CO", "253", 4800, null))), facts())
                        .get(1);
        assertThat(denied.denial().owner()).isEqualTo("biller");
        assertThat(denied.denial().cause()).contains("253");
    }

    @Test
    void the_same_payment_is_posted_once() {
        var payment = payment(1, "x1", advice("1", 4800, 4016, co45(784)));
        var state = apply(sent(), payment, facts());
        assertThat(events(state, payment, facts())).isEmpty();
    }

    @Test
    void another_payment_for_a_paid_claim_waits_for_a_reversal() {
        var state = apply(sent(), payment(1, "x1", advice("1", 4800, 4016, co45(784))), facts());
        var second = apply(state, payment(1, "x2", advice("1", 4800, 4016, co45(784))), facts());
        assertThat(second.claim(claim(1)).settlement().paidCents()).isEqualTo(4016);
        assertThat(second.claim(claim(1)).settlement().ledger().waits("x2#1")).isTrue();
        var reversed = payment(1, "x3", advice("22", -4800, -4016, co45(-784)));
        assertThat(events(state, reversed, facts()))
                .last()
                .isInstanceOfSatisfying(
                        PaymentReversed.class, e -> assertThat(e.openCents()).isEqualTo(4800));
        var again =
                apply(apply(state, reversed, facts()), payment(1, "x4", advice("1", 4800, 4100, co45(700))), facts());
        assertThat(again.claim(claim(1)).settlement().paidCents()).isEqualTo(4100);
    }

    @Test
    void a_denied_claim_can_be_paid_later() {
        var state =
                apply(sent(), payment(1, "x1", advice("4", 4800, 0, new Adjustment("CO", "27", 4800, null))), facts());
        var later = apply(state, payment(1, "x2", advice("1", 4800, 4016, co45(784))), facts());
        assertThat(later.claim(claim(1)).status()).isEqualTo(Status.PAID);
        assertThat(later.claim(claim(1)).openCents()).isZero();
    }

    @Test
    void a_payment_for_a_claim_that_never_left_is_not_posted() {
        assertThat(refusal(
                        after(facts(), release(1, peer(2))),
                        payment(1, "x1", advice("1", 4800, 4016, co45(784))),
                        facts()))
                .isEqualTo("never-sent");
    }

    @Test
    void an_advice_about_another_charge_is_not_posted() {
        assertThat(refusal(sent(), payment(1, "x1", advice("1", 9999, 9999)), facts()))
                .isEqualTo("other-charge");
    }

    @Test
    void charged_is_always_paid_and_adjusted_and_open() {
        var advices = new ArrayList<ClaimAdvice>();
        for (long paid : new long[] {0, 1, 4016, 4800})
            for (long contract : new long[] {0, 784, 4800 - paid})
                if (paid + contract <= 4800)
                    advices.add(advice(
                            "1", 4800, paid, co45(contract), new Adjustment("PR", "3", 4800 - paid - contract, null)));
        for (var advice : advices) {
            var claim = apply(sent(), payment(1, "x1", advice), facts()).claim(claim(1));
            assertThat(claim.settlement().paidCents() + claim.settlement().adjustedCents() + claim.openCents())
                    .isEqualTo(4800);
        }
    }

    @Test
    void a_claim_that_the_payer_never_took_is_built_anew_and_is_no_duplicate() {
        var rejected = apply(
                sent(), new DayClaimsCommand.NoteVerdict(claim(1), false, List.of("A7:562"), "", "277CA"), facts());
        var again = apply(rejected, new DayClaimsCommand.RebuildRejected(claim(1)), facts());
        assertThat(again.claim(claim(1)).status()).isEqualTo(Status.SUPERSEDED);
        assertThat(again.claim(claim(2)).status()).isEqualTo(Status.READY);
        assertThat(again.claim(claim(2)).built().facts()).extracting(Fact::name).doesNotHaveDuplicates();
        assertThat(refusal(again, new DayClaimsCommand.RebuildRejected(claim(2)), facts()))
                .isEqualTo("not-rejected");
    }

    @Test
    void an_erased_person_is_not_billed_and_breaks_nothing() {
        var erased = Given.of(
                new org.communitysupport.billing.domain.account.AccountEvent.MemberAccountOpened(
                        PERSON, Personal.erased(PERSON, "demographics")),
                insurance("northfork"),
                diagnoses("F25.0"),
                authorization(POOL, "AUTHORIZATION", "A77", 128));
        assertThat(findings(new ClaimFacts(RULES, AGENCY, erased, DAY), peer(1)))
                .extracting(Finding::detail)
                .containsExactly("The data of this person was erased.");
    }

    private static DayClaims sent() {
        return after(facts(), release(1, peer(2)), batch(1), submitted(1));
    }

    private static Adjustment co45(long cents) {
        return new Adjustment("CO", "45", cents, null);
    }

    private static Demographics doe() {
        return new Demographics("Doe", "Jane", "1992-01-01", "F", "2 Oak St", "Gastonia", "NC", "28052");
    }

    private static List<Finding> findings(ClaimFacts facts, ReleasedLine... lines) {
        return switch (events(DayClaims.NONE, release(1, lines), facts).get(1)) {
            case ClaimScrubPassed p -> List.of();
            case ClaimScrubFailed f -> f.findings();
            case DayClaimsEvent other -> throw new AssertionError(other.toString());
        };
    }
}
