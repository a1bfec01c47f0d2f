package org.communitysupport.log;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.bson.BsonBinary;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.communitysupport.kernel.Lanes;

/** All reads of the log: majority, from the primary. */
final class LaneReader {
    /** A reader's batch holds no more than this many bytes of events, whatever its limit says. */
    private static final long BATCH_BYTES = 32L << 20;

    private static final int RECENT = 3;
    private static final Bson BY_AGGREGATE = ascending("aggregate", "version");
    /** Orders behind everything that goes on with a slash. */
    private static final char AFTER_SLASH = '/' + 1;

    private final MongoCollection<RawBsonDocument> commits;

    /** Whether the last batch was full: then the next one is shared out between the lanes from the start. A hint, not a truth. */
    private volatile boolean behind;

    private final Gatherer whole = new Gatherer(this::whole);

    LaneReader(MongoCollection<RawBsonDocument> commits) {
        this.commits = commits;
    }

    MongoCollection<RawBsonDocument> collection() {
        return commits;
    }

    Optional<StoredCommit> findCommand(UUID id) {
        return Optional.ofNullable(
                        commits.find(eq("command.id", new BsonBinary(id))).first())
                .map(CommitDocument::read);
    }

    boolean holds(String aggregate, long version) {
        return commits.find(and(eq("aggregate", aggregate), eq("version", version)))
                        .projection(Projections.include("_id"))
                        .first()
                != null;
    }

    Committer.Head head(int lane) {
        var last = commits.find(between(lane, 0, Long.MAX_VALUE))
                .sort(descending("_id"))
                .limit(1)
                .projection(Projections.include("at", "recorded", "hash"))
                .first();
        return last == null
                ? new Committer.Head(0, CommitDocument.noPrevious(), Long.MIN_VALUE, Long.MIN_VALUE)
                : new Committer.Head(
                        CommitDocument.seq(last.getInt64("_id").getValue()),
                        last.getBinary("hash").getData(),
                        last.getDateTime("at").getValue(),
                        last.getDateTime("recorded").getValue());
    }

    Map<Integer, Long> heads() {
        // Lane by lane: one $unionWith over all of them took mongod several times as long.
        var heads = new TreeMap<Integer, Long>();
        for (int lane = 0; lane < Lanes.COUNT; lane++)
            heads.put(lane, head(lane).seq());
        return heads;
    }

    List<StoredCommit> load(String aggregate, long fromVersion) {
        var mine = eq("aggregate", aggregate);
        if (fromVersion <= 1) return whole.load(aggregate);
        // Mostly the question is whether there is anything newer than a state at hand, and then the newest few answer
        // it.
        var recent = new ArrayList<StoredCommit>();
        for (var d : commits.find(mine).sort(descending("version")).limit(RECENT)) recent.add(CommitDocument.read(d));
        boolean reached = recent.size() < RECENT || recent.getLast().commit().version() <= fromVersion;
        if (reached) {
            Collections.reverse(recent);
            return recent.stream().filter(c -> lastVersion(c) >= fromVersion).toList();
        }
        var holder = commits.find(and(mine, lte("version", fromVersion)))
                .sort(descending("version"))
                .projection(Projections.include("version"))
                .first();
        long start = holder == null ? fromVersion : holder.getInt64("version").getValue();
        return all(and(mine, gte("version", start))).stream()
                .filter(c -> lastVersion(c) >= fromVersion)
                .toList();
    }

    private Map<String, List<StoredCommit>> whole(Set<String> aggregates) {
        var which =
                aggregates.size() == 1 ? eq("aggregate", aggregates.iterator().next()) : in("aggregate", aggregates);
        var found = new HashMap<String, List<StoredCommit>>();
        for (var document : commits.find(which).sort(ascending("aggregate", "version"))) {
            var commit = CommitDocument.read(document);
            found.computeIfAbsent(commit.commit().aggregate(), a -> new ArrayList<>())
                    .add(commit);
        }
        return found;
    }

    private List<StoredCommit> all(Bson which) {
        return commits.find(which)
                .sort(ascending("version"))
                .map(CommitDocument::read)
                .into(new ArrayList<>());
    }

    private static long lastVersion(StoredCommit c) {
        return c.commit().version() + c.commit().events().size() - 1;
    }

    /**
     * One query while readers keep up. When a batch is full, every lane gets its share of it, and what the shares leave over goes to whoever
     * has more; that last query has no upper bound, so a hole of any length shows.
     */
    List<StoredCommit> read(Map<Integer, Long> after, int limit) {
        if (after.isEmpty() || limit < 1) return List.of();
        if (!behind) {
            var batch = batch(after, Long.MAX_VALUE, limit);
            if (batch.size() < limit && !batch.full) return batch.commits;
            behind = true;
        }
        var chosen = chosen(after, limit);
        var shares = batch(chosen, limit / chosen.size(), limit);
        if (shares.size() == limit || shares.full) return shares.commits;
        var reached = new HashMap<>(after);
        for (var c : shares.commits) reached.put(c.lane(), c.seq());
        var rest = batch(reached, Long.MAX_VALUE, limit - shares.size());
        behind = rest.size() == limit - shares.size() || rest.full;
        var both = new ArrayList<>(shares.commits);
        both.addAll(rest.commits);
        both.sort(Comparator.comparingInt(StoredCommit::lane).thenComparingLong(StoredCommit::seq));
        return both;
    }

    /** With fewer places than lanes, chance decides who comes first, so that nobody is always last. */
    private static Map<Integer, Long> chosen(Map<Integer, Long> after, int limit) {
        if (limit >= after.size()) return after;
        var lanes = new ArrayList<>(after.keySet());
        Collections.shuffle(lanes);
        var chosen = new HashMap<Integer, Long>();
        for (int lane : lanes.subList(0, limit)) chosen.put(lane, after.get(lane));
        return chosen;
    }

    /** @param full it ends before its limit because it has grown too large */
    private record Batch(List<StoredCommit> commits, boolean full) {
        int size() {
            return commits.size();
        }
    }

    private Batch batch(Map<Integer, Long> after, long share, int limit) {
        var ranges = new ArrayList<Bson>();
        after.forEach((lane, seq) -> ranges.add(between(lane, seq, share)));
        var expected = new HashMap<>(after);
        var found = new ArrayList<StoredCommit>();
        long bytes = 0;
        try (var cursor = commits.find(or(ranges))
                .sort(ascending("_id"))
                .limit(limit)
                .batchSize(Math.min(limit, 1000))
                .iterator()) {
            while (cursor.hasNext()) {
                var c = CommitDocument.read(cursor.next());
                long last = expected.put(c.lane(), c.seq());
                if (c.seq() != last + 1)
                    throw new LaneLog.Corrupt("lane " + c.lane() + " has a hole: seq " + c.seq() + " follows " + last);
                found.add(c);
                for (var e : c.commit().events()) bytes += e.data().length();
                if (bytes > BATCH_BYTES) return new Batch(found, true);
            }
        }
        return new Batch(found, false);
    }

    List<StoredCommit> about(String tenant, String key, long after, int limit) {
        var under = new ArrayList<Bson>();
        for (String kind : kinds(tenant)) {
            String one = tenant + '/' + kind + '/' + key;
            under.add(eq("aggregate", one));
            under.add(and(gt("aggregate", one + '/'), lt("aggregate", one + AFTER_SLASH)));
        }
        var found = new ArrayList<StoredCommit>();
        if (under.isEmpty()) return found;
        long bytes = 0;
        try (var cursor = commits.find(and(between(Lanes.of(tenant, key), after, Long.MAX_VALUE), or(under)))
                // By the aggregates: by the order of the lane all of the lane would be looked at.
                .hint(BY_AGGREGATE)
                .sort(ascending("_id"))
                .limit(limit)
                .iterator()) {
            while (cursor.hasNext() && bytes <= BATCH_BYTES) {
                var c = CommitDocument.read(cursor.next());
                found.add(c);
                for (var e : c.commit().events()) bytes += e.data().length();
            }
        }
        return found;
    }

    /** The kinds of aggregates that a tenant has here: one short look at the index for each. */
    private List<String> kinds(String tenant) {
        var kinds = new ArrayList<String>();
        String from = tenant + '/', end = tenant + AFTER_SLASH;
        while (true) {
            var next = commits.find(and(gt("aggregate", from), lt("aggregate", end)))
                    .hint(BY_AGGREGATE)
                    .sort(ascending("aggregate", "version"))
                    .limit(1)
                    .projection(Projections.fields(Projections.include("aggregate"), Projections.excludeId()))
                    .first();
            if (next == null) return kinds;
            String kind = next.getString("aggregate").getValue().split("/", 3)[1];
            kinds.add(kind);
            from = tenant + '/' + kind + AFTER_SLASH;
        }
    }

    private static Bson between(int lane, long after, long share) {
        long end = CommitDocument.id(lane + 1, 0);
        long from = CommitDocument.id(lane, after);
        return and(gt("_id", from), share >= end - from ? lt("_id", end) : lte("_id", from + share));
    }
}
