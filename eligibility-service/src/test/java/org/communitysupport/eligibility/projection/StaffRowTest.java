package org.communitysupport.eligibility.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.communitysupport.eligibility.projection.StaffRow.Held;
import org.junit.jupiter.api.Test;

class StaffRowTest {
    private final StaffRow renewed = new StaffRow("s1", "Sam", List.of())
            .with(licence("2025-01-01", "2025-12-31"))
            .with(licence("2026-02-01", null));

    @Test
    void after_a_renewal_an_assessment_of_a_day_before_it_is_still_by_a_licensed_person() {
        assertThat(renewed.on(LocalDate.parse("2025-12-30"))).containsExactly("LCSW");
        assertThat(renewed.on(LocalDate.parse("2026-01-15"))).isEmpty();
        assertThat(renewed.on(LocalDate.parse("2026-02-01"))).containsExactly("LCSW");
    }

    @Test
    void one_recorded_again_from_the_same_day_takes_its_place() {
        assertThat(renewed.with(licence("2026-02-01", "2026-02-28")).on(LocalDate.parse("2026-03-01")))
                .isEmpty();
    }

    @Test
    void an_end_closes_what_holds_and_fills_no_gap_of_the_past() {
        var ended = renewed.ending("LCSW", LocalDate.parse("2026-06-30"));
        assertThat(ended.on(LocalDate.parse("2026-07-01"))).isEmpty();
        assertThat(ended.on(LocalDate.parse("2026-06-30"))).containsExactly("LCSW");
        assertThat(ended.on(LocalDate.parse("2026-01-15"))).isEmpty();
    }

    private static Held licence(String from, String to) {
        return new Held("LCSW", LocalDate.parse(from), to == null ? null : LocalDate.parse(to));
    }
}
