package org.communitysupport.referral.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.testkit.packs.InventedState.PAYER;
import static org.communitysupport.testkit.packs.InventedState.PROGRAM;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.communitysupport.policy.PolicyPacks;
import org.communitysupport.referral.application.Policies;
import org.communitysupport.referral.domain.rule.Ref11Age;
import org.communitysupport.testkit.packs.InventedState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A state that was added by two files alone is referred to like any other. */
class InventedStateTest {
    private final Policies policies = new Policies(
            PolicyPacks.load(InventedState.packs(Path.of("../deploy/policy-packs"))),
            () -> Instant.parse("2026-03-02T06:00:00Z"));

    @Test
    @Tag("E-07")
    void e07_an_invented_state_is_found_by_who_wants_to_refer() {
        assertThat(policies.knows(PROGRAM)).isTrue();
        assertThat(policies.programs()).singleElement().satisfies(p -> {
            assertThat(p.name()).isEqualTo("Wayfinding");
            assertThat(p.state()).isEqualTo("ZZ");
            assertThat(p.minimumAge()).isEqualTo(16);
            assertThat(p.maximumAge()).isEqualTo(64);
            assertThat(p.payers()).containsExactly(PAYER);
            assertThat(p.wants()).containsExactly("A wish to find the way");
        });
    }

    @Test
    @Tag("E-07")
    void e07_an_invented_state_has_its_own_day_and_ages() {
        var facts = policies.intake(PROGRAM);
        assertThat(facts.today()).as("still the day before in Anchorage").isEqualTo("2026-03-01");
        assertThat(facts.rules().state()).isEqualTo("ZZ");
        var today = LocalDate.parse("2026-03-01");
        assertThat(Ref11Age.odd(today.minusYears(15), today, facts.rules())).hasSize(1);
        assertThat(Ref11Age.odd(today.minusYears(16), today, facts.rules())).isEmpty();
        assertThat(Ref11Age.odd(today.minusYears(65), today, facts.rules())).hasSize(1);
    }
}
