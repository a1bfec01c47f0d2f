package org.communitysupport.stream;

import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How far each consumer of the service has come in each lane of its sources: as it is where this instance works on the lane, as stored (some
 * tenths of a second old) where another one does. Whoever waits for a position waits here.
 */
public final class Progress {
    /** So often the store is asked for a lane of another instance. */
    private static final long ASK = 25;

    private final ConcurrentMap<String, ConcurrentMap<Source, Long>> reached = new ConcurrentHashMap<>();
    private final Object moved = new Object();
    private final Ownership ownership;
    private final CursorStore stored;

    /** @param database where the service's consumers keep their cursors */
    public Progress(Ownership ownership, MongoDatabase database) {
        this(ownership, new Cursors(database));
    }

    Progress(Ownership ownership, CursorStore stored) {
        this.ownership = ownership;
        this.stored = stored;
    }

    /** @param seq the newest commit that the consumer has handled whole, its effects stored */
    void reached(String consumer, Source source, long seq) {
        reached.computeIfAbsent(consumer, c -> new ConcurrentHashMap<>()).put(source, seq);
    }

    void announce() {
        synchronized (moved) {
            moved.notifyAll();
        }
    }

    void forget(String consumer) {
        reached.remove(consumer);
    }

    /** Another instance works on these lanes now, and knows better. */
    void forget(String consumer, Set<Integer> lanes) {
        reached.getOrDefault(consumer, new ConcurrentHashMap<>()).keySet().removeIf(s -> lanes.contains(s.lane()));
    }

    long at(String consumer, Source source) {
        Long here = reached.getOrDefault(consumer, new ConcurrentHashMap<>()).get(source);
        if (here != null) return here;
        return ownership.owns(source.lane()) ? 0 : stored.reached(consumer, source);
    }

    /** Whether it got there in time. */
    boolean await(String consumer, Source source, long seq, Duration max) {
        long end = System.nanoTime() + max.toNanos();
        while (at(consumer, source) < seq) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) return false;
            synchronized (moved) {
                try {
                    // Between the look and this a move may have been announced: then the next look comes soon enough.
                    moved.wait(Math.min(left, ASK));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
        }
        return true;
    }

    /** Consumer ({@code view:board:v1}, {@code reaction:…}) → service → lane → newest commit handled whole. */
    public Map<String, Map<String, Map<Integer, Long>>> all() {
        var all = new TreeMap<String, Map<String, Map<Integer, Long>>>();
        if (!ownership.ownsAll())
            stored.reached()
                    .forEach((consumer, services) -> services.forEach(
                            (service, lanes) -> lanes(all, consumer, service).putAll(lanes)));
        reached.forEach((consumer, sources) -> sources.forEach(
                (source, seq) -> lanes(all, consumer, source.service()).put(source.lane(), seq)));
        return all;
    }

    private static Map<Integer, Long> lanes(
            Map<String, Map<String, Map<Integer, Long>>> all, String consumer, String service) {
        return all.computeIfAbsent(consumer, c -> new TreeMap<>()).computeIfAbsent(service, s -> new TreeMap<>());
    }
}
