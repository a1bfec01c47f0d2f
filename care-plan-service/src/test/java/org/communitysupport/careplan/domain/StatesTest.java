package org.communitysupport.careplan.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import org.communitysupport.careplan.application.PlanFacts;
import org.communitysupport.careplan.domain.rule.Enforcement;
import org.communitysupport.careplan.domain.rule.PlanPolicy;
import org.communitysupport.policy.PolicyPacks;
import org.communitysupport.testkit.packs.InventedState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Plans by the pack of the program: who may order, what must stand before a plan is activated, how long it lives. */
class StatesTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-30");
    private static final Path SHIPPED = Path.of("../deploy/policy-packs");

    private static PlanPolicy policy(String program, String payer) {
        return PlanFacts.policy(PolicyPacks.load(SHIPPED).resolve(program, payer, TODAY));
    }

    @Test
    @Tag("E-07")
    void e07_a_crisis_plan_is_asked_for_where_the_state_asks_for_one() {
        assertThat(policy("US-NC.CST", "northfork").crisisPlanFirst()).isEqualTo(Enforcement.REJECT);
        assertThat(policy("US-OH.CPST", "humana").crisisPlanFirst()).isEqualTo(Enforcement.OFF);
        assertThat(policy("US-MO.CPR-CS", "mo-healthnet").crisisPlanFirst()).isEqualTo(Enforcement.OFF);
    }

    @Test
    @Tag("E-07")
    void e07_who_may_order_and_who_may_assess_follow_the_state() {
        assertThat(policy("US-DC.CS", "dbh").orderSigners()).contains("LICSW").doesNotContain("LCMHC");
        assertThat(policy("US-NC.CST", "northfork").orderSigners()).doesNotContain("LICSW");
        assertThat(policy("US-DC.CS", "dbh").orderSignersKind()).isEqualTo(Enforcement.WARN);
        assertThat(policy("US-MO.CPR-CS", "mo-healthnet").licensed()).contains("LMSW");
    }

    @Test
    @Tag("E-07")
    void e07_training_of_the_author_is_asked_for_in_north_carolina_only() {
        assertThat(policy("US-NC.CST", "northfork").authorTraining()).isEqualTo(Enforcement.WARN);
        assertThat(policy("US-OH.CPST", "humana").authorTraining()).isEqualTo(Enforcement.OFF);
    }

    @Test
    @Tag("E-07")
    void e07_an_invented_state_has_plans_of_its_own_life() {
        var invented = PlanFacts.policy(PolicyPacks.load(InventedState.packs(SHIPPED))
                .resolve(InventedState.PROGRAM, InventedState.PAYER, TODAY));
        assertThat(invented.planLifeMonths()).isEqualTo(3);
        assertThat(invented.orderSigners()).containsExactly("LMHC");
        assertThat(invented.crisisPlanFirst()).isEqualTo(Enforcement.OFF);
        assertThat(invented.pack()).isEqualTo("US-ZZ.WAY/meadow");
    }
}
