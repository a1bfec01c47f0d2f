package org.communitysupport.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Questions for aggregates that are asked while others are under way travel together: a query costs the database several times what one more
 * aggregate in it costs. Who asks alone asks at once, on its own thread; of those who wait, the first asks for all.
 */
final class Gatherer {
    private static final int CALLS = 2;
    private static final int MOST = 32;

    private final Function<Set<String>, Map<String, List<StoredCommit>>> query;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Asked> waiting = new ArrayDeque<>();
    private int underWay;

    private static final class Asked {
        final String aggregate;
        /** Its commits; null when it is this one's turn to ask. */
        final CompletableFuture<List<StoredCommit>> answer = new CompletableFuture<>();

        Asked(String aggregate) {
            this.aggregate = aggregate;
        }
    }

    /** @param query commits by aggregate, in order; one without any may be absent */
    Gatherer(Function<Set<String>, Map<String, List<StoredCommit>>> query) {
        this.query = query;
    }

    /** All commits of the aggregate, as of some moment after the call. Throws what the query threw. */
    List<StoredCommit> load(String aggregate) {
        var mine = new Asked(aggregate);
        if (mustWait(mine)) {
            var answer = joined(mine.answer);
            if (answer != null) return answer;
        }
        var call = taken(mine);
        try {
            return asked(call, aggregate);
        } finally {
            next();
        }
    }

    private boolean mustWait(Asked mine) {
        lock.lock();
        try {
            if (underWay == CALLS) return waiting.add(mine);
            underWay++;
            return false;
        } finally {
            lock.unlock();
        }
    }

    private List<Asked> taken(Asked mine) {
        var call = new ArrayList<>(List.of(mine));
        lock.lock();
        try {
            while (call.size() < MOST && !waiting.isEmpty()) call.add(waiting.removeFirst());
            return call;
        } finally {
            lock.unlock();
        }
    }

    private List<StoredCommit> asked(List<Asked> call, String mine) {
        try {
            var found = query.apply(call.stream().map(a -> a.aggregate).collect(Collectors.toSet()));
            for (var asked : call) asked.answer.complete(found.getOrDefault(asked.aggregate, List.of()));
            return found.getOrDefault(mine, List.of());
        } catch (Throwable failure) {
            for (var asked : call) asked.answer.completeExceptionally(failure);
            throw failure;
        }
    }

    /** The call that has ended gives its place to the first who waits. */
    private void next() {
        Asked first;
        lock.lock();
        try {
            first = waiting.pollFirst();
            if (first == null) underWay--;
        } finally {
            lock.unlock();
        }
        if (first != null) first.answer.complete(null);
    }

    private static List<StoredCommit> joined(CompletableFuture<List<StoredCommit>> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) throw failure;
            throw e;
        }
    }
}
