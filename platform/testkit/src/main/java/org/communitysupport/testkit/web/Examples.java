package org.communitysupport.testkit.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.communitysupport.testkit.web.BadInput.Door;

/**
 * The request examples of the API description are bodies that were just sent and found in order. They stand in a file of the service, by method
 * and address; days and ids of it are those of the day on which {@code -Dgolden=write} wrote it.
 */
final class Examples {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.INDENT_OUTPUT);
    /** Accepted, or refused for what is there already or not there; in any case the body was in order. */
    private static final Set<Integer> READ = Set.of(200, 201, 204, 404, 409);

    private static final Path FILE = Path.of("src/main/resources/openapi/examples.json");

    private Examples() {}

    /** @param elsewhere doors whose examples another test sends */
    static void wereSent(List<Door> doors, Set<String> elsewhere) {
        var sent = new TreeMap<String, JsonNode>();
        for (var door : doors)
            if (door.good() != null
                    && READ.contains(door.answered())
                    && door.type().endsWith("json")) sent.put(door.toString(), JSON.valueToTree(door.good()));
        try {
            if ("write".equals(System.getProperty("golden"))) {
                var kept = read();
                sent.forEach((door, body) ->
                        kept.merge(door, body, (was, is) -> alike(was).equals(alike(is)) ? was : is));
                kept.keySet().removeIf(door -> !sent.containsKey(door) && !elsewhere.contains(door));
                Files.createDirectories(FILE.getParent());
                Files.writeString(FILE, JSON.writeValueAsString(JSON.convertValue(kept, Map.class)) + "\n");
            }
            var kept = read();
            kept.keySet().removeAll(elsewhere);
            assertThat(kept.keySet())
                    .as(FILE + " is written with -Dgolden=write")
                    .isEqualTo(sent.keySet());
            sent.forEach((door, body) -> assertThat(alike(kept.get(door)))
                    .as("the example of " + door + " is what was sent; " + FILE + " is written with -Dgolden=write")
                    .isEqualTo(alike(body)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TreeMap<String, JsonNode> read() throws IOException {
        var kept = new TreeMap<String, JsonNode>();
        if (Files.exists(FILE))
            JSON.readTree(FILE.toFile()).properties().forEach(e -> kept.put(e.getKey(), e.getValue()));
        return kept;
    }

    /** The body with its days and made-up ids taken out. */
    private static String alike(JsonNode body) {
        try {
            String text = JSON.writeValueAsString(JSON.treeToValue(body, Object.class));
            return text.replaceAll("\\d{4}-\\d\\d-\\d\\d", "day")
                    .replaceAll("T\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:\\d\\d)", "time")
                    .replaceAll("\"[^\"]*[0-9a-f]{8}[^\"]*\"", "\"id\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
