package org.communitysupport.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.View;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds events into the rows of one generation of a view: K loads and one bulk write for a batch that touches K rows. What fails in a pure
 * fold fails for ever, so its key parks at once; the stores' own failures go out to be retried.
 */
final class ViewHandler<R> implements Feed.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(ViewHandler.class);
    /** Events of one batch from which on it pays to decode on more than one core. */
    private static final int MANY = 500;

    private final String name;
    private final View<R> view;
    private final EventCodec codec;
    private final RowStore<R> rows;
    private final ParkingLot lot;
    private final Unlisted unlisted;
    /** Null: each batch is stored before the next is taken. */
    private Window<R> window;

    ViewHandler(String name, View<R> view, EventCodec codec, RowStore<R> rows, ParkingLot lot, Unlisted unlisted) {
        this.name = name;
        this.view = view;
        this.codec = codec;
        this.rows = rows;
        this.lot = lot;
        this.unlisted = unlisted;
    }

    static String rowKey(String rowId) {
        return "row " + rowId;
    }

    private static String aggregateKey(Delivery d) {
        return "aggregate " + d.envelope().aggregate();
    }

    /** An event, decoded, on its way into a row; or the reason why it cannot be. */
    private record Item<R>(
            Delivery delivery, String rowId, String key, java.util.function.UnaryOperator<R> fold, String error) {}

    private Item<R> item(Delivery d) {
        var on = view.handled().get(d.envelope().type());
        if (on == null) {
            if (!view.ignored().contains(d.envelope().type()))
                unlisted.seen(name, d.envelope().type());
            return null;
        }
        try {
            return decoded(d, on);
        } catch (RuntimeException e) {
            return new Item<>(d, null, null, null, Outages.sentence(e));
        }
    }

    private <E> Item<R> decoded(Delivery d, View.On<R, E> on) {
        var e = d.envelope();
        var event = new Event<>(e, codec.decodeSealed(e.type(), e.schema(), d.data(), on.as()));
        String key = on.key().apply(event);
        if (key == null) return null;
        return new Item<>(d, RowStore.id(e.tenant(), key), key, row -> on.fold().apply(row, event), null);
    }

    /** For a generation that nobody reads yet: rows are kept in memory over many batches and written when there are many. */
    void writeBehind() {
        window = new Window<>();
    }

    /** Somebody reads it from now on, or writes beside us. Everything held is stored before. */
    void writeAtOnce() {
        window = null;
    }

    @Override
    public void assigned(Map<Integer, Long> epochs) {
        lot.take(epochs);
    }

    @Override
    public void released(Set<Integer> lanes) {
        lot.release(lanes);
    }

    @Override
    public boolean handles(Delivery d) {
        return view.handled().containsKey(d.envelope().type());
    }

    /** Each row has the last event of each source that it holds. */
    @Override
    public boolean knowsRepeats() {
        return true;
    }

    @Override
    public boolean holds() {
        return window != null && window.holds();
    }

    @Override
    public void store() {
        try {
            window.store(rows);
        } catch (Feed.FromCursor e) {
            window = null;
            throw e;
        }
    }

    /** What a batch parks or stops at is stored at once, for such a key's row must not fall behind its parking place. */
    private Map<Source, Feed.Stopped> held(List<Delivery> due) {
        var stops = new HashMap<Source, Feed.Stopped>();
        var attempt = new Attempt(stops, Map.of());
        while (!attempt.fold(due)) attempt = new Attempt(stops, Map.of());
        window.took();
        lot.add(attempt.entries);
        if (!attempt.entries.isEmpty() || !stops.isEmpty() || window.isFull()) store();
        return stops;
    }

    @Override
    public Map<Source, Feed.Stopped> handle(List<Delivery> due) {
        if (window != null) return held(due);
        var stops = new HashMap<Source, Feed.Stopped>();
        var refused = new HashMap<String, String>();
        while (true) {
            var attempt = new Attempt(stops, refused);
            if (!attempt.fold(due)) continue;
            lot.add(attempt.entries);
            var written = rows.write(attempt.changed());
            refused.putAll(written.refused());
            if (!written.lost()) return stops;
        }
    }

    /** One try at a batch; nothing is stored by it, so it may be thrown away. */
    private final class Attempt {
        final Map<Source, Feed.Stopped> stops;
        final Map<String, String> refused;
        final List<ParkingLot.Entry> entries = new ArrayList<>();
        final Map<String, Source> parkedNow = new HashMap<>();
        final Set<String> poisoned = new HashSet<>();
        Map<String, RowStore.State<R>> states = Map.of();

        Attempt(Map<Source, Feed.Stopped> stops, Map<String, String> refused) {
            this.stops = stops;
            this.refused = refused;
        }

        List<RowStore.State<R>> changed() {
            return states.values().stream().filter(s -> s != null && s.changed).toList();
        }

        /** False when a lane had to stop: try again without what comes after. */
        boolean fold(List<Delivery> due) {
            var items = (due.size() < MANY ? due.stream() : due.parallelStream())
                    .filter(this::isBeforeStop)
                    .map(ViewHandler.this::item)
                    .filter(Objects::nonNull)
                    .toList();
            var ids = new LinkedHashMap<String, String[]>();
            for (Item<R> item : items)
                if (item.rowId != null)
                    ids.put(item.rowId, new String[] {item.delivery.envelope().tenant(), item.key});
            states = window == null ? rows.load(ids) : window.states(ids, rows);
            for (Item<R> item : items) if (!fold(item)) return false;
            return true;
        }

        private boolean isBeforeStop(Delivery d) {
            var stop = stops.get(d.source());
            return stop == null
                    || new Mark(stop.seq(), stop.index() - 1, false)
                            .covers(d.envelope().seq(), d.envelope().index());
        }

        private boolean fold(Item<R> item) {
            String behind = waitsBehind(item);
            if (behind != null) {
                if (!lot.holds(behind, item.delivery)) entries.add(new ParkingLot.Entry(behind, item.delivery, null));
                return true;
            }
            if (item.error != null) return park(aggregateKey(item.delivery), item.delivery, item.error);
            var state = states.get(item.rowId);
            if (state != null && state.covers(item.delivery)) return true;
            String error = refused.get(item.rowId);
            if (state == null)
                error = "the stored row does not read as " + view.row().getSimpleName();
            if (error == null)
                try {
                    state.took(item.delivery, item.fold.apply(state.row));
                    lot.wentThrough(
                            item.delivery.source(), item.delivery.envelope().tenant());
                    return true;
                } catch (RuntimeException e) {
                    error = Outages.sentence(e);
                }
            return park(rowKey(item.rowId), item.delivery, error);
        }

        /** The parked key that this event has to wait in, or null. What the row holds already, or what comes before the failure, need not. */
        private String waitsBehind(Item<R> item) {
            for (String key : item.rowId == null
                    ? List.of(aggregateKey(item.delivery))
                    : List.of(aggregateKey(item.delivery), rowKey(item.rowId))) {
                if (parkedNow.containsKey(key)) return key;
                if (!lot.isParked(key)) continue;
                Mark first = lot.first(key, item.delivery.source());
                var e = item.delivery.envelope();
                if (first != null) {
                    if (!first.covers(e.seq(), e.index()) || lot.holds(key, item.delivery)) return key;
                } else if (item.rowId == null
                        || states.get(item.rowId) == null
                        || !states.get(item.rowId).covers(item.delivery)) return key;
            }
            return null;
        }

        private boolean park(String key, Delivery d, String error) {
            Source source = d.source();
            String tenant = d.envelope().tenant();
            long now = parkedNow.entrySet().stream()
                    .filter(p -> source.equals(p.getValue()) && tenant.equals(ParkingLot.tenant(p.getKey())))
                    .count();
            if (lot.room(source, tenant, now) <= 0) {
                stops.put(
                        source,
                        new Feed.Stopped(
                                d.envelope().seq(),
                                d.envelope().index(),
                                "more than " + lot.limit(source, tenant) + " parked keys of " + tenant
                                        + ", the last because of "
                                        + d.envelope().eventId() + ": " + error));
                return false;
            }
            LOG.error("{} parks {} at {}: {}", name, key, d.envelope().eventId(), error);
            parkedNow.put(key, source);
            entries.add(new ParkingLot.Entry(key, d, error));
            return true;
        }
    }

    /**
     * Tries the events of a parked key again, in order.
     *
     * @return why it is still parked; null when it is free
     */
    String heal(String parkedKey) {
        if (window != null) window.clear();
        while (true) {
            var entries = lot.entries(parkedKey);
            var handled = new ArrayList<ParkingLot.Entry>();
            var states = new HashMap<String, RowStore.State<R>>();
            String error = null;
            for (ParkingLot.Entry entry : entries) {
                error = heal(parkedKey, entry, states);
                if (error != null) break;
                handled.add(entry);
            }
            var written =
                    rows.write(states.values().stream().filter(s -> s.changed).toList());
            if (!written.refused().isEmpty())
                return written.refused().values().iterator().next();
            if (written.lost()) continue;
            if (error != null) {
                var stuck = entries.get(handled.size());
                lot.add(List.of(new ParkingLot.Entry(parkedKey, stuck.delivery(), error)));
            }
            lot.release(parkedKey, handled);
            return error;
        }
    }

    private String heal(String parkedKey, ParkingLot.Entry entry, Map<String, RowStore.State<R>> states) {
        Delivery d = entry.delivery();
        Item<R> item = item(d);
        if (item == null) return null;
        if (item.error != null) return item.error;
        String rowKey = rowKey(item.rowId);
        if (!rowKey.equals(parkedKey) && lot.isParked(rowKey)) return "its row is parked too; heal that one first";
        if (!states.containsKey(item.rowId)) {
            var state = rows.load(Map.of(item.rowId, new String[] {d.envelope().tenant(), item.key}))
                    .get(item.rowId);
            if (state == null)
                return "the stored row does not read as " + view.row().getSimpleName();
            // Only what a crash may have left behind matters: an event that is in the row and still in the lot.
            state.healed.forEach(
                    (source, marks) -> marks.removeIf(m -> !lot.holds(parkedKey, Source.parse(source), m)));
            state.healed.values().removeIf(List::isEmpty);
            states.put(item.rowId, state);
        }
        var state = states.get(item.rowId);
        if (state.wasHealed(d)) return null;
        try {
            state.took(d, item.fold.apply(state.row));
        } catch (RuntimeException e) {
            return Outages.sentence(e);
        }
        var marks = new ArrayList<>(state.healed.getOrDefault(d.source().toString(), List.of()));
        marks.add(Mark.of(d.envelope()));
        state.healed.put(d.source().toString(), marks);
        return null;
    }
}
