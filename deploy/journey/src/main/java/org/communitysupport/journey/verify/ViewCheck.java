package org.communitysupport.journey.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.View;

/** A view's rows are the fold of the logs, folded here one event after the other, straight from the logs and without the projection runner. */
final class ViewCheck {
    private static final JsonWriterSettings RELAXED =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

    private ViewCheck() {}

    /**
     * @param logs the events of every service
     * @param stored the rows of the serving generation
     * @return how many rows were compared
     */
    static <R> int check(
            View<R> view,
            Map<String, List<Logged>> logs,
            Iterable<Document> stored,
            EventCodec codec,
            Differences found) {
        var expected = fold(view, logs, codec, found);
        var json = codec.mapper();
        int rows = 0;
        for (Document document : stored) {
            String id = document.getString("_id");
            R row = expected.remove(id);
            // A fold may end in no row; what is kept then is only how far the key has been read.
            if (row == null && document.get("r") == null) continue;
            if (row == null) found.add("view " + view.name() + " has a row that no event led to: " + id);
            else if (document.get("r") == null) found.add("view " + view.name() + " lacks the row " + id);
            else {
                String difference = difference(json, document.get("r", Document.class), row);
                if (difference != null) found.add("view " + view.name() + ", row " + id + ' ' + difference);
                rows++;
            }
        }
        for (String id : expected.keySet()) found.add("view " + view.name() + " lacks the row " + id);
        return rows;
    }

    private static <R> Map<String, R> fold(
            View<R> view, Map<String, List<Logged>> logs, EventCodec codec, Differences found) {
        var rows = new TreeMap<String, R>();
        for (String source : view.sources())
            for (var logged : logs.getOrDefault(source, List.of())) {
                var on = view.handled().get(logged.envelope().type());
                if (on == null) continue;
                try {
                    apply(on, logged, rows, codec);
                } catch (RuntimeException e) {
                    // A fold is pure: what fails here is parked in the running service, and what follows is judged on.
                    found.add("view " + view.name() + " fails at "
                            + logged.envelope().eventId() + ": " + e.getClass().getSimpleName());
                }
            }
        return rows;
    }

    private static <R, E> void apply(View.On<R, E> on, Logged logged, Map<String, R> rows, EventCodec codec) {
        var envelope = logged.envelope();
        var event =
                new Event<>(envelope, codec.decodeSealed(envelope.type(), envelope.schema(), logged.data(), on.as()));
        String key = on.key().apply(event);
        if (key == null) return;
        String id = envelope.tenant() + '|' + key;
        rows.put(id, on.fold().apply(rows.get(id), event));
    }

    /** Null when they are equal. Only fields are named: a row may hold what must not be printed. */
    private static <R> String difference(ObjectMapper json, Document stored, R row) {
        JsonNode is;
        try {
            // Read as a row and written again, so that both are written alike.
            is = json.valueToTree(json.readValue(stored.toJson(RELAXED), row.getClass()));
        } catch (JsonProcessingException e) {
            return "does not read as " + row.getClass().getSimpleName();
        }
        JsonNode shouldBe = json.valueToTree(row);
        if (is.equals(shouldBe)) return null;
        var fields = new TreeSet<String>();
        shouldBe.fieldNames().forEachRemaining(f -> {
            if (!shouldBe.get(f).equals(is.get(f))) fields.add(f);
        });
        return "is not the fold of the log: they differ in " + fields;
    }
}
