package org.communitysupport.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TailTest {
    private final Logs logs = new Logs();

    @Test
    void tells_what_is_recorded_from_now_on_each_once_and_causes_first() {
        logs.stored("alpha", 1, 1, null);
        var told = new ArrayList<Place>();
        var expected = new ArrayList<Place>();
        var rounds = new AtomicInteger();
        try (var fetching = Executors.newVirtualThreadPerTaskExecutor()) {
            new Tail(logs, Selection.ALL, null)
                    .follow(
                            t -> told.add(t.at()),
                            () -> {
                                int round = rounds.incrementAndGet();
                                var cause = logs.stored("beta", 2, 10 * round + 5, null);
                                var effect = logs.stored("alpha", 1, 10 * round, cause);
                                if (round < 3) {
                                    expected.add(cause);
                                    expected.add(effect);
                                }
                                return round < 3;
                            },
                            fetching);
        }
        assertThat(told).isEqualTo(expected).hasSize(4);
    }

    @Test
    void begins_where_it_is_told_to_and_leaves_out_what_is_not_wanted() {
        logs.stored("alpha", 1, 1, null);
        var wanted = logs.stored("beta", 1, 2, null);
        var told = new ArrayList<Place>();
        try (var fetching = Executors.newVirtualThreadPerTaskExecutor()) {
            new Tail(logs, new Selection(Set.of("beta"), Set.of("Happened"), ""), Ends.NOTHING)
                    .follow(t -> told.add(t.at()), () -> false, fetching);
        }
        assertThat(told).containsExactly(wanted);
    }
}
