package org.communitysupport.testkit.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.communitysupport.testkit.web.BadInput.Door;

/** What the service under test says of its doors: the OpenAPI document that it serves. */
final class Described {
    private static final Set<String> WRITING = Set.of("post", "put", "patch", "delete");
    /** Every service serves these; they are knocked at where they are built. */
    private static final List<String> COMMON = List.of(
            "/v1/parked",
            "/v1/clock",
            "/v1/relay",
            "/v1/views",
            "/v1/persons/{person}/erasure",
            "/v1/persons/{person}/holds");

    private final JsonNode document;

    Described() {
        try {
            document = OpenApiFile.served();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Method and address of every door of the service's own that may change something. */
    Set<String> doors() {
        var doors = new TreeSet<String>();
        for (var path : document.path("paths").properties())
            if (COMMON.stream().noneMatch(path.getKey()::startsWith))
                for (var operation : path.getValue().properties())
                    if (WRITING.contains(operation.getKey()))
                        doors.add(operation.getKey().toUpperCase(Locale.ROOT) + ' ' + path.getKey());
        return doors;
    }

    /**
     * An address that is read.
     *
     * @param wrong query strings that it must refuse, with the place that the refusal names
     */
    record Read(String path, List<String> roles, Map<String, String> wrong) {
        /** With ids that nothing has. */
        String address() {
            return path.replaceAll("\\{[^}]+}", "1");
        }

        String role() {
            return roles.isEmpty() ? "staff" : roles.getFirst();
        }
    }

    /** Every GET, except of those who speak FHIR: its search is lenient. */
    List<Read> reads() {
        var reads = new ArrayList<Read>();
        for (var path : document.path("paths").properties()) {
            var get = path.getValue().path("get");
            if (get.isMissingNode() || path.getKey().contains("fhir")) continue;
            var roles = new ArrayList<String>();
            get.path("x-roles").forEach(role -> roles.add(role.asText()));
            reads.add(new Read(path.getKey(), roles, wrong(get.path("parameters"))));
        }
        return reads;
    }

    private Map<String, String> wrong(JsonNode parameters) {
        var wrong = new TreeMap<String, String>();
        wrong.put("colour=mauve", "query:colour");
        var dated = new TreeMap<String, String>();
        for (var parameter : parameters) {
            if (!parameter.path("in").asText().equals("query")) continue;
            String name = parameter.path("name").asText();
            JsonNode schema = resolved(parameter.path("schema"));
            if (schema.has("items")) schema = resolved(schema.path("items"));
            if (schema.has("enum")) wrong.put(name + "=MAUVE", "query:" + name);
            String format = schema.path("format").asText();
            if (format.startsWith("date")) {
                wrong.put(name + "=soon", "query:" + name);
                dated.put(name, format.equals("date") ? "" : "T00:00:00Z");
            }
        }
        for (String from : dated.keySet())
            for (String end : List.of("to", "until", from.replaceFirst("From$", "To")))
                if (from.toLowerCase(Locale.ROOT).endsWith("from") && !end.equals(from) && dated.containsKey(end))
                    wrong.put(
                            from + "=2027-05-01" + dated.get(from) + '&' + end + "=2027-01-01" + dated.get(end),
                            "query:" + from);
        return wrong;
    }

    boolean needs(Door door, String header) {
        return StreamSupport.stream(operation(door).path("parameters").spliterator(), false)
                .anyMatch(p -> p.path("name").asText().equals(header)
                        && p.path("required").asBoolean());
    }

    boolean answers(Door door, int status) {
        return operation(door).path("responses").has(Integer.toString(status));
    }

    /** Whether the field takes some texts only. */
    boolean hasShape(Door door, String at) {
        JsonNode schema = schema(door, at.substring(1).split("/"));
        String pattern = schema.path("pattern").asText("\\S");
        return schema.has("enum") || schema.has("format") || !pattern.equals("\\S");
    }

    private JsonNode schema(Door door, String... steps) {
        JsonNode schema = resolved(operation(door)
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema"));
        for (String step : steps)
            schema = resolved(
                    step.matches("\\d+")
                            ? schema.path("items")
                            : schema.path("properties").path(step));
        return schema;
    }

    /** Whether the field must be there. */
    boolean required(Door door, String at) {
        var steps = at.substring(1).split("/");
        JsonNode schema = schema(door, Arrays.copyOf(steps, steps.length - 1));
        String last = steps[steps.length - 1];
        return StreamSupport.stream(schema.path("required").spliterator(), false)
                .anyMatch(name -> name.asText().equals(last));
    }

    private JsonNode resolved(JsonNode schema) {
        String ref = schema.path("$ref").asText("");
        return ref.isEmpty() ? schema : document.at(ref.substring(1));
    }

    private JsonNode operation(Door door) {
        return document.path("paths").path(door.template()).path(door.method().toLowerCase(Locale.ROOT));
    }
}
