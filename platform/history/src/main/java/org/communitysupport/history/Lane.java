package org.communitysupport.history;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** One lane of one service, read page by page; the next page is fetched while this one is told, so at most two are in memory. */
final class Lane {
    final String service;
    final int number;
    private final Pages pages;
    private final Executor fetching;
    private final Deque<Told> waiting = new ArrayDeque<>();
    private CompletableFuture<History.Page> ahead;
    private long read;
    private long to;

    /** Reads what comes after a seq, up to another. */
    @FunctionalInterface
    interface Pages {
        History.Page after(long seq, long to);
    }

    Lane(String service, int number, long from, long to, Pages pages, Executor fetching) {
        this.service = service;
        this.number = number;
        this.read = from;
        this.to = to;
        this.pages = pages;
        this.fetching = fetching;
        fetch();
    }

    /** All of it is here already, and nothing comes after it. */
    static Lane of(String service, int number, List<Told> events) {
        var lane = new Lane(service, number, 0, 0, (seq, to) -> null, Runnable::run);
        lane.waiting.addAll(events);
        lane.read = Long.MAX_VALUE;
        return lane;
    }

    private void fetch() {
        long after = read;
        long end = to;
        ahead = after >= end ? null : CompletableFuture.supplyAsync(() -> pages.after(after, end), fetching);
    }

    /** The next event to be told; null at the end. */
    Told head() {
        while (waiting.isEmpty() && ahead != null) take();
        return waiting.peek();
    }

    private void take() {
        try {
            var page = ahead.join();
            if (page.through() <= read)
                throw new NotTold("The log of " + service + " ends at lane " + number + ", seq " + read + ", before "
                        + to + ": these positions are of another log.");
            read = page.through();
            waiting.addAll(page.events());
            fetch();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    void next() {
        waiting.remove();
    }

    /** Whether this event has been told, or is nothing that will be. */
    boolean isPast(Place place) {
        var head = head();
        return head == null ? place.seq() <= read : place.compareTo(head.at()) < 0;
    }

    /** The newest commit of which every event has been told. */
    long toldThrough() {
        var head = head();
        return head == null ? read : head.at().seq() - 1;
    }

    /** The log has grown. */
    void extend(long newEnd) {
        if (newEnd <= to) return;
        to = newEnd;
        if (ahead == null) fetch();
    }
}
