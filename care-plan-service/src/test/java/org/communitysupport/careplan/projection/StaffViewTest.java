package org.communitysupport.careplan.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.communitysupport.careplan.projection.StaffView.Credential;
import org.communitysupport.careplan.projection.StaffView.StaffRow;
import org.junit.jupiter.api.Test;

class StaffViewTest {
    private static final Credential LAST_YEAR = qp("2025-01-01", "2025-12-31");
    private static final Credential THIS_YEAR = qp("2026-02-01", null);

    @Test
    void a_renewed_credential_stands_beside_the_one_before() {
        assertThat(row().with(LAST_YEAR).with(THIS_YEAR).credentials()).containsExactly(LAST_YEAR, THIS_YEAR);
    }

    @Test
    void one_recorded_again_from_the_same_day_takes_its_place() {
        assertThat(row().with(THIS_YEAR).with(qp("2026-02-01", "2026-12-31")).credentials())
                .containsExactly(qp("2026-02-01", "2026-12-31"));
    }

    @Test
    void an_end_closes_what_holds_and_fills_no_gap_of_the_past() {
        assertThat(row().with(LAST_YEAR)
                        .with(THIS_YEAR)
                        .ending("QP", LocalDate.parse("2026-06-30"))
                        .credentials())
                .containsExactly(LAST_YEAR, qp("2026-02-01", "2026-06-30"));
    }

    private static StaffRow row() {
        return new StaffRow("s1", "Sam", List.of());
    }

    private static Credential qp(String from, String to) {
        return new Credential("QP", LocalDate.parse(from), to == null ? null : LocalDate.parse(to));
    }
}
