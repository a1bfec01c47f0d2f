package org.communitysupport.eligibility.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.communitysupport.eligibility.domain.rule.AuthorizationRules.Demand;
import org.communitysupport.eligibility.domain.rule.Enforcement;
import org.communitysupport.policy.PolicyPacks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A member of any plan that serves North Carolina today can be served: what is not confirmed of the plan warns and is not invented. */
class RealPlansTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-30");
    private final Policies policies = new Policies(
            PolicyPacks.load(Path.of("../deploy/policy-packs")), () -> Instant.parse("2026-11-30T15:00:00Z"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alliance", "alliance-direct", "alliance-state",
                "partners", "partners-direct", "partners-state",
                "trillium", "trillium-direct", "trillium-state",
                "vaya", "vaya-direct", "vaya-state",
                "cfsp", "medicaid-ffs"
            })
    void coverage_can_be_recorded_and_nothing_about_limits_is_invented(String plan) {
        assertThat(policies.coverage(plan, TODAY, List.of()).proof()).isNotNull();
        var rules = policies.authorizations("US-NC.CST", plan, TODAY).rules();
        assertThat(rules.demand()).isEqualTo(Demand.NOT_ON_FILE);
        assertThat(rules.ladder()).isEmpty();
        assertThat(rules.passThrough()).isNull();
        assertThat(rules.levels().enforcement()).isEqualTo(Enforcement.OFF);
        assertThat(policies.formFields("US-NC.CST", plan, TODAY)).isNotEmpty();
        assertThat(policies.payerName("US-NC.CST", plan, TODAY)).isNotEqualTo(plan);
    }
}
