package org.communitysupport.stream;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of all views, reactions and deadlines of a service that cannot go on: listed, explained, healed, on whichever instance it is
 * asked; what waits in a lane is tried by the instance that works on it.
 */
public final class Parking implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Parking.class);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

    private final MongoDatabase database;
    private final ProjectionRunner projections;
    private final ReactionRunner reactions;
    private final DeadlineRunner deadlines;
    private final Ownership ownership;
    private final Closing closing = new Closing();
    private Thread thread;

    public Parking(
            MongoDatabase database,
            ProjectionRunner projections,
            ReactionRunner reactions,
            DeadlineRunner deadlines,
            Ownership ownership) {
        this.ownership = ownership;
        this.database = database;
        this.projections = projections;
        this.reactions = reactions;
        this.deadlines = deadlines;
    }

    /**
     * A key that cannot go on.
     *
     * @param id for {@link #heal}
     * @param consumer {@code view:board:v1}, {@code reaction:…} or {@code deadline:…}
     * @param key {@code row …} or {@code aggregate …}
     * @param events how many wait in it, the failing one among them
     * @param error why the first one fails
     * @param since when it was parked
     * @param event id of the failing event; empty for a deadline
     * @param type of the failing event; empty for a deadline
     */
    public record Parked(
            String id,
            String consumer,
            String key,
            String tenant,
            int events,
            String error,
            Instant since,
            String event,
            String type) {}

    /** @param error why it is still parked; null when it is free */
    public record Healed(boolean free, String error) {}

    /** Oldest first. */
    public List<Parked> list() {
        var all = new ArrayList<Parked>();
        for (Document d : parked().aggregate(List.of(
                        Aggregates.sort(Sorts.ascending("service", "lane", "seq", "index")),
                        Aggregates.group(
                                "$parked",
                                Accumulators.first("consumer", "$consumer"),
                                Accumulators.first("key", "$key"),
                                Accumulators.first("tenant", "$tenant"),
                                Accumulators.sum("events", 1),
                                Accumulators.max("error", "$error"),
                                Accumulators.min("since", "$since"),
                                Accumulators.first("service", "$service"),
                                Accumulators.first("lane", "$lane"),
                                Accumulators.first("seq", "$seq"),
                                Accumulators.first("index", "$index"),
                                Accumulators.first("type", "$type"))))
                .allowDiskUse(true))
            all.add(new Parked(
                    d.getString("_id"),
                    d.getString("consumer"),
                    d.getString("key"),
                    d.getString("tenant"),
                    d.getInteger("events"),
                    d.getString("error"),
                    d.getDate("since").toInstant(),
                    d.getString("service")
                            + ':'
                            + d.getInteger("lane")
                            + ':'
                            + d.getLong("seq")
                            + ':'
                            + d.getInteger("index"),
                    d.getString("type")));
        all.addAll(deadlines.parked());
        all.sort(Comparator.comparing(Parked::since).thenComparing(Parked::id));
        return all;
    }

    /**
     * Tries the key's events again, in order.
     *
     * @return empty when nothing of this id is parked
     * @throws IllegalStateException when the consumer is busy or waits for an outage to end
     */
    public Optional<Healed> heal(String id) {
        var deadline =
                deadlines.parked().stream().filter(p -> p.id().equals(id)).findFirst();
        if (deadline.isPresent()) {
            deadlines.heal(id);
            return Optional.of(new Healed(true, null));
        }
        Document first = parked().find(Filters.eq("parked", id)).first();
        if (first == null) return Optional.empty();
        // Asked before it is tried here: what waits in other lanes is tried by their owners meanwhile.
        parked().updateMany(elsewhere(id), Updates.set("heal", Date.from(Instant.now())));
        String error = tried(first.getString("consumer"), first.getString("key"));
        if (error == null && untilAnswered(id))
            error = parked().find(elsewhere(id))
                    .map(d -> String.valueOf(d.getString("error")))
                    .first();
        return Optional.of(new Healed(error == null, error));
    }

    private MongoCollection<Document> parked() {
        return ParkingLot.collection(database);
    }

    private Bson elsewhere(String id) {
        return Filters.and(
                Filters.eq("parked", id), Filters.nin("lane", ownership.owned().keySet()));
    }

    private String tried(String consumer, String key) {
        if (reactions.has(consumer)) return reactions.heal(consumer, key);
        if (projections.has(consumer)) return projections.heal(consumer, key);
        throw new IllegalStateException("this release has no " + consumer);
    }

    private boolean untilAnswered(String id) {
        long end = System.nanoTime() + LONGEST_ANSWER.toNanos();
        var unanswered = Filters.and(elsewhere(id), Filters.exists("heal"));
        while (parked().find(unanswered).first() != null) {
            if (System.nanoTime() > end)
                throw new IllegalStateException("the instance that works on this key does not answer; try again");
            if (closing.within(LOOK)) return false;
        }
        return true;
    }

    /** From now on keys are tried that other instances were asked to heal. */
    public void start() {
        thread = Thread.ofPlatform().name("parking").start(this::run);
    }

    private void run() {
        while (!closing.within(LOOK)) {
            if (ownership.ownsAll() || ownership.owned().isEmpty()) continue;
            try {
                healWhatWasAsked();
            } catch (RuntimeException e) {
                LOG.debug("what was asked to be healed is tried later: {}", Outages.sentence(e));
            }
        }
    }

    private void healWhatWasAsked() {
        Bson asked = Filters.and(
                Filters.exists("heal"), Filters.in("lane", ownership.owned().keySet()));
        for (Document d : parked().find(asked).into(new ArrayList<>())) {
            tried(d.getString("consumer"), d.getString("key"));
            parked().updateMany(Filters.and(asked, Filters.eq("parked", d.getString("parked"))), Updates.unset("heal"));
        }
    }

    @Override
    public void close() {
        closing.say();
        if (thread != null) Outages.join(thread);
    }
}
