package org.communitysupport.eligibility.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.communitysupport.eligibility.application.Policies;
import org.communitysupport.policy.PolicyPacks;
import org.junit.jupiter.api.Test;

/** When a planned visit that nobody noted is looked at; what then happens is the decider's ({@code DecisionClockTest}). */
class WhenVisitWasNotNotedThenReleaseTest {
    private final Policies policies = new Policies(
            PolicyPacks.load(Path.of("../deploy/policy-packs")), () -> Instant.parse("2026-11-30T15:00:00Z"));

    @Test
    void is_looked_at_when_the_days_of_the_pack_are_over_everywhere() {
        assertThat(policies.unnotedVisitDays("US-NC.CST")).isEqualTo(7);
        assertThat(WhenVisitWasNotNotedThenRelease.dueAt(LocalDate.parse("2026-12-01"), 7))
                .isEqualTo(Instant.parse("2026-12-09T12:00:00Z"));
    }

    @Test
    void a_program_that_nobody_knows_has_no_such_day() {
        assertThat(policies.unnotedVisitDays("US-XX.NONE")).isNull();
    }
}
