package org.communitysupport.stream;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Reaction;

/** Runs the reactions of one service: one thread reads, four handle lanes beside each other. Each reaction has its own place in each lane. */
public final class ReactionRunner implements AutoCloseable {
    private static final int BATCH = 50;
    private static final int WORKERS = 4;

    private final EventConsumer consumer;
    private final ExecutorService workers;
    private final Map<String, One> reactions = new TreeMap<>();

    private record One(ReactionHandler handler, ParkingLot lot, Feed feed) {}

    /** @param database where cursors and parked keys are kept; also what is asked whether a failure is an outage */
    public ReactionRunner(
            String bootstrap,
            MongoDatabase database,
            EventCodec codec,
            List<Reaction> reactions,
            CommandRunner commands,
            Progress progress,
            OpenTelemetry telemetry,
            MeterRegistry meters) {
        var unlisted = new Unlisted(meters);
        var tracing = new Tracing(telemetry);
        workers = Executors.newFixedThreadPool(
                WORKERS, Thread.ofPlatform().name("reaction-", 1).factory());
        consumer = new EventConsumer("reactions", bootstrap, new Cursors(database), progress, BATCH);
        for (Reaction reaction : reactions) {
            String name = consumer(reaction.name());
            var lot = new ParkingLot(database, name, codec);
            var handler = new ReactionHandler(
                    name,
                    reaction,
                    codec,
                    commands,
                    lot,
                    unlisted,
                    () -> database.runCommand(new Document("ping", 1)),
                    tracing,
                    workers,
                    consumer.closing(),
                    meters);
            var feed = new Feed(name, reaction.sources(), handler);
            if (this.reactions.put(name, new One(handler, lot, feed)) != null)
                throw new IllegalStateException("two reactions are called " + reaction.name());
            consumer.add(feed);
            Gauge.builder("cs.reaction.lag", feed, Feed::lag)
                    .description("records that the reaction has not read")
                    .tag("reaction", reaction.name())
                    .register(meters);
            Gauge.builder("cs.parked.keys", lot, ParkingLot::size)
                    .description("keys that cannot go on")
                    .tag("consumer", name)
                    .register(meters);
        }
    }

    static String consumer(String reaction) {
        return "reaction:" + reaction;
    }

    /** Needs the database; a broker or topics that are not there yet are waited for. */
    public void start() {
        reactions.values().forEach(one -> one.lot.load());
        if (!reactions.isEmpty()) consumer.start();
    }

    /** What hinders reactions: lanes that are held or stopped, outages. Empty when all is well. */
    public List<String> problems() {
        var all = new ArrayList<String>();
        if (consumer.trouble() != null) all.add("reactions wait: " + consumer.trouble());
        reactions.values().forEach(one -> all.addAll(one.feed.problems()));
        return all;
    }

    boolean has(String name) {
        return reactions.containsKey(name);
    }

    String heal(String name, String key) {
        var one = reactions.get(name);
        return ProjectionRunner.onThread(consumer, () -> {
            String error = one.handler.heal(key);
            if (one.feed.resume()) consumer.seekAnew();
            return error;
        });
    }

    @Override
    public void close() {
        consumer.close();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(5, TimeUnit.SECONDS)) workers.shutdownNow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
