package org.communitysupport.stream;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.kernel.Uuid5;
import org.communitysupport.log.LaneLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fires deadlines on the business clock: at least once, with one effect (the command id follows from name, aggregate and time). Only rows
 * of a serving view that holds the whole log are looked at, in the lanes that this instance works on. Any definite answer ends a row; one that keeps failing is parked.
 */
public final class DeadlineRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeadlineRunner.class);
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration CATCH_UP = Duration.ofSeconds(2);
    private static final int BATCH = 200;
    private static final int TRIES = 5;
    private static final int TRIES_WHEN_LIKE_AN_OUTAGE = 100;

    private final LaneLog log;
    private final MongoDatabase database;
    private final ProjectionRunner projections;
    private final List<Deadline> deadlines;
    private final BusinessClock clock;
    private final Ownership ownership;
    private final MeterRegistry meters;
    private final Tracing tracing;
    private final Closing closing = new Closing();
    private final Map<String, Integer> failures = new HashMap<>();
    private final Set<String> indexed = new HashSet<>();
    private volatile String trouble;
    private volatile Throwable died;
    private Thread thread;

    /** @param projections must keep the deadlines' {@link Deadline#due} views */
    public DeadlineRunner(
            LaneLog log,
            MongoDatabase database,
            ProjectionRunner projections,
            List<Deadline> deadlines,
            BusinessClock clock,
            Ownership ownership,
            OpenTelemetry telemetry,
            MeterRegistry meters) {
        this.log = log;
        this.database = database;
        this.projections = projections;
        this.deadlines = List.copyOf(deadlines);
        this.clock = clock;
        this.ownership = ownership;
        this.meters = meters;
        this.tracing = new Tracing(telemetry);
    }

    public void start() {
        if (!deadlines.isEmpty()) thread = Thread.ofPlatform().name("deadlines").start(this::run);
    }

    /** What hinders deadlines at the moment. */
    public List<String> problems() {
        String t = trouble;
        return t == null ? List.of() : List.of("deadlines wait: " + t);
    }

    private void run() {
        while (!closing.within(TICK)) {
            try {
                for (Deadline deadline : deadlines) look(deadline);
                trouble = null;
            } catch (RuntimeException e) {
                if (closing.isSaid()) return;
                if (trouble == null) LOG.warn("Deadlines wait: {}", Outages.sentence(e));
                trouble = Outages.sentence(e);
            } catch (Throwable e) {
                died = e;
                LOG.error("Deadlines died.", e);
                throw e;
            }
        }
    }

    /** Why deadlines will not go on until the process is started anew; empty while they live. */
    public Optional<String> dead() {
        return Optional.ofNullable(died).map(cause -> "deadlines died of " + cause);
    }

    private MongoCollection<BsonDocument> rows(Deadline deadline, int generation) {
        var rows = RowStore.collection(database, deadline.due().name(), generation)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        if (indexed.add(rows.getNamespace().getCollectionName())) rows.createIndex(Indexes.ascending("r.done", "r.at"));
        return rows;
    }

    private int serving(Deadline deadline) {
        return projections
                .find(deadline.due().name())
                .map(Aliases.Alias::serving)
                .orElseThrow(() ->
                        new IllegalStateException("the view " + deadline.due().name() + " is not kept here"));
    }

    private Bson due(Instant now) {
        return Filters.and(
                Filters.eq("r.done", false),
                Filters.lte("r.at", projections.json().toBson(now)),
                BsonDocument.parse("{$expr: {$and: [{$ne: ['$fired', '$r.at']}, {$ne: ['$failed.at', '$r.at']}]}}"));
    }

    private void look(Deadline deadline) {
        int generation = serving(deadline);
        var rows = rows(deadline, generation);
        Instant now = clock.now();
        if (dueHere(rows, now, 1).isEmpty() || !holdsTheLog(deadline, generation)) return;
        for (var document : dueHere(rows, now, BATCH)) {
            if (closing.isSaid()) return;
            fire(deadline, rows, document);
        }
    }

    private List<BsonDocument> dueHere(MongoCollection<BsonDocument> rows, Instant now, int most) {
        var here = new ArrayList<BsonDocument>();
        for (var document : rows.find(due(now)).sort(Sorts.ascending("r.at")).batchSize(BATCH)) {
            if (!ownership.owns(lane(document))) continue;
            here.add(document);
            if (here.size() == most) break;
        }
        return here;
    }

    private static int lane(BsonDocument row) {
        return AggregateId.parse(row.getDocument("r").getString("aggregate").getValue())
                .lane();
    }

    /** What would have cancelled the deadline may stand in the log and not in the row yet. */
    private boolean holdsTheLog(Deadline deadline, int generation) {
        String consumer = ProjectionRunner.consumer(deadline.due().name(), generation);
        long end = System.nanoTime() + CATCH_UP.toNanos();
        for (var head : log.heads().entrySet()) {
            var source = new Source(log.service(), head.getKey());
            var left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
            if (!projections.progress().await(consumer, source, head.getValue(), left)) return false;
        }
        return true;
    }

    private void fire(Deadline deadline, MongoCollection<BsonDocument> rows, BsonDocument document) {
        DueRow row = projections.json().fromBson(document.get("r"), DueRow.class);
        String id = document.getString("_id").getValue();
        BsonValue at = document.getDocument("r").get("at");
        // Another owner of the lane may have fired it since: what fails here is nothing then.
        Bson still = Filters.and(Filters.eq("_id", id), Filters.eq("r.at", at), Filters.ne("fired", at));
        try {
            tracing.in("deadline " + deadline.name(), traceparent -> {
                Outcome<?> outcome = deadline.handler().fire(row, context(deadline, row, traceparent));
                meters.counter(
                                "cs.deadlines.fired",
                                "deadline",
                                deadline.name(),
                                "outcome",
                                outcome.getClass().getSimpleName())
                        .increment();
            });
            failures.remove(id);
            rows.updateOne(
                    still,
                    Updates.combine(
                            Updates.set("fired", document.getDocument("r").get("at")), Updates.inc("rev", 1L)));
        } catch (RuntimeException e) {
            database.runCommand(new Document("ping", 1));
            LOG.warn("deadline {} of {} failed: {}", deadline.name(), row.aggregate(), Outages.sentence(e));
            if (failures.merge(id, 1, Integer::sum) < (Outages.likely(e) ? TRIES_WHEN_LIKE_AN_OUTAGE : TRIES)) return;
            failures.remove(id);
            park(rows, still, document, e);
        }
    }

    private static void park(
            MongoCollection<BsonDocument> rows, Bson still, BsonDocument document, RuntimeException e) {
        var failed = new BsonDocument("at", document.getDocument("r").get("at"))
                .append("error", new BsonString(Outages.sentence(e)))
                .append("since", new BsonDateTime(System.currentTimeMillis()));
        rows.updateOne(still, Updates.combine(Updates.set("failed", failed), Updates.inc("rev", 1L)));
    }

    private static CommandContext context(Deadline deadline, DueRow row, String traceparent) {
        UUID id =
                Uuid5.of("deadline", deadline.name(), row.aggregate(), row.at().toString());
        return new CommandContext(
                id,
                "deadline:" + row.at(),
                "deadline:" + deadline.name(),
                AggregateId.parse(row.aggregate()).tenant(),
                id.toString(),
                "deadline:" + deadline.name() + ':' + row.at(),
                OptionalLong.empty(),
                traceparent);
    }

    /** Deadlines that kept failing. */
    List<Parking.Parked> parked() {
        var all = new ArrayList<Parking.Parked>();
        for (Deadline deadline : deadlines)
            for (var d : RowStore.collection(database, deadline.due().name(), serving(deadline))
                    .find(Filters.exists("failed"))) {
                var failed = d.getDocument("failed");
                all.add(new Parking.Parked(
                        parkedId(deadline, d),
                        "deadline:" + deadline.name(),
                        "row " + d.getString("_id").getValue(),
                        d.getString("tenant").getValue(),
                        1,
                        failed.getString("error").getValue(),
                        Instant.ofEpochMilli(failed.getDateTime("since").getValue()),
                        "",
                        ""));
            }
        return all;
    }

    private static String parkedId(Deadline deadline, BsonDocument row) {
        return ParkingLot.publicId(
                "deadline:" + deadline.name(), row.getString("_id").getValue());
    }

    /** Lets it fire again; whether it does is seen in the list. */
    void heal(String parkedId) {
        for (Deadline deadline : deadlines) {
            var rows = RowStore.collection(database, deadline.due().name(), serving(deadline));
            for (var d : rows.find(Filters.exists("failed")).into(new ArrayList<>()))
                if (parkedId(deadline, d).equals(parkedId))
                    rows.updateOne(
                            Filters.eq("_id", d.get("_id")),
                            Updates.combine(Updates.unset("failed"), Updates.inc("rev", 1L)));
        }
    }

    @Override
    public void close() {
        closing.say();
        if (thread != null) Outages.join(thread);
    }
}
