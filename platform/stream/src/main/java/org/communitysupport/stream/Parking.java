package org.communitysupport.stream;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** The keys of all views, reactions and deadlines of a service that cannot go on: listed, explained, healed. */
public final class Parking {
    private final MongoDatabase database;
    private final ProjectionRunner projections;
    private final ReactionRunner reactions;
    private final DeadlineRunner deadlines;

    public Parking(
            MongoDatabase database, ProjectionRunner projections, ReactionRunner reactions, DeadlineRunner deadlines) {
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
        for (Document d : ParkingLot.collection(database)
                .aggregate(List.of(
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
        Document first =
                ParkingLot.collection(database).find(Filters.eq("parked", id)).first();
        if (first == null) return Optional.empty();
        String consumer = first.getString("consumer"), key = first.getString("key");
        String error;
        if (reactions.has(consumer)) error = reactions.heal(consumer, key);
        else if (projections.has(consumer)) error = projections.heal(consumer, key);
        else throw new IllegalStateException("this release has no " + consumer);
        return Optional.of(new Healed(error == null, error));
    }
}
