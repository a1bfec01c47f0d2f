package org.communitysupport.stream;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.bson.Document;

/**
 * Where consumers stand, kept in the database that they feed and never in Kafka: collection {@code cursors}, a document per consumer and
 * source {@code {_id: "view:board:v1|referral", topic: <id>, lanes: {"7": {offset, seq, index, last, hash, epoch}}}}. A lane's cursor is
 * moved by who claimed it last; the move of a former owner changes nothing.
 */
final class Cursors implements CursorStore {
    private final MongoCollection<Document> cursors;

    Cursors(MongoDatabase database) {
        // Majority: what is forgotten in a fail-over must not be remembered here as done.
        this.cursors = database.getCollection("cursors").withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
    }

    /**
     * @param offset of the record to read next
     * @param mark the last event taken
     * @param hash of that event's commit; empty at the start
     */
    record Cursor(long offset, Mark mark, String hash) {
        static final Cursor START = new Cursor(0, Mark.START, "");
    }

    /** One source of one consumer: the id of the topic that the offsets belong to. */
    record Stand(Uuid topic, Map<Integer, Cursor> lanes) {}

    @Override
    public void claim(String consumer, Iterable<String> services, Map<Integer, Long> epochs) {
        var writes = new ArrayList<WriteModel<Document>>();
        for (String service : services) {
            var set = new Document();
            epochs.forEach((lane, epoch) -> set.append(
                    "lanes." + lane,
                    new Document(
                            "$mergeObjects",
                            List.of(
                                    "$lanes." + lane,
                                    new Document(
                                            "epoch",
                                            new Document("$max", List.of("$lanes." + lane + ".epoch", epoch)))))));
            writes.add(update(consumer, service, set));
        }
        if (!writes.isEmpty() && !epochs.isEmpty()) cursors.bulkWrite(writes, new BulkWriteOptions().ordered(false));
    }

    private static UpdateOneModel<Document> update(String consumer, String service, Document set) {
        return new UpdateOneModel<>(
                Filters.eq("_id", id(consumer, service)),
                List.of(new Document("$set", set)),
                new UpdateOptions().upsert(true));
    }

    @Override
    public Map<String, Stand> load(String consumer, Iterable<String> services) {
        var stands = new HashMap<String, Stand>();
        for (String service : services) {
            Document found =
                    cursors.find(Filters.eq("_id", id(consumer, service))).first();
            // One that was claimed and never moved knows no topic yet.
            if (found != null && found.getString("topic") != null) stands.put(service, stand(found));
        }
        return stands;
    }

    private static Stand stand(Document found) {
        var lanes = new HashMap<Integer, Cursor>();
        String topic = found.getString("topic");
        found.get("lanes", new Document()).forEach((lane, value) -> {
            Document c = (Document) value;
            // The owner of another lane may have met a new topic first: an offset in the old one says nothing there.
            boolean inIt = topic.equals(c.get("topic", topic));
            if (c.containsKey("offset"))
                lanes.put(
                        Integer.valueOf(lane),
                        new Cursor(
                                inIt ? c.getLong("offset") : 0,
                                new Mark(c.getLong("seq"), c.getInteger("index"), c.getBoolean("last")),
                                c.getString("hash")));
        });
        return new Stand(Uuid.fromString(topic), lanes);
    }

    @Override
    public long reached(String consumer, Source source) {
        var stand = load(consumer, Set.of(source.service())).get(source.service());
        return stand == null
                ? 0
                : stand.lanes.getOrDefault(source.lane(), Cursor.START).mark.wholeSeq();
    }

    @Override
    public Map<String, Map<String, Map<Integer, Long>>> reached() {
        var all = new HashMap<String, Map<String, Map<Integer, Long>>>();
        for (Document found : cursors.find()) {
            if (found.getString("topic") == null) continue;
            String id = found.getString("_id");
            int bar = id.lastIndexOf('|');
            var lanes = all.computeIfAbsent(id.substring(0, bar), c -> new HashMap<>())
                    .computeIfAbsent(id.substring(bar + 1), s -> new HashMap<>());
            stand(found).lanes.forEach((lane, cursor) -> lanes.put(lane, cursor.mark.wholeSeq()));
        }
        return all;
    }

    /**
     * One consumer's move in some lanes of one source.
     *
     * @param epochs under which it works on the lanes
     */
    record Move(String consumer, String service, Uuid topic, Map<Integer, Cursor> lanes, Map<Integer, Long> epochs) {}

    void save(List<Move> moves) {
        if (moves.isEmpty()) return;
        var writes = new ArrayList<WriteModel<Document>>();
        for (Move move : moves) {
            var set = new Document("topic", new Document("$literal", move.topic.toString()));
            move.lanes.forEach((lane, c) -> set.append("lanes." + lane, moved(move, lane, c)));
            writes.add(update(move.consumer, move.service, set));
        }
        cursors.bulkWrite(writes, new BulkWriteOptions().ordered(false));
    }

    /** The cursor as it is, where somebody has claimed the lane since. */
    private static Document moved(Move move, int lane, Cursor c) {
        long epoch = move.epochs.get(lane);
        var literal = new Document(
                "$literal",
                new Document("offset", c.offset)
                        .append("seq", c.mark.seq())
                        .append("index", c.mark.index())
                        .append("last", c.mark.last())
                        .append("hash", c.hash)
                        .append("topic", move.topic.toString())
                        .append("epoch", epoch));
        String field = "$lanes." + lane;
        var claimed = new Document("$gt", List.of(new Document("$ifNull", List.of(field + ".epoch", 0L)), epoch));
        return new Document("$cond", List.of(claimed, field, literal));
    }

    void delete(String consumer) {
        cursors.deleteMany(Filters.and(Filters.gte("_id", consumer + '|'), Filters.lt("_id", consumer + '}')));
    }

    private static String id(String consumer, String service) {
        return consumer + '|' + service;
    }
}
