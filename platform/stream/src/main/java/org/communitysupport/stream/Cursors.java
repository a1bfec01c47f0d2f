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
import org.apache.kafka.common.Uuid;
import org.bson.Document;

/**
 * Where consumers stand, kept in the database that they feed and never in Kafka: collection {@code cursors}, a document per consumer and
 * source {@code {_id: "view:board:v1|referral", topic: <id>, lanes: {"7": {offset, seq, index, last, hash}}}}.
 */
final class Cursors {
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

    Map<String, Stand> load(String consumer, Iterable<String> services) {
        var stands = new HashMap<String, Stand>();
        for (String service : services) {
            Document found =
                    cursors.find(Filters.eq("_id", id(consumer, service))).first();
            if (found == null) continue;
            var lanes = new HashMap<Integer, Cursor>();
            found.get("lanes", new Document()).forEach((lane, value) -> {
                Document c = (Document) value;
                lanes.put(
                        Integer.valueOf(lane),
                        new Cursor(
                                c.getLong("offset"),
                                new Mark(c.getLong("seq"), c.getInteger("index"), c.getBoolean("last")),
                                c.getString("hash")));
            });
            stands.put(service, new Stand(Uuid.fromString(found.getString("topic")), lanes));
        }
        return stands;
    }

    /** One consumer's move in some lanes of one source. */
    record Move(String consumer, String service, Uuid topic, Map<Integer, Cursor> lanes) {}

    void save(List<Move> moves) {
        if (moves.isEmpty()) return;
        var writes = new ArrayList<WriteModel<Document>>();
        for (Move move : moves) {
            var set = new Document("topic", move.topic.toString());
            move.lanes.forEach((lane, c) -> set.append(
                    "lanes." + lane,
                    new Document("offset", c.offset)
                            .append("seq", c.mark.seq())
                            .append("index", c.mark.index())
                            .append("last", c.mark.last())
                            .append("hash", c.hash)));
            writes.add(new UpdateOneModel<>(
                    Filters.eq("_id", id(move.consumer, move.service)),
                    new Document("$set", set),
                    new UpdateOptions().upsert(true)));
        }
        cursors.bulkWrite(writes, new BulkWriteOptions().ordered(false));
    }

    void delete(String consumer) {
        cursors.deleteMany(Filters.and(Filters.gte("_id", consumer + '|'), Filters.lt("_id", consumer + '}')));
    }

    private static String id(String consumer, String service) {
        return consumer + '|' + service;
    }
}
