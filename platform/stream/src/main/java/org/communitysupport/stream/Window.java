package org.communitysupport.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The rows of a generation that is being filled, kept over many batches: a row that many events touch is read once and written a few times,
 * not once a batch. Belongs to one thread.
 */
final class Window<R> {
    /** Written in one call. */
    private static final int CALL = 1_000;

    /** So much has to be read again after a crash. */
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(5);
    /** A row and all that belongs to it is taken for 16 KiB at most; they may have the heap's share of it, and no more than so many. */
    private static final int MOST_ROWS =
            (int) Math.min(20_000, Runtime.getRuntime().maxMemory() >> 14);

    private final Map<String, RowStore.State<R>> states = new HashMap<>();
    private boolean holds;
    private long since = System.nanoTime();

    /** Those asked for, among others; read from the store where they are not here. A row that does not read any more is null. */
    Map<String, RowStore.State<R>> states(Map<String, String[]> tenantAndKeyById, RowStore<R> rows) {
        var missing = new HashMap<>(tenantAndKeyById);
        missing.keySet().removeAll(states.keySet());
        states.putAll(rows.load(missing));
        return states;
    }

    void took() {
        holds = true;
    }

    boolean holds() {
        return holds;
    }

    boolean isFull() {
        return states.size() >= MOST_ROWS || System.nanoTime() - since > LONGEST;
    }

    /** @throws Feed.FromCursor when some row cannot be written as it stands here */
    void store(RowStore<R> rows) {
        var changed = new ArrayList<RowStore.State<R>>();
        for (var state : states.values()) if (state != null && state.changed) changed.add(state);
        for (int from = 0; from < changed.size(); from += CALL) {
            List<RowStore.State<R>> some = changed.subList(from, Math.min(changed.size(), from + CALL));
            var written = rows.write(some);
            if (written.lost() || !written.refused().isEmpty())
                throw new Feed.FromCursor("a row was written by somebody else or cannot be written;"
                        + " from here on each batch is stored by itself");
        }
        holds = false;
        since = System.nanoTime();
        if (states.size() >= MOST_ROWS) states.clear();
    }

    /** Somebody else is about to write rows. What it held is stored. */
    void clear() {
        states.clear();
    }
}
