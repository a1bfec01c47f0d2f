package org.communitysupport.log;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.communitysupport.kernel.BusinessClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lane log in MongoDB: one document per commit in collection {@value #COLLECTION} of the service's database, written with majority and
 * journal, read with majority from the primary. Several processes may write the same lane; that costs them retries and nothing else.
 */
public final class MongoLaneLog implements LaneLog {
    public static final String COLLECTION = "log";
    /** One of another shape has the name or the keys, or what is stored breaks it. */
    private static final Set<Integer> WRONG_INDEX = Set.of(85, 86, 11000);

    private static final Logger LOG = LoggerFactory.getLogger(MongoLaneLog.class);

    private final String service;
    private final Committer committer;
    private final LaneReader reader;
    private final List<IntConsumer> wakes = new CopyOnWriteArrayList<>();

    private MongoLaneLog(String service, Committer committer, LaneReader reader) {
        this.service = service;
        this.committer = committer;
        this.reader = reader;
    }

    /**
     * Settings for the client that a log is given: no retries by the driver, because the log finds out about outcomes itself and a
     * retryable write costs the server one more.
     */
    public static MongoClientSettings clientSettings(String uri) {
        return MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .retryWrites(false)
                .applyToSocketSettings(s -> s.connectTimeout(5, TimeUnit.SECONDS))
                .build();
    }

    /**
     * Opens it, creating collection and indexes where they are missing.
     *
     * @param client made with {@link #clientSettings}; stays the caller's
     * @param clock what {@code at} is taken from
     * @throws Corrupt when an index that the guarantees rest on is not as it must be
     * @throws Unavailable when the database cannot be reached
     */
    public static MongoLaneLog open(
            MongoClient client, String database, String service, BusinessClock clock, LogOptions options) {
        try {
            var db = client.getDatabase(database)
                    .withReadPreference(ReadPreference.primary())
                    .withReadConcern(ReadConcern.MAJORITY)
                    .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
            ensureIndexes(db);
            var timed = db.withTimeout(options.call().toMillis(), TimeUnit.MILLISECONDS);
            var reader = new LaneReader(timed.getCollection(COLLECTION, RawBsonDocument.class));
            var committer = new Committer(
                    service,
                    timed.getCollection(COLLECTION, RawBsonDocument.class),
                    reader,
                    new DatabaseTime(db),
                    clock,
                    options);
            return new MongoLaneLog(service, committer, reader);
        } catch (MongoException e) {
            if (WRONG_INDEX.contains(e.getCode()))
                throw new Corrupt("the unique indexes of the log " + database + " cannot be had: " + e.getMessage());
            throw new Unavailable("the log " + database + " cannot be opened", e);
        }
    }

    private static void ensureIndexes(MongoDatabase db) {
        var log = db.getCollection(COLLECTION);
        log.createIndex(
                Indexes.ascending("aggregate", "version"),
                new IndexOptions().name("aggregate_version").unique(true));
        log.createIndex(
                Indexes.ascending("command.id"),
                new IndexOptions().name("command_id").unique(true));
        var unique = new HashSet<String>();
        for (Document index : log.listIndexes()) {
            boolean whole = !index.containsKey("partialFilterExpression") && !index.containsKey("sparse");
            if (whole && index.getBoolean("unique", false))
                unique.add(index.get("key", Document.class).toJson());
        }
        for (var key : List.of(new Document("aggregate", 1).append("version", 1), new Document("command.id", 1)))
            if (!unique.contains(key.toJson()))
                throw new Corrupt("collection " + log.getNamespace() + " lacks the unique index " + key.toJson());
    }

    @Override
    public String service() {
        return service;
    }

    @Override
    public Appended append(Commit commit) {
        var answer = committer.append(commit, CommitDocument.body(commit));
        if (answer instanceof Appended.Stored) wakes.forEach(reader -> wake(reader, commit.lane()));
        return answer;
    }

    private static void wake(IntConsumer reader, int lane) {
        try {
            reader.accept(lane);
        } catch (RuntimeException e) {
            // The commit is stored; a reader that cannot be woken finds it by polling.
            LOG.warn("a reader of the log could not be woken", e);
        }
    }

    @Override
    public Optional<StoredCommit> findCommand(UUID commandId) {
        return definite(() -> reader.findCommand(commandId));
    }

    @Override
    public List<StoredCommit> load(String aggregate, long fromVersion) {
        return definite(() -> reader.load(aggregate, fromVersion));
    }

    @Override
    public List<StoredCommit> read(Map<Integer, Long> after, int limit) {
        return definite(() -> reader.read(after, limit));
    }

    @Override
    public List<StoredCommit> about(String tenant, String key, long after, int limit) {
        return definite(() -> reader.about(tenant, key, after, limit));
    }

    @Override
    public Map<Integer, Long> heads() {
        return definite(reader::heads);
    }

    private static <T> T definite(Supplier<T> read) {
        try {
            return read.get();
        } catch (MongoException e) {
            throw new Unavailable("the log cannot be read now", e);
        }
    }

    @Override
    public void onAppend(IntConsumer wake) {
        wakes.add(wake);
    }

    /** Commits that wait for their turn: a measure of load. */
    public int waiting() {
        return committer.waiting();
    }

    @Override
    public void close() {
        committer.close();
    }
}
