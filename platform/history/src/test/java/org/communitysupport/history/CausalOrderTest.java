package org.communitysupport.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class CausalOrderTest {
    private final Logs logs = new Logs();

    @Test
    void an_effect_comes_after_its_cause_though_a_clock_says_otherwise() {
        var cause = logs.stored("beta", 3, 50, null);
        var effect = logs.stored("alpha", 1, 20, cause);
        var unrelated = logs.stored("alpha", 2, 30, null);
        assertThat(told(Runnable::run)).containsExactly(unrelated, cause, effect);
    }

    @Test
    void what_waits_holds_up_its_own_lane_and_no_other() {
        var cause = logs.stored("beta", 3, 50, null);
        var effect = logs.stored("alpha", 1, 20, cause);
        var behind = logs.stored("alpha", 1, 21, null);
        var other = logs.stored("alpha", 2, 49, null);
        assertThat(told(Runnable::run)).containsExactly(other, cause, effect, behind);
    }

    @Test
    void of_the_same_millisecond_service_lane_and_place_decide() {
        var fourth = logs.stored("beta", 0, 7, null);
        var second = logs.stored("alpha", 2, 7, null);
        var third = logs.stored("alpha", 2, 7, null);
        var first = logs.stored("alpha", 1, 7, null);
        assertThat(told(Runnable::run)).containsExactly(first, second, third, fourth);
    }

    @Test
    void the_order_follows_from_the_logs_and_not_from_pages_or_threads() {
        var random = new Random(4);
        var stored = new ArrayList<Place>();
        for (int i = 0; i < 600; i++) {
            var cause = stored.isEmpty() || random.nextInt(3) == 0 ? null : stored.get(random.nextInt(stored.size()));
            stored.add(logs.stored(
                    random.nextBoolean() ? "alpha" : "beta", random.nextInt(16), random.nextInt(5) + i, cause));
        }
        var once = told(Runnable::run);
        assertThat(once).hasSize(600);
        assertCausal(once);
        for (int size : List.of(1, 3, 1000)) {
            logs.pageSize = size;
            assertThat(told(ForkJoinPool.commonPool())).isEqualTo(once);
        }
    }

    private void assertCausal(List<Place> order) {
        var at = new HashMap<Place, Integer>();
        for (var place : order) {
            at.put(place, at.size());
            if (place.seq() > 1)
                assertThat(at).containsKey(new Place(place.service(), place.lane(), place.seq() - 1, 0));
            var told = logs.lane(place.service(), place.lane(), place.seq() - 1, place.seq())
                    .events()
                    .getFirst();
            if (told.cause() != null) assertThat(at).containsKey(told.cause());
        }
    }

    private List<Place> told(Executor fetching) {
        var lanes = new ArrayList<Lane>();
        var ends = logs.ends();
        for (String service : logs.services())
            for (int n = 0; n < History.LANES; n++) {
                int number = n;
                lanes.add(new Lane(
                        service,
                        n,
                        0,
                        ends.of(service, n),
                        (after, to) -> logs.lane(service, number, after, to),
                        fetching));
            }
        var order = new CausalOrder(lanes);
        var told = new ArrayList<Place>();
        for (var next = order.next(); next != null; next = order.next()) told.add(next.at());
        assertThat(order.waiting()).isEmpty();
        return told;
    }
}
