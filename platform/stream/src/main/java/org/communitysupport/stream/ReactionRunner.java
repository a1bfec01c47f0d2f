package org.communitysupport.stream;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.opentelemetry.api.OpenTelemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Reaction;

/**
 * Runs the reactions of one service: one thread reads and puts what is due in line, and up to {@value #AT_ONCE} things are worked on beside
 * each other, so that what they record travels to the log together. Each reaction has its own place in each lane: before the first event
 * that is not done.
 */
public final class ReactionRunner implements AutoCloseable {
    private static final String PREFIX = "reaction:";
    private static final int BATCH = 500;
    private static final int AT_ONCE = 256;
    private static final int MOST_OPEN = 4_000;

    private final EventConsumer consumer;
    private final Turns turns = new Turns("reaction", AT_ONCE, MOST_OPEN);
    private final Map<String, One> reactions = new TreeMap<>();

    private record One(ReactionHandler handler, ParkingLot lot, Feed feed) {}

    /** @param database where cursors and parked keys are kept; also what is asked whether a failure is an outage */
    public ReactionRunner(
            Clients kafka,
            MongoDatabase database,
            EventCodec codec,
            List<Reaction> reactions,
            CommandRunner commands,
            Progress progress,
            Ownership ownership,
            OpenTelemetry telemetry,
            MeterRegistry meters) {
        var unlisted = new Unlisted(meters);
        var tracing = new Tracing(telemetry);
        consumer = new EventConsumer("reactions", kafka, new Cursors(database), progress, ownership, BATCH);
        for (Reaction reaction : reactions) {
            String name = consumer(reaction.name());
            var lot = new ParkingLot(database, name, codec, ownership);
            var handler = new ReactionHandler(
                    name,
                    reaction,
                    codec,
                    commands,
                    lot,
                    unlisted,
                    () -> database.runCommand(new Document("ping", 1)),
                    tracing,
                    turns,
                    consumer.closing(),
                    meters);
            var feed = new Feed(name, reaction.sources(), handler);
            if (this.reactions.put(name, new One(handler, lot, feed)) != null)
                throw new IllegalStateException("two reactions are called " + reaction.name());
            consumer.add(feed);
            Gauge.builder("cs.reaction.lag", feed, Feed::lag)
                    .description("records that the reaction is not done with")
                    .tag("reaction", reaction.name())
                    .register(meters);
            TimeGauge.builder("cs.reaction.behind", feed, TimeUnit.SECONDS, Feed::lagSeconds)
                    .description("since when there is something that the reaction is not done with")
                    .tag("reaction", reaction.name())
                    .register(meters);
            Gauge.builder("cs.parked.keys", lot, ParkingLot::size)
                    .description("keys that cannot go on")
                    .tag("consumer", name)
                    .register(meters);
        }
    }

    static String consumer(String reaction) {
        return PREFIX + reaction;
    }

    /** Needs the database; a broker or topics that are not there yet are waited for. */
    public void start() {
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
        String error = ProjectionRunner.waited(one.handler.heal(key));
        consumer.submit(() -> {
            if (one.feed.resume()) consumer.seekAnew();
            return null;
        });
        return error;
    }

    /**
     * How far one reaction is behind.
     *
     * @param events not done with; -1 before the first look
     * @param seconds since when there is one that it is not done with
     */
    public record Lag(String reaction, long events, double seconds) {}

    public List<Lag> lags() {
        return reactions.entrySet().stream()
                .map(r -> new Lag(
                        r.getKey().substring(PREFIX.length()),
                        r.getValue().feed.lag(),
                        r.getValue().feed.lagSeconds()))
                .toList();
    }

    /** Why reactions will not go on until the process is started anew; empty while they live. */
    public Optional<String> dead() {
        Throwable cause = consumer.died() != null ? consumer.died() : turns.fatal();
        return Optional.ofNullable(cause).map(c -> "reactions died of " + c);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
