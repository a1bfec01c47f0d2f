package org.communitysupport.billing.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.communitysupport.billing.projection.TraceRow.Step;
import org.junit.jupiter.api.Test;

class TraceRowTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Step received = step("referral", "ReferralReceived", "referral:3:9", 0);
    private final Step accepted = step("referral", "ReferralAccepted", "referral:3:10", 0);
    private final Step notified = step("eligibility", "PassThroughNotified", "eligibility:3:7", 5);
    private final Step opened = step("eligibility", "PassThroughOpened", "eligibility:3:7", 5);
    private final Step episode = step("referral", "EpisodeOpened", "referral:3:11", 9);

    @Test
    void whoever_is_heard_first_the_row_is_the_same() {
        var expected = List.of(received, accepted, notified, opened, episode);
        assertThat(row(received, accepted, episode, notified, opened)).isEqualTo(expected);
        assertThat(row(notified, received, opened, accepted, episode)).isEqualTo(expected);
        assertThat(row(notified, opened, received, accepted, episode)).isEqualTo(expected);
    }

    private static List<Step> row(Step... heard) {
        var row = new TraceRow("riverbend", "p1", List.of());
        for (var step : heard) row = row.plus(step);
        return row.steps();
    }

    private static Step step(String service, String event, String position, int millis) {
        var at = NOON.plusMillis(millis);
        return new Step(service, event, position, at, at, "ada", null, null, List.of(), Map.of());
    }
}
