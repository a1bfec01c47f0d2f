package org.communitysupport.journey.verify;

import com.mongodb.ReadConcern;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.communitysupport.kernel.Envelope;

/** Reads a log's documents as they are, by no way that the services use. */
final class Logs {
    private static final int LANE_BITS = 40;

    private Logs() {}

    /** Every event of a service, lane by lane, in order. */
    static List<Logged> read(MongoDatabase database, String service) {
        var all = new ArrayList<Logged>();
        var log = database.getCollection("log").withReadConcern(ReadConcern.MAJORITY);
        for (Document commit : log.find().sort(new Document("_id", 1))) {
            long id = commit.getLong("_id");
            var command = commit.get("command", Document.class);
            var events = commit.getList("events", Document.class);
            for (int i = 0; i < events.size(); i++)
                all.add(event(service, id, commit, command, events.get(i), i, events.size()));
        }
        return all;
    }

    private static Logged event(
            String service, long id, Document commit, Document command, Document event, int index, int count) {
        long seq = id & ((1L << LANE_BITS) - 1);
        var envelope = new Envelope(
                service,
                (int) (id >>> LANE_BITS),
                seq,
                index,
                index == count - 1,
                seq - 1,
                event.getString("type"),
                ((Number) event.get("schema")).intValue(),
                commit.getString("aggregate"),
                commit.getLong("version") + index,
                commit.getString("aggregate")
                        .substring(0, commit.getString("aggregate").indexOf('/')),
                commit.getDate("at").toInstant(),
                commit.getDate("recorded").toInstant(),
                text(command, "actor"),
                text(command, "correlation"),
                text(command, "causation"),
                text(event, "sensitivity"),
                text(command, "traceparent"),
                hex(commit));
        return new Logged(envelope, event.getString("data"));
    }

    private static String text(Document document, String field) {
        Object value = document.get(field);
        return value == null ? "" : value instanceof UUID id ? id.toString() : value.toString();
    }

    private static String hex(Document commit) {
        return java.util.HexFormat.of()
                .formatHex(commit.get("hash", org.bson.types.Binary.class).getData());
    }
}
