package org.communitysupport.careplan.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.communitysupport.careplan.domain.rule.Ref11Ages;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A child turns 18 or 21: the pack says what happens, and it is told ahead and stays on the list. */
class Ref11AgesTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-30");
    private static final Ref11Ages UNDER_21 = new Ref11Ages(20, List.of(), 90);
    private static final Ref11Ages TWO_BANDS = new Ref11Ages(null, List.of(0, 18), 90);

    @ParameterizedTest
    @CsvSource({
        "2005-11-30,AGE_LIMIT_PASSED",
        "2005-12-01,AGE_LIMIT_NEAR",
        "2006-02-28,AGE_LIMIT_NEAR",
        "2006-03-01,",
        "1990-01-01,AGE_LIMIT_PASSED"
    })
    void e24_who_grows_out_of_a_program_is_told_ahead_and_stays_listed(LocalDate born, String alert) {
        assertThat(UNDER_21.alerts(born, TODAY)).isEqualTo(alert == null ? List.of() : List.of(alert));
    }

    @ParameterizedTest
    @CsvSource({"2008-11-30,", "2008-12-01,AGE_BAND_CHANGES", "2009-02-28,AGE_BAND_CHANGES", "2009-03-01,"})
    @Tag("E-24")
    void e24_who_changes_the_age_band_is_told_until_the_birthday(LocalDate born, String alert) {
        assertThat(TWO_BANDS.alerts(born, TODAY)).isEqualTo(alert == null ? List.of() : List.of(alert));
    }

    @Test
    @Tag("E-24")
    void e24_a_child_of_the_leap_day_changes_on_the_day_that_the_calendar_gives() {
        var leap = LocalDate.parse("2008-02-29");
        assertThat(new Ref11Ages(17, List.of(), 10).alerts(leap, LocalDate.parse("2026-02-17")))
                .isEmpty();
        assertThat(new Ref11Ages(17, List.of(), 10).alerts(leap, LocalDate.parse("2026-02-18")))
                .containsExactly("AGE_LIMIT_NEAR");
        assertThat(new Ref11Ages(17, List.of(), 10).alerts(leap, LocalDate.parse("2026-03-01")))
                .containsExactly("AGE_LIMIT_PASSED");
    }

    @Test
    @Tag("E-24")
    void e24_nobodys_birth_date_is_asked_for_where_nothing_depends_on_it() {
        assertThat(new Ref11Ages(null, List.of(), 90).matter()).isFalse();
        assertThat(new Ref11Ages(null, List.of(0), 90).matter()).isFalse();
        assertThat(UNDER_21.matter()).isTrue();
        assertThat(TWO_BANDS.matter()).isTrue();
        assertThat(UNDER_21.alerts(null, TODAY)).isEmpty();
    }
}
