package org.communitysupport.billing.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.billing.domain.claim.Given.AGENCY;
import static org.communitysupport.billing.domain.claim.Given.DAY;
import static org.communitysupport.billing.domain.claim.Given.PERSON;
import static org.communitysupport.billing.domain.claim.Given.POOL;
import static org.communitysupport.billing.domain.claim.Given.events;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.communitysupport.billing.application.BillingPolicy;
import org.communitysupport.billing.domain.account.AccountEvent;
import org.communitysupport.billing.domain.account.Demographics;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimBuilt;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimScrubFailed;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimScrubPassed;
import org.communitysupport.billing.domain.rule.BillingRules;
import org.communitysupport.kernel.Warning;
import org.communitysupport.policy.PolicyPacks;
import org.communitysupport.testkit.packs.InventedState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The claim of each program by its own pack, as far as the pack goes. */
class StatesTest {
    private static final Path SHIPPED = Path.of("../deploy/policy-packs");
    private static final BillingPolicy STATES = new BillingPolicy(PolicyPacks.load(SHIPPED));
    private static final BillingPolicy INVENTED = new BillingPolicy(PolicyPacks.load(InventedState.packs(SHIPPED)));
    private static final String ADULT = "1992-01-01";
    private static final String CHILD = "2015-06-01";

    @Test
    @Tag("E-07")
    void e07_an_ohio_claim_goes_out_at_the_payers_rate_with_its_tier_told() {
        var rules = STATES.rules("US-OH.CPST", "humana", DAY);
        var events = claim(rules, "US-OH.CPST", "humana", ADULT, line("s1", 8, "H0036"));
        var built = (ClaimBuilt) events.getFirst();
        assertThat(built.lines()).singleElement().satisfies(l -> {
            assertThat(l.service()).isEqualTo("H0036");
            assertThat(l.chargeCents()).isEqualTo(8 * 2203);
            assertThat(l.expectedCents())
                    .as("six in full, the rest is not on file")
                    .isEqualTo(6 * 2203);
        });
        assertThat(warnings(events))
                .contains("charged-at-rate", "rate-beyond-tier-unknown", "rendering-not-on-file")
                .doesNotContain("codes-unconfirmed");
        assertThat(events.getLast()).isInstanceOf(ClaimScrubPassed.class);
    }

    @Test
    @Tag("E-07")
    void e07_a_group_in_ohio_is_outside_the_tier() {
        var rules = STATES.rules("US-OH.CPST", "humana", DAY);
        var events = claim(rules, "US-OH.CPST", "humana", ADULT, line("s1", 8, "H0036", "HQ"));
        assertThat(((ClaimBuilt) events.getFirst()).lines().getFirst().expectedCents())
                .isEqualTo(8 * 2203);
        assertThat(warnings(events)).doesNotContain("rate-beyond-tier-unknown");
    }

    @Test
    @Tag("E-07")
    void e07_two_workers_of_a_day_share_the_tier_and_stand_on_two_lines() {
        var rules = STATES.rules("US-OH.CPST", "humana", DAY);
        var events = claim(rules, "US-OH.CPST", "humana", ADULT, line("s1", 4, "H0036"), line("s2", 4, "H0036"));
        assertThat(((ClaimBuilt) events.getFirst()).lines())
                .extracting(ClaimLine::expectedCents)
                .containsExactly(4L * 2203, 2L * 2203);
    }

    @Test
    @Tag("E-07")
    void e07_every_claim_of_louisiana_says_that_its_modifiers_are_not_confirmed() {
        var rules = STATES.rules("US-LA.CPST", "medicaid-plan", DAY);
        var adult = claim(rules, "US-LA.CPST", "medicaid-plan", ADULT, line("s1", 4, "H0036", "HO"));
        var child = claim(rules, "US-LA.CPST", "medicaid-plan", CHILD, line("s1", 4, "H0036", "HO"));
        assertThat(((ClaimBuilt) adult.getFirst()).lines().getFirst().service()).isEqualTo("H0036-HO-HB");
        assertThat(((ClaimBuilt) child.getFirst()).lines().getFirst().service()).isEqualTo("H0036-HO-HA");
        assertThat(warnings(adult)).contains("codes-unconfirmed");
        assertThat(warnings(child)).contains("codes-unconfirmed");
        assertThat(findings(adult)).as("what must be asked for").anyMatch(f -> f.contains("id for claims"));
    }

    @Test
    @Tag("E-07")
    void e07_louisiana_says_child_or_adult_by_the_day_of_service() {
        var rules = STATES.rules("US-LA.CPST", "medicaid-plan", DAY);
        assertThat(service(rules, DAY.minusYears(21).toString())).isEqualTo("H0036-HO-HB");
        assertThat(service(rules, DAY.minusYears(21).plusDays(1).toString())).isEqualTo("H0036-HO-HA");
        var unknown = claim(rules, "US-LA.CPST", "medicaid-plan", null, line("s1", 4, "H0036", "HO"));
        assertThat(warnings(unknown)).contains("age-modifier-missing");
    }

    @Test
    @Tag("E-07")
    void e07_the_districts_rates_of_2017_are_used_and_said_to_be_old() {
        var rules = STATES.rules("US-DC.CS", "dbh", DAY);
        assertThat(rules.rate("H0036", List.of(), DAY)).isEqualTo(2197);
        assertThat(rules.rate("H0036", List.of("UK"), DAY)).isEqualTo(2197);
        assertThat(rules.rate("H0036", List.of("HQ"), DAY)).isEqualTo(665);
        assertThat(rules.rate("H0036", List.of("AM", "HQ"), DAY))
                .as("a group of the physician")
                .isEqualTo(665);
        assertThat(warnings(claim(rules, "US-DC.CS", "dbh", ADULT, line("s1", 2, "H0036", "UK"))))
                .contains("codes-unconfirmed");
    }

    @Test
    @Tag("E-07")
    void e07_new_york_and_missouri_are_not_billable_here_yet() {
        var ny = STATES.rules("US-NY.CFTSS-CPST", "healthfirst", DAY);
        assertThat(findings(claim(ny, "US-NY.CFTSS-CPST", "healthfirst", CHILD, line("s1", 4, "H0036"))))
                .anyMatch(f -> f.contains("837I") && f.contains("not billable here yet"));
        var mo = STATES.rules("US-MO.CPR-CS", "mo-healthnet", DAY);
        assertThat(findings(claim(mo, "US-MO.CPR-CS", "mo-healthnet", CHILD, line("s1", 4, "H0036"))))
                .anyMatch(f -> f.contains("not billable here yet"));
    }

    @Test
    @Tag("E-07")
    void e07_a_claim_of_an_invented_state_is_built_checked_and_ready() {
        var rules = INVENTED.rules(InventedState.PROGRAM, InventedState.PAYER, DAY);
        var events = claim(
                rules,
                InventedState.PROGRAM,
                InventedState.PAYER,
                ADULT,
                line("s1", 3, "H2017", "HO"),
                line("s2", 2, "H2017"));
        var built = (ClaimBuilt) events.getFirst();
        assertThat(built.lines()).extracting(ClaimLine::service).containsExactly("H2017-HO-HB", "H2017-HB");
        assertThat(built.lines()).extracting(ClaimLine::chargeCents).containsExactly(21000L, 10000L);
        assertThat(built.lines())
                .extracting(ClaimLine::expectedCents)
                .as("two of the day in full, half for the rest")
                .containsExactly(2L * 6000 + 3000, 2L * 2000);
        assertThat(events.getLast()).isInstanceOfSatisfying(ClaimScrubPassed.class, e -> assertThat(e.lastFilingDay())
                .isEqualTo(DAY.plusDays(20)));
        assertThat(warnings(events)).doesNotContain("codes-unconfirmed", "charged-at-rate", "rendering-not-on-file");
    }

    // What the tests are made of

    private static String service(BillingRules rules, String born) {
        var events = claim(rules, "US-LA.CPST", "medicaid-plan", born, line("s1", 4, "H0036", "HO"));
        return ((ClaimBuilt) events.getFirst()).lines().getFirst().service();
    }

    private static List<DayClaimsEvent> claim(
            BillingRules rules, String program, String payer, String born, ReleasedLine... lines) {
        var account = Given.of(
                Given.person(new Demographics("Doe", "Jane", born, "F", "2 Oak St", "Town", "OH", "43004")),
                Given.insurance(payer),
                Given.diagnoses("F33.1"),
                new AccountEvent.AuthorizationNoted(
                        PERSON,
                        POOL,
                        "AUTHORIZATION",
                        "A77",
                        program,
                        payer,
                        40,
                        LocalDate.of(2026, 11, 1),
                        LocalDate.of(2026, 12, 30),
                        "eligibility:1:7",
                        List.of()));
        var facts = new ClaimFacts(rules, AGENCY, account, DAY.plusDays(3));
        return events(
                DayClaims.NONE,
                new DayClaimsCommand.BuildClaims(PERSON, DAY, payer, program, "e1", 1, List.of(lines), List.of()),
                facts);
    }

    private static ReleasedLine line(String staff, int units, String code, String... modifiers) {
        return new ReleasedLine(
                DAY + "_" + staff + "_" + code + String.join("-", modifiers),
                staff,
                null,
                null,
                code,
                List.of(modifiers),
                "12",
                units * 15,
                units,
                POOL,
                "A77",
                "AUTHORIZATION",
                List.of("n1"));
    }

    private static List<String> warnings(List<DayClaimsEvent> events) {
        return (switch (events.getLast()) {
                    case ClaimScrubPassed e -> e.warnings();
                    case ClaimScrubFailed e -> e.warnings();
                    default -> List.<Warning>of();
                })
                .stream().map(Warning::code).toList();
    }

    private static List<String> findings(List<DayClaimsEvent> events) {
        return events.getLast() instanceof ClaimScrubFailed e
                ? e.findings().stream().map(Finding::detail).toList()
                : List.of();
    }
}
