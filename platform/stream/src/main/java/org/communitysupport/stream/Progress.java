package org.communitysupport.stream;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How far each consumer of this process has come in each lane of its sources. Whoever waits for a position waits here. */
public final class Progress {
    private final ConcurrentMap<String, ConcurrentMap<Source, Long>> reached = new ConcurrentHashMap<>();
    private final Object moved = new Object();

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

    long at(String consumer, Source source) {
        return reached.getOrDefault(consumer, new ConcurrentHashMap<>()).getOrDefault(source, 0L);
    }

    /** Whether it got there in time. */
    boolean await(String consumer, Source source, long seq, Duration max) {
        long end = System.nanoTime() + max.toNanos();
        synchronized (moved) {
            while (at(consumer, source) < seq) {
                long left = end - System.nanoTime();
                if (left <= 0) return false;
                try {
                    moved.wait(Math.max(1, left / 1_000_000));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return true;
        }
    }

    /** Consumer ({@code view:board:v1}, {@code reaction:…}) → service → lane → newest commit handled whole. */
    public Map<String, Map<String, Map<Integer, Long>>> all() {
        var all = new TreeMap<String, Map<String, Map<Integer, Long>>>();
        reached.forEach((consumer, sources) -> {
            var services = all.computeIfAbsent(consumer, c -> new TreeMap<>());
            sources.forEach((source, seq) -> services.computeIfAbsent(source.service(), s -> new TreeMap<>())
                    .put(source.lane(), seq));
        });
        return all;
    }
}
