package org.communitysupport.bench;

import com.mongodb.client.MongoClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.communitysupport.kernel.Lanes;
import org.communitysupport.log.LaneLog;
import org.communitysupport.log.LogOptions;
import org.communitysupport.log.MongoLaneLog;
import org.communitysupport.stream.Clients;
import org.communitysupport.stream.EventRecords;
import org.communitysupport.stream.Ownership;
import org.communitysupport.stream.Relay;

/** From the log to the topic, against a producer that has the same records at hand. Both from their first acknowledgement to the last. */
final class Relays {
    private Relays() {}

    static List<Figure> run(Ground ground) {
        int events = ground.scaled(100_000, 2_000);
        try (var mongo = ground.mongo()) {
            String database = ground.database(), bootstrap = ground.kafka();
            var intakes = Appends.intakes(ground, mongo);
            try (var log = Appends.log(mongo, database)) {
                fill(log, intakes, events);
                return List.of(Rounds.alternating(
                                ground.rounds(),
                                round -> relayed(
                                        mongo,
                                        MongoLaneLog.open(
                                                mongo,
                                                database,
                                                "relayed" + (round + 1),
                                                Instant::now,
                                                LogOptions.defaults()),
                                        bootstrap,
                                        events),
                                round -> produced(log, "produced" + (round + 1), bootstrap, events))
                        .figure("relay", "events/s"));
            }
        }
    }

    private static void fill(LaneLog log, Intakes intakes, int events) {
        for (int stored = 0; stored < events; ) {
            int some = Math.min(20_000, events - stored);
            Appends.append(log, 64, Appends.commits(intakes, some));
            stored += some;
        }
    }

    /** Each round the log goes by another name, and so to another topic. */
    private static double relayed(MongoClient mongo, LaneLog log, String bootstrap, int events) {
        Topic.make(bootstrap, log.service());
        var relay = new Relay(log, Clients.at(bootstrap), Ownership.alone(mongo), true, new SimpleMeterRegistry());
        try (log;
                relay) {
            relay.start();
            return rate(events, () -> {
                relay.problem().ifPresent(why -> {
                    throw new IllegalStateException(why);
                });
                return relay.published().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
            });
        }
    }

    private static double produced(LaneLog log, String topic, String bootstrap, int events) {
        Topic.make(bootstrap, topic);
        var records = records(log, topic, events);
        var acknowledged = new AtomicLong();
        var failure = new AtomicReference<Exception>();
        try (var producer = new Topic.Sender(bootstrap)) {
            var sender = Thread.ofPlatform().start(() -> {
                for (var record : records)
                    producer.send(record, (sent, e) -> {
                        if (e == null) acknowledged.incrementAndGet();
                        else failure.compareAndSet(null, e);
                    });
            });
            double rate = rate(events, () -> {
                if (failure.get() != null) throw new IllegalStateException("the producer failed", failure.get());
                return acknowledged.get();
            });
            sender.join();
            return rate;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        }
    }

    private static List<ProducerRecord<String, byte[]>> records(LaneLog log, String service, int events) {
        var records = new ArrayList<ProducerRecord<String, byte[]>>(events);
        var after = new HashMap<Integer, Long>();
        for (int lane = 0; lane < Lanes.COUNT; lane++) after.put(lane, 0L);
        while (records.size() < events) {
            var commits = log.read(Map.copyOf(after), 2_000);
            if (commits.isEmpty()) throw new IllegalStateException("the log ends after " + records.size());
            for (var commit : commits) {
                records.add(EventRecords.write(service, commit, 0));
                after.put(commit.lane(), commit.seq());
            }
        }
        return records;
    }

    /** Of those after the first look that finds any, so that making connections is not in it. */
    private static double rate(long events, java.util.function.LongSupplier done) {
        long first = 0, began = 0;
        while (true) {
            long now = done.getAsLong();
            if (first == 0 && now > 0) {
                first = now;
                began = System.nanoTime();
            }
            if (now >= events) return (events - first) * 1e9 / (System.nanoTime() - began);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
