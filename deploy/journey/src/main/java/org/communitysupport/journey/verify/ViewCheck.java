package org.communitysupport.journey.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    static <R> int check(View<R> view, Map<String, List<Logged>> logs, Iterable<Document> stored, EventCodec codec) {
        var expected = fold(view, logs, codec);
        var json = codec.mapper();
        int rows = 0;
        for (Document document : stored) {
            String id = document.getString("_id");
            R row = expected.remove(id);
            // A fold may end in no row; what is kept then is only how far the key has been read.
            if (row == null && document.get("r") == null) continue;
            if (row == null) throw new Difference("view " + view.name() + " has a row that no event led to: " + id);
            if (document.get("r") == null) throw new Difference("view " + view.name() + " lacks the row " + id);
            JsonNode is = json.valueToTree(read(json, document.get("r", Document.class), view.row()));
            JsonNode shouldBe = json.valueToTree(row);
            if (!is.equals(shouldBe))
                throw new Difference("view " + view.name() + ", row " + id + " is not the fold of the log: "
                        + firstDifference(is, shouldBe));
            rows++;
        }
        if (!expected.isEmpty())
            throw new Difference("view " + view.name() + " lacks the row "
                    + expected.keySet().iterator().next());
        return rows;
    }

    static <R> Map<String, R> fold(View<R> view, Map<String, List<Logged>> logs, EventCodec codec) {
        var rows = new TreeMap<String, R>();
        for (String source : view.sources())
            for (var logged : logs.getOrDefault(source, List.of())) {
                var on = view.handled().get(logged.envelope().type());
                if (on != null) apply(on, logged, rows, codec);
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

    private static <R> R read(ObjectMapper json, Document row, Class<R> as) {
        try {
            return json.treeToValue(json.readTree(row.toJson(RELAXED)), as);
        } catch (JsonProcessingException e) {
            throw new Difference("a stored row does not read as " + as.getSimpleName(), e);
        }
    }

    /** The fields only: a row may hold what must not be printed. */
    private static String firstDifference(JsonNode is, JsonNode shouldBe) {
        var fields = new HashMap<String, Boolean>();
        shouldBe.fieldNames()
                .forEachRemaining(f -> fields.put(f, shouldBe.get(f).equals(is.get(f))));
        return "they differ in "
                + fields.entrySet().stream()
                        .filter(f -> !f.getValue())
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList();
    }
}
