package org.communitysupport.eligibility.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.AuthorizationEnded;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.AuthorizationNotRequired;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.PassThroughOpened;
import org.communitysupport.eligibility.domain.Codes;
import org.communitysupport.kernel.Envelope;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.View;
import org.communitysupport.stream.DueRow;
import org.junit.jupiter.api.Test;

class WhenLastDayHasPassedThenExpireTest {
    private static final String AGGREGATE = "riverbend/authorizations/p1/US-NC_CST";
    private static final LocalDate LAST = LocalDate.of(2026, 4, 8);
    private static final Instant BEFORE = Instant.parse("2026-03-10T15:00:00Z");
    private static final Instant LATER = Instant.parse("2026-06-01T09:00:00Z");

    @Test
    void is_asked_when_the_day_after_has_begun_everywhere() {
        var row = fold("PassThroughOpened", passThrough(LAST), BEFORE, null);
        assertThat(row.aggregate()).isEqualTo(AGGREGATE);
        assertThat(row.done()).isFalse();
        for (String zone : List.of("America/New_York", "Pacific/Honolulu", "Pacific/Auckland"))
            assertThat(row.at().atZone(ZoneId.of(zone)).toLocalDate()).isAfter(LAST);
    }

    @Test
    void what_is_granted_for_days_that_are_over_is_asked_about_at_once() {
        assertThat(fold("PassThroughOpened", passThrough(LAST), LATER, null).at())
                .isEqualTo(LATER);
    }

    @Test
    void what_has_no_last_day_is_never_asked_about() {
        var open = new AuthorizationNotRequired(
                "p1", "n1", "r1", "e1", "US-NC.CST", "northfork", LAST.minusDays(20), null, null, null, null);
        assertThat(on("AuthorizationNotRequired", AuthorizationNotRequired.class)
                        .key()
                        .apply(event("AuthorizationNotRequired", open, BEFORE)))
                .isNull();
    }

    @Test
    void an_end_before_the_last_day_leaves_nothing_to_ask() {
        var due = fold("PassThroughOpened", passThrough(LAST), BEFORE, null);
        var ended = new AuthorizationEnded("p1", "a1", "US-NC.CST", LAST.minusDays(5), Codes.EndReason.WITHDRAWN);
        assertThat(fold("AuthorizationEnded", ended, LATER, due).done()).isTrue();
    }

    private static PassThroughOpened passThrough(LocalDate last) {
        return new PassThroughOpened(
                "p1", "a1", "r1", "e1", "US-NC.CST", "northfork", 36, last.minusDays(29), last, 2025, null, List.of());
    }

    private static <E> DueRow fold(String type, E data, Instant at, DueRow before) {
        @SuppressWarnings("unchecked") // the class of a record is its own
        var as = (Class<E>) data.getClass();
        var event = event(type, data, at);
        assertThat(on(type, as).key().apply(event)).isEqualTo("a1");
        return on(type, as).fold().apply(before, event);
    }

    @SuppressWarnings("unchecked") // asked for by the class that it was registered with
    private static <E> View.On<DueRow, E> on(String type, Class<E> as) {
        var on = WhenLastDayHasPassedThenExpire.due().handled().get("eligibility." + type);
        assertThat(on.as()).isEqualTo(as);
        return (View.On<DueRow, E>) on;
    }

    private static <E> Event<E> event(String type, E data, Instant at) {
        return new Event<>(
                new Envelope(
                        "eligibility",
                        1,
                        1,
                        0,
                        true,
                        0,
                        "eligibility." + type,
                        1,
                        AGGREGATE,
                        1,
                        "riverbend",
                        at,
                        at,
                        "test",
                        "c",
                        "",
                        "",
                        "",
                        ""),
                data);
    }
}
