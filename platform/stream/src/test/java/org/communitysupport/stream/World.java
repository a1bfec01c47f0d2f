package org.communitysupport.stream;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.communitysupport.axon.AxonCommandRunner;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.codec.EventTypes;
import org.communitysupport.codec.Vault;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Envelope;
import org.communitysupport.kernel.Lanes;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Reaction;
import org.communitysupport.kernel.View;
import org.communitysupport.log.Commit;
import org.communitysupport.log.LaneLog;
import org.communitysupport.log.LogOptions;
import org.communitysupport.log.MongoLaneLog;
import org.communitysupport.log.NewEvent;
import org.communitysupport.log.StoredCommit;
import org.communitysupport.testkit.kafka.Brokers;
import org.communitysupport.testkit.log.Mongods;

/** A service of its own on the real broker and the real database: its log, its topic, what it is told to start. Closed in one go. */
final class World implements AutoCloseable {
    static final String TENANT = "riverbend";

    /** Something was noted about an aggregate. */
    record Noted(String key, String text, int amount) {}

    record Told(String key, Personal<String> secret) {}

    record Tally(String key, int count, int sum, List<String> texts, Personal<String> secret) {}

    final String service;
    final String bootstrap;
    final Clients kafka;
    final MongoClient mongo;
    final MongoDatabase database;
    final EventTypes types;
    final EventCodec codec;
    final Map<String, String> destroyed = new ConcurrentHashMap<>();
    final BusinessClock clock = Instant::now;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Ownership ownership;
    final Progress progress;
    private final Map<String, Long> versions = new ConcurrentHashMap<>();
    private final Map<Object, Runnable> open = new LinkedHashMap<>();
    LaneLog log;

    World() {
        this(Brokers.shared(), Mongods.shared());
    }

    World(String bootstrap, String mongoUri) {
        this(bootstrap, mongoUri, "s" + letters(), Mongods.database("stream"));
    }

    /** The world of another process. */
    World(String bootstrap, String mongoUri, String service, String databaseName) {
        this(bootstrap, mongoUri, service, databaseName, null);
    }

    /** An instance beside others, which gets its lanes from the group; without a name when that is empty. */
    private World(String bootstrap, String mongoUri, String service, String databaseName, Optional<String> instance) {
        this.bootstrap = bootstrap;
        this.kafka = Clients.at(bootstrap);
        this.service = service;
        mongo = MongoClients.create(MongoLaneLog.clientSettings(mongoUri));
        database = mongo.getDatabase(databaseName);
        if (instance == null) ownership = Ownership.alone(mongo);
        else {
            var group = new LaneGroup(mongo, databaseName, kafka, service, instance, true, meters);
            open.put(group, group::close);
            ownership = group;
        }
        progress = new Progress(ownership, database);
        types = EventTypes.of(service)
                .event("Noted", Noted.class)
                .event("Told", Told.class)
                .event("Entered", Ledger.Entered.class);
        codec = new EventCodec(types, vault());
        log = instance();
    }

    /** The first of several instances. */
    static World first() {
        return new World(
                Brokers.shared(), Mongods.shared(), "s" + letters(), Mongods.database("stream"), Optional.empty());
    }

    /** One more instance of the same service. */
    World beside(String name) {
        return new World(
                bootstrap,
                Mongods.shared(),
                service,
                database.getName(),
                Optional.of(name).filter(n -> !n.isEmpty()));
    }

    LaneGroup group() {
        return (LaneGroup) ownership;
    }

    /** The log as one instance of the service opens it; another one hears nothing of what it stores. */
    LaneLog instance() {
        return MongoLaneLog.open(
                mongo,
                database.getName(),
                service,
                clock,
                LogOptions.defaults().withTimes(Duration.ofSeconds(2), Duration.ofSeconds(5)));
    }

    private static String letters() {
        return UUID.randomUUID()
                .toString()
                .replace("-", "")
                .chars()
                .limit(12)
                .mapToObj(c -> String.valueOf((char) ('a' + c % 26)))
                .collect(Collectors.joining());
    }

    Vault vault() {
        return new Vault() {
            @Override
            public String seal(String person, String field, byte[] plain) {
                return Base64.getEncoder().encodeToString(turned(plain));
            }

            @Override
            public Optional<byte[]> open(String person, String field, String cipher) {
                return destroyed.containsKey(person)
                        ? Optional.empty()
                        : Optional.of(turned(Base64.getDecoder().decode(cipher)));
            }
        };
    }

    private static byte[] turned(byte[] bytes) {
        byte[] turned = bytes.clone();
        for (int i = 0; i < turned.length; i++) turned[i] ^= 0x55;
        return turned;
    }

    Relay opened(Relay relay) {
        open.put(relay, relay::close);
        return relay;
    }

    ProjectionRunner opened(ProjectionRunner runner) {
        open.put(runner, runner::close);
        return runner;
    }

    String type(String name) {
        return service + '.' + name;
    }

    AggregateId aggregate(String key) {
        return AggregateId.of(TENANT, "thing", key);
    }

    /** A key whose aggregate lives on that lane. */
    String keyOn(int lane, int number) {
        int found = 0;
        for (int i = 0; ; i++) if (Lanes.of(TENANT, "k" + i) == lane && found++ == number) return "k" + i;
    }

    StoredCommit note(String key, String... texts) {
        return append(
                log,
                key,
                Arrays.stream(texts).map(t -> (Object) new Noted(key, t, 1)).toList());
    }

    StoredCommit append(LaneLog to, String key, List<Object> events) {
        return appendRaw(to, aggregate(key), encoded(events));
    }

    StoredCommit append(AggregateId id, List<Object> events) {
        return appendRaw(log, id, encoded(events));
    }

    private List<NewEvent> encoded(List<Object> events) {
        return events.stream()
                .map(codec::encode)
                .map(j -> new NewEvent(j.type(), j.schema(), j.data(), j.sensitivity()))
                .toList();
    }

    StoredCommit appendRaw(LaneLog to, String key, List<NewEvent> events) {
        return appendRaw(to, aggregate(key), events);
    }

    /** Of another agency, on that lane. */
    AggregateId elsewhereOn(int lane) {
        for (int i = 0; ; i++)
            if (Lanes.of("foothills", "k" + i) == lane) return AggregateId.of("foothills", "thing", "k" + i);
    }

    StoredCommit appendRaw(LaneLog to, AggregateId id, List<NewEvent> events) {
        long version = versions.merge(id.text(), (long) events.size(), Long::sum) - events.size() + 1;
        var commit = new Commit(
                UUID.randomUUID(),
                "Note",
                "hash",
                "tester",
                "correlation-1",
                "",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                id.tenant(),
                id.lane(),
                id.text(),
                version,
                events);
        if (to.append(commit) instanceof LaneLog.Appended.Stored stored) return stored.commit();
        throw new AssertionError("the commit was not stored");
    }

    Relay relay() {
        var relay = opened(new Relay(log, kafka, ownership, true, meters));
        relay.start();
        return relay;
    }

    /** Counts and adds up what was noted, by key; the texts show the order. */
    View<Tally> tally(int version) {
        return View.of("tally", version, Tally.class)
                .on(type("Noted"), Noted.class, e -> e.data().key(), (row, e) -> tallied(row, e.data()))
                .on(
                        type("Told"),
                        Told.class,
                        e -> e.data().key(),
                        (row, e) -> new Tally(
                                e.data().key(),
                                row == null ? 0 : row.count,
                                row == null ? 0 : row.sum,
                                row == null ? List.of() : row.texts,
                                e.data().secret()))
                .ignores(type("Entered"))
                .index("count")
                .index("sum", "count");
    }

    static Tally tallied(Tally row, Noted noted) {
        var texts = new ArrayList<>(row == null ? List.<String>of() : row.texts);
        texts.add(noted.text());
        return new Tally(
                noted.key(),
                row == null ? 1 : row.count + 1,
                (row == null ? 0 : row.sum) + noted.amount(),
                texts,
                row == null ? null : row.secret);
    }

    ProjectionRunner projections(View<?>... views) {
        return projections(codec, views);
    }

    ProjectionRunner projections(EventCodec codec, View<?>... views) {
        var runner = opened(new ProjectionRunner(kafka, database, codec, List.of(views), progress, ownership, meters));
        runner.start();
        return runner;
    }

    CommandRunner commands() {
        return new AxonCommandRunner(log, codec, List.of(Ledger.AGGREGATE));
    }

    ReactionRunner reactions(CommandRunner commands, Reaction... reactions) {
        var runner = new ReactionRunner(
                kafka,
                database,
                codec,
                List.of(reactions),
                commands,
                progress,
                ownership,
                OpenTelemetry.noop(),
                meters);
        open.put(runner, runner::close);
        runner.start();
        return runner;
    }

    DeadlineRunner deadlines(ProjectionRunner projections, BusinessClock clock, Deadline... deadlines) {
        var runner = new DeadlineRunner(
                log, database, projections, List.of(deadlines), clock, ownership, OpenTelemetry.noop(), meters);
        open.put(runner, runner::close);
        runner.start();
        return runner;
    }

    Parking parking(ProjectionRunner projections, ReactionRunner reactions) {
        var parking = new Parking(database, projections, reactions, deadlines(projections, clock), ownership);
        open.put(parking, parking::close);
        parking.start();
        return parking;
    }

    void untilReached(String consumer, StoredCommit commit) {
        Await.until(
                consumer + " has reached " + commit.lane() + ':' + commit.seq(),
                () -> progress.at(consumer, new Source(service, commit.lane())) >= commit.seq());
    }

    /** What the ledger of this key has entered, from the log. */
    List<String> ledger(String key) {
        return commands()
                .load(Ledger.AGGREGATE, AggregateId.of(TENANT, "ledger", key))
                .state()
                .entries();
    }

    /** Every event on the topic, by lane, in the order of its partition. */
    Map<Integer, List<Envelope>> published() {
        var partitions = IntStream.range(0, Lanes.COUNT)
                .mapToObj(p -> new TopicPartition(Topics.of(service), p))
                .toList();
        var found = new TreeMap<Integer, List<Envelope>>();
        try (var consumer = kafka.consumer(500)) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue()))
                try {
                    for (var record : consumer.poll(Duration.ofMillis(100)))
                        found.computeIfAbsent(record.partition(), p -> new ArrayList<>())
                                .add(EventRecords.read(record).envelope());
                } catch (OffsetOutOfRangeException e) {
                    // The relay cut a headless beginning off while this was reading: it starts after the cut now.
                    e.partitions().forEach(p -> found.remove(p.partition()));
                    consumer.seekToBeginning(e.partitions());
                }
        }
        return found;
    }

    List<String> published(int lane) {
        return published().getOrDefault(lane, List.of()).stream()
                .map(e -> e.seq() + "." + e.index())
                .toList();
    }

    /** Puts one event of a commit on the topic by hand, past the relay. */
    void publishByHand(StoredCommit commit, int index) {
        try (var producer = kafka.producer()) {
            producer.send(EventRecords.write(service, commit, index));
            producer.flush();
        }
    }

    void makeTopic() {
        try (Admin admin = kafka.admin()) {
            Topics.ensure(admin, service, true);
        }
    }

    void deleteTopic() throws Exception {
        try (Admin admin = kafka.admin()) {
            admin.deleteTopics(List.of(Topics.of(service))).all().get();
        }
    }

    void stop(Object part) {
        open.remove(part).run();
    }

    String plain(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        for (var close : new ArrayList<>(open.values()).reversed()) close.run();
        log.close();
        mongo.close();
    }
}
