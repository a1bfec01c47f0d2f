package org.communitysupport.eligibility.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.eligibility.domain.Given.*;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.*;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.*;
import org.communitysupport.eligibility.domain.Codes.EndReason;
import org.communitysupport.eligibility.domain.Codes.PoolKind;
import org.communitysupport.eligibility.domain.Codes.ShortReason;
import org.communitysupport.eligibility.domain.Codes.UnitState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class UnitPoolTest {
    private static final LocalDate DAY = day(3, 12);

    private static Given<AuthorizationsCommand, AuthorizationsState, AuthorizationsEvent, AuthorizationsFacts>
            passThroughOpen() {
        return ready().after(passThrough("e1", day(3, 10)));
    }

    @Test
    void three_units_wanted_of_two_left_draw_two_and_say_one_is_missing() {
        var given = passThroughOpen().after(committed("L0", 1, day(3, 11), 34));
        var rejected =
                (UnitReservationRejected) given.then(committed("L1", 1, DAY, 3)).getFirst();
        assertThat(rejected.missing()).isEqualTo(1);
        assertThat(rejected.reason()).isEqualTo(ShortReason.EXHAUSTED);
        assertThat(rejected.allocations()).containsExactly(new Allocation("pt-e1", null, PoolKind.PASS_THROUGH, 2));
        assertThat(rejected.balances()).containsExactly(balance("pt-e1", 36, 36, 0));
    }

    @Test
    void a_grant_fills_what_was_short_by_itself() {
        var given = passThroughOpen()
                .after(committed("L0", 1, day(3, 11), 34))
                .after(committed("L1", 1, day(4, 1), 3))
                .after(request("a1", 128, day(4, 1), day(5, 30)));
        var events = given.then(grant("a1", 128, day(4, 1), day(5, 30)));
        var filled = (UnitsCommitted) events.get(1);
        assertThat(filled.line()).isEqualTo("L1");
        assertThat(filled.version()).isEqualTo(1);
        assertThat(filled.allocations())
                .containsExactly(
                        new Allocation("pt-e1", null, PoolKind.PASS_THROUGH, 2),
                        new Allocation("a1", "AUTH-a1", PoolKind.AUTHORIZATION, 1));
    }

    @Test
    void the_pass_through_is_drawn_before_the_authorisation() {
        var given = passThroughOpen()
                .after(request("a1", 128, day(3, 21), day(5, 1)))
                .after(grant("a1", 128, day(3, 21), day(5, 1)));
        var drawn =
                (UnitsCommitted) given.then(committed("L1", 1, day(3, 25), 40)).getFirst();
        assertThat(drawn.allocations())
                .extracting(Allocation::authorization, Allocation::units)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("pt-e1", 36), org.assertj.core.groups.Tuple.tuple("a1", 4));
    }

    @Test
    void the_first_and_the_last_day_are_inside_and_their_neighbours_outside() {
        var given = passThroughOpen();
        assertThat(given.then(committed("L1", 1, day(3, 10), 1)).getFirst()).isInstanceOf(UnitsCommitted.class);
        assertThat(given.then(committed("L2", 1, day(4, 8), 1)).getFirst()).isInstanceOf(UnitsCommitted.class);
        var before = (UnitReservationRejected)
                given.then(committed("L3", 1, day(3, 9), 1)).getFirst();
        var after = (UnitReservationRejected)
                given.then(committed("L4", 1, day(4, 9), 1)).getFirst();
        assertThat(List.of(before.reason(), after.reason())).containsOnly(ShortReason.OUTSIDE_DATES);
    }

    @Test
    void without_any_authorisation_the_answer_says_so() {
        var rejected = (UnitReservationRejected)
                nothing().then(committed("L1", 1, DAY, 2)).getFirst();
        assertThat(rejected.reason()).isEqualTo(ShortReason.NO_AUTHORIZATION);
        assertThat(rejected.missing()).isEqualTo(2);
        assertThat(rejected.person()).isEqualTo("p1");
    }

    @Test
    void an_older_version_changes_nothing() {
        var given = passThroughOpen().after(committed("L1", 2, DAY, 4));
        assertThat(given.then(committed("L1", 1, DAY, 9))).isEmpty();
        assertThat(given.then(committed("L1", 2, DAY, 9))).isEmpty();
        assertThat(given.state().lines().get("L1").units()).isEqualTo(4);
    }

    @Test
    void a_release_that_overtakes_its_reservation_keeps_the_units_free() {
        var given = passThroughOpen().after(new SetUnits("p1", PROGRAM, "sched_n1", 2, DAY, 0, UnitState.RELEASED));
        assertThat(given.then(reserved("sched_n1", 1, DAY, 4))).isEmpty();
        assertThat(given.state().balances()).containsExactly(balance("pt-e1", 36, 0, 0));
    }

    @Test
    void what_is_released_goes_back_to_where_it_came_from_and_to_who_waits() {
        var given = passThroughOpen().after(committed("L0", 1, day(3, 11), 36)).after(committed("L1", 1, DAY, 3));
        var events = given.then(new SetUnits("p1", PROGRAM, "L0", 2, day(3, 11), 0, UnitState.RELEASED));
        assertThat(((UnitsReleased) events.get(0)).units()).isEqualTo(36);
        assertThat(((UnitsCommitted) events.get(1)).line()).isEqualTo("L1");
        assertThat(given.state().balances()).containsExactly(balance("pt-e1", 36, 3, 0));
    }

    @Test
    void a_day_is_set_as_a_whole_and_its_visits_reservations_are_given_back() {
        var given = passThroughOpen()
                .after(reserved("sched_n1", 1, DAY, 8))
                .after(new SetDay(
                        "p1", PROGRAM, DAY, 1, List.of(new DayLine("A", 2), new DayLine("B", 3)), List.of("sched_n1")));
        assertThat(given.state().balances()).containsExactly(balance("pt-e1", 36, 5, 0));
        var events = given.then(new SetDay("p1", PROGRAM, DAY, 2, List.of(new DayLine("B", 1)), List.of()));
        assertThat(events).hasSize(2);
        assertThat(given.state().balances()).containsExactly(balance("pt-e1", 36, 1, 0));
        assertThat(given.then(new SetDay("p1", PROGRAM, DAY, 2, List.of(new DayLine("B", 9)), List.of())))
                .isEmpty();
    }

    @Test
    void an_older_day_that_comes_late_brings_nothing_back() {
        var given = passThroughOpen().after(new SetDay("p1", PROGRAM, DAY, 2, List.of(new DayLine("B", 1)), List.of()));
        assertThat(given.then(new SetDay("p1", PROGRAM, DAY, 1, List.of(new DayLine("A", 5)), List.of())))
                .isEmpty();
    }

    @Test
    void a_line_that_shrinks_keeps_what_it_needs_where_it_is() {
        var given = passThroughOpen()
                .after(request("a1", 128, day(3, 21), day(5, 1)))
                .after(grant("a1", 128, day(3, 21), day(5, 1)))
                .after(committed("L1", 1, day(3, 25), 40))
                .after(committed("L1", 2, day(3, 25), 38));
        assertThat(given.state().lines().get("L1").allocations())
                .extracting(Allocation::units)
                .containsExactly(36, 2);
    }

    @Test
    void a_withdrawal_gives_reserved_units_back_and_ends_the_authorisations() {
        var given = passThroughOpen()
                .after(committed("L0", 1, day(3, 11), 4))
                .after(reserved("sched_n1", 1, day(3, 20), 8));
        var events = given.then(new EndEpisode("e1", day(3, 15), EndReason.WITHDRAWN));
        assertThat(events).hasSize(2);
        assertThat(((UnitsReleased) events.get(0)).units()).isEqualTo(8);
        assertThat(((AuthorizationEnded) events.get(1)).endedOn()).isEqualTo(day(3, 14));
        assertThat(given.state().balances()).containsExactly(balance("pt-e1", 36, 4, 0));
        assertThat(given.then(committed("L9", 1, day(3, 16), 1)).getFirst())
                .isInstanceOf(UnitReservationRejected.class);
        assertThat(given.then(new EndEpisode("e1", day(3, 15), EndReason.WITHDRAWN)))
                .isEmpty();
    }

    @Test
    @Tag("R-25")
    void r25_an_end_that_was_taken_back_restores_the_authorizations_and_what_was_short_draws_again() {
        var given = passThroughOpen().after(new EndEpisode("e1", day(3, 15), EndReason.EPISODE_CLOSED));
        assertThat(given.then(committed("L9", 1, day(3, 16), 1)).getFirst())
                .isInstanceOf(UnitReservationRejected.class);
        var events = given.then(new RestoreEpisode("e1"));
        assertThat(((AuthorizationRestored) events.getFirst()).status()).isEqualTo(Codes.AuthorizationStatus.GRANTED);
        assertThat(events.getLast()).isInstanceOf(UnitsCommitted.class);
        assertThat(given.then(new RestoreEpisode("e1"))).isEmpty();
    }

    /** ELG-11, whatever comes in whatever order. */
    @Test
    void never_more_is_drawn_than_was_granted() {
        for (long seed = 1; seed <= 200; seed++) {
            var random = new Random(seed);
            var given = passThroughOpen();
            for (int i = 0; i < 60; i++) {
                given.after(any(random, i));
                for (var b : given.state().balances()) {
                    assertThat(b.left()).as("seed %d step %d", seed, i).isBetween(0, b.granted());
                    assertThat(b.used() + b.reserved() + b.left()).isEqualTo(b.granted());
                }
            }
        }
    }

    private static AuthorizationsCommand any(Random random, int step) {
        if (step == 20) return request("a1", 40, day(3, 21), day(5, 1));
        if (step == 25) return grant("a1", 40, day(3, 21), day(5, 1));
        var states = UnitState.values();
        return new SetUnits(
                "p1",
                PROGRAM,
                "L" + random.nextInt(8),
                1 + random.nextInt(step + 1),
                day(3, 5).plusDays(random.nextInt(40)),
                random.nextInt(12),
                states[random.nextInt(states.length)]);
    }

    private static Balance balance(String id, int granted, int used, int reserved) {
        return new Balance(id, null, PoolKind.PASS_THROUGH, granted, used, reserved, granted - used - reserved);
    }
}
