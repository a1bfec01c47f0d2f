package org.communitysupport.axon;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.Decider;

/**
 * States of aggregates used lately. May be behind the log and never ahead of it: a write from an old state loses its version, a "no" from
 * it is looked up. An entry lives for half a minute from the opening of its oldest personal value; the key it was opened with may have
 * been half a minute old, so a minute after an erasure nothing of the person is here.
 */
final class RecentStates {
    record Known(Object state, long version, long seq, long since) {
        Shell shell(Decider<Object, Object, Object, Object> decider, AggregateId id) {
            return new Shell(decider, id.text(), state, version, seq, since);
        }
    }

    private final Duration keep;
    private final LongSupplier nanoTime;
    private final Map<AggregateId, Known> known;

    RecentStates(int most, Duration keep, LongSupplier nanoTime) {
        this.keep = keep;
        this.nanoTime = nanoTime;
        this.known = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<AggregateId, Known> eldest) {
                return size() > most;
            }
        };
    }

    static RecentStates usual() {
        return new RecentStates(2_000, Duration.ofSeconds(30), System::nanoTime);
    }

    synchronized Optional<Known> of(AggregateId id) {
        var entry = known.get(id);
        if (entry != null && nanoTime.getAsLong() - entry.since() > keep.toNanos()) {
            known.remove(id);
            return Optional.empty();
        }
        return Optional.ofNullable(entry);
    }

    synchronized void keep(AggregateId id, Shell shell) {
        var entry = known.get(id);
        if (entry == null || entry.version() < shell.version())
            known.put(id, new Known(shell.state(), shell.version(), shell.seq(), shell.since()));
    }

    synchronized void forget(AggregateId id) {
        known.remove(id);
    }
}
