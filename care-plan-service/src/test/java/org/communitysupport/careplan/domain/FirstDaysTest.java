package org.communitysupport.careplan.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.communitysupport.careplan.domain.rule.FirstDays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FirstDaysTest {
    private static final LocalDate OPENED = LocalDate.parse("2026-11-02");
    private static final FirstDays DISTRICT = new FirstDays(7, null);
    private static final FirstDays MISSOURI = new FirstDays(null, 30);

    @Test
    @Tag("E-07")
    void e07_the_district_wants_the_first_contact_in_seven_days() {
        assertThat(DISTRICT.alerts(OPENED, null, null, OPENED.plusDays(7))).isEmpty();
        assertThat(DISTRICT.alerts(OPENED, null, null, OPENED.plusDays(8))).containsExactly("FIRST_CONTACT_OVERDUE");
        assertThat(DISTRICT.alerts(OPENED, OPENED.plusDays(9), null, OPENED.plusDays(10)))
                .as("it came, if late")
                .isEmpty();
        assertThat(DISTRICT.alerts(null, null, null, OPENED)).as("not open yet").isEmpty();
    }

    @Test
    @Tag("E-07")
    void e07_missouri_wants_the_assessment_in_thirty_days() {
        assertThat(MISSOURI.alerts(OPENED, null, null, OPENED.plusDays(30))).isEmpty();
        assertThat(MISSOURI.alerts(OPENED, null, null, OPENED.plusDays(31))).containsExactly("ASSESSMENT_OVERDUE");
        assertThat(MISSOURI.alerts(OPENED, null, OPENED.minusDays(3), OPENED.plusDays(31)))
                .isEmpty();
    }

    @Test
    @Tag("E-07")
    void e07_a_program_without_such_clocks_asks_for_nothing() {
        assertThat(new FirstDays(null, null).alerts(OPENED, null, null, OPENED.plusYears(1)))
                .isEmpty();
    }
}
