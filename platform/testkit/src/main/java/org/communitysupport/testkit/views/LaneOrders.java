package org.communitysupport.testkit.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.codec.EventTypes;
import org.communitysupport.codec.Vault;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.View;
import org.communitysupport.testkit.views.History.Recorded;
import org.junit.jupiter.api.DynamicTest;

/**
 * A view never depends on the order between lanes: a history is read in many orders, in which only the order within each lane is kept, and
 * its rows must come out equal each time. As a runner does it, stretches of a lane come again, and rows are written and read back between
 * batches that are cut anywhere.
 *
 * <p>{@code -Dlane.orders=5000} reads each history in that many orders; {@code -Dlane.seed=…} begins with another one.
 */
public final class LaneOrders {
    private static final int ORDERS = Integer.getInteger("lane.orders", 20);
    private static final long SEED = Long.getLong("lane.seed", 1);

    private LaneOrders() {}

    /**
     * A test for each view. A view that no history feeds fails: nothing would be known of it.
     *
     * @param views all of a service
     * @param types its events
     */
    public static List<DynamicTest> of(List<View<?>> views, EventTypes types, List<History> histories) {
        var codec = new EventCodec(types, CLOSED);
        return views.stream()
                .map(view -> DynamicTest.dynamicTest(
                        "view " + view.name() + " is the same in every order of the lanes",
                        () -> assertSame(view, codec, histories)))
                .toList();
    }

    private static <R> void assertSame(View<R> view, EventCodec codec, List<History> histories) {
        int rows = 0;
        for (var history : histories) {
            var lanes = history.lanes(view.sources());
            var first = new Reading<>(view, codec).one(lanes);
            rows += first.size();
            for (long seed = SEED; seed < SEED + ORDERS; seed++) {
                var again = new Reading<>(view, codec).shuffled(lanes, new Random(seed));
                if (!again.equals(first))
                    throw new AssertionError("view " + view.name() + " depends on the order between lanes: history "
                            + history.name() + ", seed " + seed + ", " + difference(first, again));
            }
        }
        assertThat(rows)
                .as("rows of view " + view.name() + "; a history must feed every view")
                .isPositive();
    }

    /** The first row that differs, and which fields of it; values may be personal. */
    private static String difference(Map<String, JsonNode> first, Map<String, JsonNode> again) {
        var keys = new TreeSet<>(first.keySet());
        keys.addAll(again.keySet());
        for (String key : keys) {
            var one = first.get(key);
            var other = again.get(key);
            if (one == null || other == null) return "row " + key + " is there in one order and not in another";
            if (one.equals(other)) continue;
            var fields = new TreeSet<String>();
            one.fieldNames().forEachRemaining(f -> {
                if (!one.get(f).equals(other.get(f))) fields.add(f);
            });
            return "row " + key + ", in " + fields;
        }
        return "nothing";
    }

    /** Views are folded from sealed values. */
    private static final Vault CLOSED = new Vault() {
        @Override
        public String seal(String person, String field, byte[] plain) {
            throw new IllegalStateException("a view seals nothing");
        }

        @Override
        public Optional<byte[]> open(String person, String field, String cipher) {
            throw new IllegalStateException("a view opens nothing");
        }
    };

    /** One reading of a history, by what a projection runner does. */
    private static final class Reading<R> {
        private final View<R> view;
        private final EventCodec codec;
        private final ObjectMapper json;
        private final Map<String, String> stored = new TreeMap<>();
        private final Map<String, R> batch = new HashMap<>();
        /** Row and lane, to the last event of that lane that the row holds. */
        private final Map<String, long[]> held = new HashMap<>();

        Reading(View<R> view, EventCodec codec) {
            this.view = view;
            this.codec = codec;
            this.json = codec.mapper();
        }

        Map<String, JsonNode> one(List<List<Recorded>> lanes) {
            for (var lane : lanes) for (var event : lane) take(event);
            return rows();
        }

        Map<String, JsonNode> shuffled(List<List<Recorded>> lanes, Random random) {
            var next = new int[lanes.size()];
            var open = new ArrayList<Integer>();
            for (int lane = 0; lane < lanes.size(); lane++) open.add(lane);
            while (!open.isEmpty()) {
                int lane = open.get(random.nextInt(open.size()));
                // Sometimes one event, sometimes a long stretch: a lane may lag far behind the others.
                int until = Math.min(lanes.get(lane).size(), next[lane] + 1 + random.nextInt(1 << random.nextInt(8)));
                int from = random.nextInt(8) == 0 ? random.nextInt(next[lane] + 1) : next[lane];
                for (int i = from; i < until; i++) {
                    take(lanes.get(lane).get(i));
                    if (random.nextInt(16) == 0) write();
                }
                next[lane] = until;
                if (until == lanes.get(lane).size()) open.remove(Integer.valueOf(lane));
            }
            return rows();
        }

        private void take(Recorded event) {
            var on = view.handled().get(event.envelope().type());
            if (on != null) take(event, on);
        }

        private <E> void take(Recorded recorded, View.On<R, E> on) {
            var e = recorded.envelope();
            var event = new Event<>(e, codec.decodeSealed(e.type(), e.schema(), recorded.data(), on.as()));
            String key = on.key().apply(event);
            if (key == null) return;
            String row = e.tenant() + '|' + key;
            if (isHeld(row, recorded)) return;
            batch.put(row, on.fold().apply(batch.containsKey(row) ? batch.get(row) : read(row), event));
        }

        private boolean isHeld(String row, Recorded recorded) {
            var e = recorded.envelope();
            var now = new long[] {e.seq(), e.index()};
            var last = held.get(row + ' ' + e.service() + ':' + e.lane());
            if (last != null && (last[0] > now[0] || last[0] == now[0] && last[1] >= now[1])) return true;
            held.put(row + ' ' + e.service() + ':' + e.lane(), now);
            return false;
        }

        private R read(String row) {
            String text = stored.get(row);
            try {
                return text == null ? null : json.readValue(text, view.row());
            } catch (JsonProcessingException e) {
                throw new AssertionError("row " + row + " of view " + view.name() + " does not read back", e);
            }
        }

        private void write() {
            batch.forEach(
                    (row, value) -> stored.put(row, json.valueToTree(value).toString()));
            batch.clear();
        }

        private Map<String, JsonNode> rows() {
            write();
            var rows = new TreeMap<String, JsonNode>();
            stored.forEach((row, text) -> rows.put(row, json.valueToTree(read(row))));
            return rows;
        }
    }
}
