package org.communitysupport.referral.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.communitysupport.referral.domain.Codes.CredentialEnd;
import org.communitysupport.referral.domain.Codes.CredentialKind;
import org.communitysupport.referral.projection.StaffRow.Held;
import org.junit.jupiter.api.Test;

class StaffRowTest {
    private static final Held LAST_YEAR = qp("2025-01-01", "2025-12-31", null);
    private static final Held THIS_YEAR = qp("2026-02-01", null, null);
    private final StaffRow renewed = new StaffRow("riverbend", "s1", "Sam", null, List.of(), 1)
            .with(LAST_YEAR, 2)
            .with(THIS_YEAR, 3);

    @Test
    void a_renewed_credential_stands_beside_the_one_before() {
        assertThat(renewed.credentials()).containsExactly(LAST_YEAR, THIS_YEAR);
    }

    @Test
    void one_recorded_again_from_the_same_day_takes_its_place() {
        var corrected = qp("2026-02-01", "2026-12-31", null);
        assertThat(renewed.with(corrected, 4).credentials()).containsExactly(LAST_YEAR, corrected);
    }

    @Test
    void an_end_closes_what_holds_and_leaves_the_past_as_it_was() {
        var ended = renewed.ending(CredentialKind.QP, LocalDate.parse("2026-06-30"), CredentialEnd.EXPIRED, 4);
        assertThat(ended.credentials())
                .containsExactly(LAST_YEAR, qp("2026-02-01", "2026-06-30", CredentialEnd.EXPIRED));
    }

    private static Held qp(String from, String to, CredentialEnd ended) {
        return new Held(CredentialKind.QP, "7", LocalDate.parse(from), to == null ? null : LocalDate.parse(to), ended);
    }
}
