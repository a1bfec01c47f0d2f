package org.communitysupport.referral.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.communitysupport.kernel.Warning;
import org.communitysupport.policy.PolicyPacks;
import org.communitysupport.referral.application.Policies;
import org.communitysupport.referral.domain.rule.Ref11Age;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intake by the pack of the program that is asked for. */
class StatesTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-30");
    private final Policies policies = new Policies(
            PolicyPacks.load(Path.of("../deploy/policy-packs")), () -> Instant.parse("2026-12-01T05:30:00Z"));

    @ParameterizedTest
    @CsvSource({
        "US-NC.CST,15,1",
        "US-NC.CST,18,0",
        "US-OH.CPST,9,0",
        "US-OH.CPST,40,0",
        "US-LA.CPST,9,0",
        "US-DC.CS,9,0",
        "US-NY.CFTSS-CPST,20,0",
        "US-NY.CFTSS-CPST,21,1",
        "US-MO.CPR-CS,9,0"
    })
    void e08_an_age_is_weighed_by_the_program_that_is_asked_for(String program, int age, int warnings) {
        var rules = policies.intake(program).rules();
        assertThat(Ref11Age.odd(TODAY.minusYears(age), TODAY, rules))
                .extracting(Warning::code)
                .hasSize(warnings)
                .allMatch("age-outside-program"::equals);
    }

    @Test
    @Tag("E-09")
    void e09_the_day_is_that_of_the_program() {
        assertThat(policies.today("US-OH.CPST")).isEqualTo("2026-12-01");
        assertThat(policies.today("US-LA.CPST")).isEqualTo("2026-11-30");
        assertThat(policies.today("US-MO.CPR-CS")).isEqualTo("2026-11-30");
    }

    @Test
    @Tag("E-07")
    void e07_who_wants_to_refer_finds_six_programs_with_name_state_and_payers() {
        assertThat(policies.programs())
                .extracting(p -> List.of(p.id(), p.state()))
                .containsExactlyInAnyOrder(
                        List.of("US-DC.CS", "DC"),
                        List.of("US-LA.CPST", "LA"),
                        List.of("US-MO.CPR-CS", "MO"),
                        List.of("US-NC.CST", "NC"),
                        List.of("US-NY.CFTSS-CPST", "NY"),
                        List.of("US-OH.CPST", "OH"));
        assertThat(policies.programs()).allSatisfy(p -> {
            assertThat(p.name()).isNotBlank();
            assertThat(p.payers()).isNotEmpty();
        });
    }

    @Test
    @Tag("E-07")
    void e07_a_team_without_a_ratio_on_file_has_no_limit_of_the_state() {
        assertThat(policies.team("US-OH.CPST").capacity().perFte()).isNull();
        assertThat(policies.team("US-NC.CST").capacity().perFte()).isEqualTo(12);
        int ohio = policies.team("US-OH.CPST").capacity().limit(300);
        assertThat(new CapacityProof("t1", 40, ohio, "referral:1:1").full())
                .as("no rule says when a team is full, so the agency does")
                .isTrue();
        int carolina = policies.team("US-NC.CST").capacity().limit(300);
        assertThat(new CapacityProof("t1", 35, carolina, "referral:1:1").full()).isFalse();
        assertThat(new CapacityProof("t1", 36, carolina, "referral:1:1").full()).isTrue();
    }
}
