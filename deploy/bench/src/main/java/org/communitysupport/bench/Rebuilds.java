package org.communitysupport.bench;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.Lanes;
import org.communitysupport.log.Commit;
import org.communitysupport.log.StoredCommit;
import org.communitysupport.referral.projection.ReferralsView;
import org.communitysupport.stream.Clients;
import org.communitysupport.stream.EventRecords;
import org.communitysupport.stream.Ownership;
import org.communitysupport.stream.Progress;
import org.communitysupport.stream.ProjectionRunner;
import org.communitysupport.stream.Topics;

/**
 * The view of referrals, filled anew from the beginning of its topic while the old one serves: a hundred events a referral, the events of
 * ten thousand referrals mixed as badly as can be. Against a consumer that reads the same topic and does nothing.
 */
final class Rebuilds {
    private static final String VIEW = ReferralsView.VIEW.name();

    private Rebuilds() {}

    static List<Figure> run(Ground ground) {
        int events = ground.scaled(1_000_000, 5_000), keys = Math.max(50, events / 100);
        try (var mongo = ground.mongo()) {
            String bootstrap = ground.kafka();
            var intakes = Appends.intakes(ground, mongo);
            var heads = publish(bootstrap, intakes, events, keys);
            var database = mongo.getDatabase(ground.database());
            try (var views = new ProjectionRunner(
                    Clients.at(bootstrap),
                    database,
                    intakes.codec(),
                    List.of(ReferralsView.VIEW),
                    new Progress(Ownership.alone(mongo), database),
                    Ownership.alone(mongo),
                    new SimpleMeterRegistry())) {
                views.start();
                await(views, ReferralsView.VIEW.version(), heads);
                ground.says("the view is filled for the first time");
                var rounds = Rounds.alternating(
                        ground.rounds(),
                        round -> rebuilt(views, database, heads, events),
                        round -> read(bootstrap, events));
                return List.of(rounds.figure("rebuild", "events/s"));
            }
        }
    }

    /** Puts them on the topic as the relay would. Answers the newest position of each lane. */
    static Map<Integer, Long> publish(String bootstrap, Intakes intakes, int events, int keys) {
        Topic.make(bootstrap, "referral");
        var referrals = IntStream.range(0, keys)
                .mapToObj(i -> intakes.received("rbench" + i))
                .toList();
        var seqs = new long[Lanes.COUNT];
        var failure = new AtomicReference<Exception>();
        try (var producer = new Topic.Sender(bootstrap)) {
            for (int i = 0; i < events; i++) {
                var first = referrals.get(i % keys);
                int version = i / keys + 1;
                var commit = version == 1 ? first : next(intakes, first, version);
                long seq = ++seqs[commit.lane()];
                // The log keeps milliseconds.
                var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
                var stored = new StoredCommit(commit, seq, now, now, "0".repeat(64), hash(i));
                producer.send(EventRecords.write("referral", stored, 0), (sent, e) -> {
                    if (e != null) failure.compareAndSet(null, e);
                });
            }
        }
        if (failure.get() != null) throw new IllegalStateException("the topic was not filled", failure.get());
        return IntStream.range(0, Lanes.COUNT)
                .filter(lane -> seqs[lane] > 0)
                .boxed()
                .collect(java.util.stream.Collectors.toMap(lane -> lane, lane -> seqs[lane]));
    }

    private static Commit next(Intakes intakes, Commit first, int version) {
        String referral = AggregateId.parse(first.aggregate()).key();
        return intakes.tried(referral, version);
    }

    private static String hash(int i) {
        return String.format("%064x", i + 1);
    }

    private static double rebuilt(
            ProjectionRunner views, MongoDatabase database, Map<Integer, Long> heads, int events) {
        long began = System.nanoTime();
        int number = views.rebuild(VIEW);
        await(views, number, heads);
        double rate = events * 1e9 / (System.nanoTime() - began);
        complete(database.getCollection(VIEW + "__v" + number), events);
        while (generation(views, number).filling()) LockSupport.parkNanos(50_000_000);
        for (var old : views.list()) if (!old.serving()) views.drop(VIEW, old.number());
        return rate;
    }

    /** Each row knows the version of its referral; together they are all events. */
    private static void complete(MongoCollection<Document> rows, int events) {
        var sum = rows.aggregate(List.of(Aggregates.group(null, Accumulators.sum("events", "$r.version"))))
                .first();
        long folded = sum == null ? 0 : sum.get("events", Number.class).longValue();
        if (folded != events) throw new IllegalStateException("the rows hold " + folded + " of " + events + " events");
    }

    private static ProjectionRunner.Generation generation(ProjectionRunner views, int number) {
        return views.list().stream()
                .filter(g -> g.number() == number)
                .findFirst()
                .orElseThrow();
    }

    private static void await(ProjectionRunner views, int number, Map<Integer, Long> heads) {
        while (!heads.equals(generation(views, number).reached().getOrDefault("referral", Map.of())))
            LockSupport.parkNanos(20_000_000);
    }

    private static double read(String bootstrap, int events) {
        var partitions = IntStream.range(0, Lanes.COUNT)
                .mapToObj(p -> new TopicPartition(Topics.of("referral"), p))
                .toList();
        try (var consumer = Topic.consumer(bootstrap)) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long began = System.nanoTime(), bytes = 0;
            int read = 0;
            while (read < events)
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    bytes += record.value().length;
                    read++;
                }
            if (bytes == 0) throw new IllegalStateException("the records are empty");
            return events * 1e9 / (System.nanoTime() - began);
        }
    }
}
