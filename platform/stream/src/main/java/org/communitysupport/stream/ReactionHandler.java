package org.communitysupport.stream;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.Reaction;
import org.communitysupport.log.Halt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands events to one reaction. What is about the same thing (the person, or whatever else has a stream of its own) comes in its order; many
 * things are handled beside each other. The key that parks is the event's aggregate.
 *
 * <p>After each failure the dependencies are asked: while they do not answer it is an outage and is waited out; only what fails again and
 * again while they answer parks.
 */
final class ReactionHandler implements Feed.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(ReactionHandler.class);
    private static final int TRIES = 5;
    private static final int TRIES_WHEN_LIKE_AN_OUTAGE = 50;
    private static final long LONGEST_PAUSE = 2_000;
    private static final long LONGEST_END = 5_000;

    private final String name;
    private final Reaction reaction;
    private final EventCodec codec;
    private final CommandRunner commands;
    private final ParkingLot lot;
    private final Unlisted unlisted;
    private final Runnable dependencies;
    private final Tracing tracing;
    private final Turns turns;
    private final CountDownLatch closing;
    private final MeterRegistry meters;
    /** Events that were handed in and are neither done nor parked: id → epoch under which their lane was worked on then. */
    private final Map<String, Long> open = new ConcurrentHashMap<>();

    private final Map<Source, Feed.Stopped> stops = new ConcurrentHashMap<>();
    /** One at a time parks a key that was free, so that none goes past the limit. */
    private final ReentrantLock parks = new ReentrantLock();

    ReactionHandler(
            String name,
            Reaction reaction,
            EventCodec codec,
            CommandRunner commands,
            ParkingLot lot,
            Unlisted unlisted,
            Runnable dependencies,
            Tracing tracing,
            Turns turns,
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
        this.turns = turns;
        this.closing = closing;
        this.meters = meters;
    }

    static String key(Delivery d) {
        return "aggregate " + d.envelope().aggregate();
    }

    /** Aggregates about one person share a line, as they share a lane: what was told of them in order arrives in order. */
    private String line(String parkedKey) {
        var about = AggregateId.parse(parkedKey.substring(parkedKey.indexOf(' ') + 1));
        return name + ' ' + about.tenant() + '/' + about.key();
    }

    /** Returns at once: what is to be done stands in line then, and {@link #isOpen} tells when it is done. */
    @Override
    public Map<Source, Feed.Stopped> handle(List<Delivery> due) {
        for (Delivery d : due) {
            Long epoch = lot.epoch(d.source().lane());
            if (concerns(d) && open.putIfAbsent(d.envelope().eventId(), epoch) == null)
                turns.add(line(key(d)), () -> taken(d, epoch));
        }
        return Map.of();
    }

    @Override
    public void assigned(Map<Integer, Long> come) {
        lot.take(come);
    }

    /** Turns that have not begun are passed over when they come; one that has may end: its commands have the same ids everywhere. */
    @Override
    public void released(Set<Integer> lanes) {
        lot.release(lanes);
        stops.keySet().removeIf(source -> lanes.contains(source.lane()));
        open.keySet().removeIf(event -> lanes.contains(lane(event)));
        turns.goOn();
    }

    private static int lane(String eventId) {
        return Integer.parseInt(eventId.split(":")[1]);
    }

    @Override
    public boolean handles(Delivery d) {
        return reaction.handled().containsKey(d.envelope().type());
    }

    /** The ids of its commands follow from the event: those that have taken effect are answered and not done again. */
    @Override
    public boolean knowsRepeats() {
        return true;
    }

    @Override
    public boolean isOpen(String eventId) {
        return open.containsKey(eventId);
    }

    @Override
    public boolean isFull() {
        return turns.isFull();
    }

    @Override
    public Map<Source, Feed.Stopped> stops() {
        return new HashMap<>(stops);
    }

    @Override
    public void end() {
        turns.close(LONGEST_END);
    }

    @Override
    public void goOn() {
        stops.clear();
        turns.goOn();
    }

    private boolean concerns(Delivery d) {
        if (handles(d)) return true;
        String type = d.envelope().type();
        if (!reaction.ignored().contains(type)) unlisted.seen(name, type);
        return false;
    }

    private boolean taken(Delivery d, long epoch) {
        try {
            if (isHere(d, epoch) && !done(d)) return !isHere(d, epoch);
            open.remove(d.envelope().eventId(), epoch);
            return true;
        } catch (Closing e) {
            return false;
        } catch (Ownership.Lost e) {
            // Stands until the lane is let go, and is passed over then.
            return !isHere(d, epoch);
        }
    }

    private boolean isHere(Delivery d, long epoch) {
        return Long.valueOf(epoch).equals(lot.epoch(d.source().lane()));
    }

    /** Whether it is behind us: handled, or parked. */
    private boolean done(Delivery d) {
        String key = key(d);
        if (waits(key, d)) {
            if (!lot.holds(key, d)) park(new ParkingLot.Entry(key, d, null));
            return true;
        }
        String error = handled(d);
        if (error == null) lot.wentThrough(d.source(), d.envelope().tenant());
        return error == null || parked(key, d, error);
    }

    private boolean parked(String key, Delivery d, String error) {
        var e = d.envelope();
        parks.lock();
        try {
            if (lot.room(d.source(), e.tenant(), 0) <= 0) {
                stops.put(
                        d.source(),
                        new Feed.Stopped(
                                e.seq(),
                                e.index(),
                                "more than " + lot.limit(d.source(), e.tenant()) + " parked keys of " + e.tenant()
                                        + ", the last because of " + e.eventId() + ": " + error));
                return false;
            }
            LOG.error("{} parks {} at {}: {}", name, key, e.eventId(), error);
            park(new ParkingLot.Entry(key, d, error));
            return true;
        } finally {
            parks.unlock();
        }
    }

    /** Until it stands there. */
    private void park(ParkingLot.Entry entry) {
        for (long pause = 50; ; pause = Math.min(LONGEST_PAUSE, pause * 2)) {
            try {
                lot.add(List.of(entry));
                return;
            } catch (Ownership.Lost e) {
                throw e;
            } catch (RuntimeException e) {
                if (pause == 50) LOG.warn("{} waits to park an event: {}", name, Outages.sentence(e));
                rest(pause);
            }
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
            Throwable failure = failure(d);
            if (failure == null) return null;
            if (failure instanceof EventCodec.UnknownVersion
                    || failure instanceof EventCodec.Unreadable
                    || failure instanceof EventCodec.UnknownType) return Outages.sentence(failure);
            LOG.debug("{} failed at {}", name, d.envelope().eventId(), failure);
            meters.counter("cs.reaction.failures", "reaction", reaction.name()).increment();
            if (!dependenciesAnswered(failure)) failures = 0;
            if (failures >= (Outages.likely(failure) ? TRIES_WHEN_LIKE_AN_OUTAGE : TRIES))
                return Outages.sentence(failure);
            rest(pause);
            pause = Math.min(LONGEST_PAUSE, pause * 2);
        }
    }

    /** An error of the code (a class that is not there, a recursion without end) is the event's, too; one of the machine is not. */
    private Throwable failure(Delivery d) {
        try {
            once(d);
            return null;
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            return e;
        }
    }

    /** Waits until they do; false when they did not at once. */
    private boolean dependenciesAnswered(Throwable failure) {
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
            if (closing.await(millis, TimeUnit.MILLISECONDS)) throw new Closing();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Closing();
        }
    }

    /** The process ends; what is open now is read again by the next one. */
    private static final class Closing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Closing() {
            super("closing", null, false, false);
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
     * Tries the events of a parked key again, in order, once each, before all that stands in its line.
     *
     * @return why it is still parked; null when it is free
     */
    CompletableFuture<String> heal(String parkedKey) {
        var healed = new CompletableFuture<String>();
        turns.addFirst(line(parkedKey), () -> {
            // Who asked may have gone away, tired of waiting.
            if (!healed.isDone())
                try {
                    healed.complete(tried(parkedKey));
                } catch (RuntimeException e) {
                    healed.completeExceptionally(e);
                }
            return true;
        });
        return healed;
    }

    private String tried(String parkedKey) {
        for (ParkingLot.Entry entry : lot.entries(parkedKey)) {
            if (concerns(entry.delivery())) {
                Throwable failure = failure(entry.delivery());
                if (failure != null) {
                    String error = Outages.sentence(failure);
                    lot.add(List.of(new ParkingLot.Entry(parkedKey, entry.delivery(), error)));
                    return error;
                }
            }
            lot.release(parkedKey, List.of(entry));
        }
        lot.release(parkedKey, List.of());
        return null;
    }
}
