package org.communitysupport.stream;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.Reaction;
import org.communitysupport.log.Halt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands events to one reaction, lane by lane in order, lanes beside each other. The key that parks is the event's aggregate.
 *
 * <p>After each failure the dependencies are asked: while they do not answer it is an outage and is waited out; only what fails again and
 * again while they answer parks.
 */
final class ReactionHandler implements Feed.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(ReactionHandler.class);
    private static final int TRIES = 5;
    private static final int TRIES_WHEN_LIKE_AN_OUTAGE = 50;
    private static final long LONGEST_PAUSE = 2_000;

    private final String name;
    private final Reaction reaction;
    private final EventCodec codec;
    private final CommandRunner commands;
    private final ParkingLot lot;
    private final Unlisted unlisted;
    private final Runnable dependencies;
    private final Tracing tracing;
    private final ExecutorService workers;
    private final CountDownLatch closing;
    private final MeterRegistry meters;

    ReactionHandler(
            String name,
            Reaction reaction,
            EventCodec codec,
            CommandRunner commands,
            ParkingLot lot,
            Unlisted unlisted,
            Runnable dependencies,
            Tracing tracing,
            ExecutorService workers,
            CountDownLatch closing,
            MeterRegistry meters) {
        this.name = name;
        this.reaction = reaction;
        this.codec = codec;
        this.commands = commands;
        this.lot = lot;
        this.unlisted = unlisted;
        this.dependencies = dependencies;
        this.tracing = tracing;
        this.workers = workers;
        this.closing = closing;
        this.meters = meters;
    }

    static String key(Delivery d) {
        return "aggregate " + d.envelope().aggregate();
    }

    @Override
    public Map<Source, Feed.Stopped> handle(List<Delivery> due) {
        var lanes = new TreeMap<Source, List<Delivery>>();
        for (Delivery d : due)
            if (concerns(d))
                lanes.computeIfAbsent(d.source(), s -> new ArrayList<>()).add(d);
        var stops = new ConcurrentHashMap<Source, Feed.Stopped>();
        if (lanes.size() == 1) lane(lanes.firstEntry().getValue(), stops);
        else
            inParallel(lanes.values().stream()
                    .<Callable<Void>>map(events -> () -> {
                        lane(events, stops);
                        return null;
                    })
                    .toList());
        return stops;
    }

    @Override
    public boolean handles(Delivery d) {
        return reaction.handled().containsKey(d.envelope().type());
    }

    private boolean concerns(Delivery d) {
        if (handles(d)) return true;
        String type = d.envelope().type();
        if (!reaction.ignored().contains(type)) unlisted.seen(name, type);
        return false;
    }

    private void inParallel(List<Callable<Void>> work) {
        if (work.isEmpty()) return;
        try {
            RuntimeException failure = null;
            for (Future<Void> done : workers.invokeAll(work))
                try {
                    done.get();
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof Error error) throw error;
                    failure = (RuntimeException) e.getCause();
                }
            if (failure != null) throw failure;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void lane(List<Delivery> events, Map<Source, Feed.Stopped> stops) {
        for (Delivery d : events) {
            String key = key(d);
            if (waits(key, d)) {
                if (!lot.holds(key, d.source(), Mark.of(d.envelope())))
                    lot.add(List.of(new ParkingLot.Entry(key, d, null)));
                continue;
            }
            String error = handled(d);
            if (error == null) continue;
            var e = d.envelope();
            if (lot.keysOf(d.source()) >= ParkingLot.LIMIT) {
                stops.put(
                        d.source(),
                        new Feed.Stopped(
                                e.seq(),
                                e.index(),
                                "more than " + ParkingLot.LIMIT + " parked keys, the last because of " + e.eventId()
                                        + ": " + error));
                return;
            }
            LOG.error("{} parks {} at {}: {}", name, key, e.eventId(), error);
            lot.add(List.of(new ParkingLot.Entry(key, d, error)));
        }
    }

    private boolean waits(String key, Delivery d) {
        if (!lot.isParked(key)) return false;
        Mark first = lot.first(key, d.source());
        var e = d.envelope();
        return first == null || !first.covers(e.seq(), e.index()) || lot.holds(key, d);
    }

    /** Why it failed for good; null when it did not. */
    private String handled(Delivery d) {
        long pause = 50;
        for (int failures = 1; ; failures++) {
            try {
                once(d);
                return null;
            } catch (EventCodec.UnknownVersion | EventCodec.Unreadable | EventCodec.UnknownType e) {
                return Outages.sentence(e);
            } catch (RuntimeException e) {
                LOG.debug("{} failed at {}", name, d.envelope().eventId(), e);
                meters.counter("cs.reaction.failures", "reaction", reaction.name())
                        .increment();
                if (!dependenciesAnswered(e)) failures = 0;
                if (failures >= (Outages.likely(e) ? TRIES_WHEN_LIKE_AN_OUTAGE : TRIES)) return Outages.sentence(e);
                rest(pause);
                pause = Math.min(LONGEST_PAUSE, pause * 2);
            }
        }
    }

    /** Waits until they do; false when they did not at once. */
    private boolean dependenciesAnswered(RuntimeException failure) {
        for (boolean atOnce = true; ; atOnce = false) {
            try {
                dependencies.run();
                return atOnce;
            } catch (RuntimeException e) {
                if (atOnce) LOG.warn("{} waits for its dependencies: {}", name, Outages.sentence(failure));
                rest(500);
            }
        }
    }

    private void rest(long millis) {
        try {
            if (closing.await(millis, TimeUnit.MILLISECONDS)) throw new IllegalStateException(name + " is closing");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(name + " is closing", e);
        }
    }

    private void once(Delivery d) {
        var on = reaction.handled().get(d.envelope().type());
        meters.timer("cs.reaction", "reaction", reaction.name())
                .record(() -> tracing.in(reaction.name(), d.envelope(), traceparent -> run(on, d, traceparent)));
        Halt.at("reaction.after-commands");
    }

    private <E> void run(Reaction.On<E> on, Delivery d, String traceparent) {
        var e = d.envelope();
        var event = new Event<>(e, codec.decode(e.type(), e.schema(), d.data(), on.as()));
        on.handler().on(event, new ReactionContext(reaction.name(), e, commands, traceparent));
    }

    /**
     * Tries the events of a parked key again, in order, once each.
     *
     * @return why it is still parked; null when it is free
     */
    String heal(String parkedKey) {
        for (ParkingLot.Entry entry : lot.entries(parkedKey)) {
            try {
                if (concerns(entry.delivery())) once(entry.delivery());
            } catch (RuntimeException e) {
                String error = Outages.sentence(e);
                lot.add(List.of(new ParkingLot.Entry(parkedKey, entry.delivery(), error)));
                return error;
            }
            lot.release(parkedKey, List.of(entry));
        }
        lot.release(parkedKey, List.of());
        return null;
    }
}
