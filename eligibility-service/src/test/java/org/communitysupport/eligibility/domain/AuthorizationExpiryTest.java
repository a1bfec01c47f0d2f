package org.communitysupport.eligibility.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.eligibility.domain.Given.*;

import java.time.LocalDate;
import java.util.List;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.*;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.*;
import org.communitysupport.eligibility.domain.Codes.AuthorizationStatus;
import org.communitysupport.eligibility.domain.Codes.EndReason;
import org.junit.jupiter.api.Test;

class AuthorizationExpiryTest {
    private static final LocalDate LAST = day(4, 8);

    /** A pass-through from 10 March whose thirtieth day is the 8th of April. */
    private static Given<AuthorizationsCommand, AuthorizationsState, AuthorizationsEvent, AuthorizationsFacts> on(
            LocalDate today) {
        return ready().after(passThrough("e1", day(3, 10))).knowing(new AuthorizationsFacts(today, PARTNERS));
    }

    private static Given<AuthorizationsCommand, AuthorizationsState, AuthorizationsEvent, AuthorizationsFacts>
            expired() {
        return on(LAST.plusDays(1)).after(new ExpireAuthorizations());
    }

    @Test
    void expires_the_day_after_the_last_day_and_not_before() {
        assertThat(on(LAST).then(new ExpireAuthorizations())).isEmpty();
        assertThat(on(LAST.plusDays(1)).then(new ExpireAuthorizations()))
                .containsExactly(new AuthorizationExpired("p1", "pt-e1", PROGRAM, LAST.plusDays(1)));
    }

    @Test
    void expires_once() {
        assertThat(expired().then(new ExpireAuthorizations())).isEmpty();
    }

    @Test
    void what_has_no_last_day_never_expires() {
        var given = started()
                .knowing(new AuthorizationsFacts(day(12, 31), NOTHING_ASKED))
                .after(new DeclareNotRequired("n1", "e1", "partners", day(3, 1), null));
        assertThat(given.then(new ExpireAuthorizations())).isEmpty();
    }

    @Test
    void a_late_note_still_draws_on_a_day_that_was_covered() {
        assertThat(expired().then(committed("L1", 1, LAST, 2)).getFirst()).isInstanceOf(UnitsCommitted.class);
        assertThat(expired().then(committed("L1", 1, LAST.plusDays(1), 2)).getFirst())
                .isInstanceOf(UnitReservationRejected.class);
    }

    @Test
    void its_days_stay_taken() {
        var given = ready().after(request("a1", 128, day(3, 21), day(5, 19)))
                .after(grant("a1", 128, day(3, 21), day(5, 19)))
                .knowing(new AuthorizationsFacts(day(5, 20), PARTNERS))
                .after(new ExpireAuthorizations())
                .after(plan(2, day(5, 20)));
        var again =
                new RequestAuthorization("a2", "e1", "partners", 10, day(5, 19), day(6, 1), false, null, day(5, 21));
        assertThat(given.refusalOf(again).code()).isEqualTo("overlapping-request");
    }

    @Test
    void an_end_of_service_that_is_learnt_late_still_shortens_it() {
        var given = expired();
        assertThat(given.then(new EndEpisode("e1", day(4, 1), EndReason.WITHDRAWN)))
                .containsExactly(new AuthorizationEnded("p1", "pt-e1", PROGRAM, day(3, 31), EndReason.WITHDRAWN));
        assertThat(given.state().authorizations().get("pt-e1").status()).isEqualTo(AuthorizationStatus.ENDED);
    }

    @Test
    void an_end_of_service_after_it_leaves_it_as_it_was() {
        assertThat(expired().then(new EndEpisode("e1", day(4, 20), EndReason.EPISODE_CLOSED)))
                .isEqualTo(List.of());
    }
}
