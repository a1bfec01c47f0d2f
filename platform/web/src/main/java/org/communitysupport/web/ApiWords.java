package org.communitysupport.web;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * The words of the API description, each said once. {@code openapi/properties.properties} of this module says what a property of that name
 * means in every service; {@code openapi/words.properties} of a service has what is said of its own operations and properties and wins, and
 * {@code openapi/operations.properties} the operations that every service has. What an annotation says is left as it is.
 */
final class ApiWords {
    /** Extension of an operation: its own error codes by status. */
    static final String CODES = "x-error-codes";

    private static final String FOLDER = "openapi/";

    private final Properties words = new Properties();
    private final List<Refusal> refusals = new ArrayList<>();
    private final Map<String, Object> examples = new TreeMap<>();

    /** A line of {@code openapi/refusals.tsv}, which a test holds against the compiled code. */
    private record Refusal(String code, String status, boolean platform, Set<String> operations) {}

    private ApiWords() {}

    static ApiWords load() {
        var all = new ApiWords();
        all.read("properties.properties");
        all.read("operations.properties");
        all.read("words.properties");
        all.readRefusals();
        all.readExamples();
        return all;
    }

    /** Bodies that a test of the service sends and that are found in order, by method and address. */
    private void readExamples() {
        try (var in = Thread.currentThread().getContextClassLoader().getResourceAsStream(FOLDER + "examples.json")) {
            if (in != null)
                examples.putAll(new ObjectMapper().readValue(in, new TypeReference<Map<String, Object>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void showExample(String method, String path, Operation operation) {
        Object example = examples.get(method + ' ' + path);
        if (example == null || operation.getRequestBody() == null) return;
        operation.getRequestBody().getContent().getMediaTypes().values().stream()
                .filter(media -> media.getExample() == null && media.getExamples() == null)
                .forEach(media -> media.setExample(example));
    }

    private void readRefusals() {
        try (var in = Thread.currentThread().getContextClassLoader().getResourceAsStream(FOLDER + "refusals.tsv")) {
            if (in == null) return;
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                var cells = line.split("\t", -1);
                if (cells.length < 6 || cells[1].equals("warning")) continue;
                refusals.add(new Refusal(cells[0], cells[1], cells[4].equals("platform"), Set.of(cells[5].split(" "))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By status, the codes that every operation may answer with. */
    String common(String status) {
        return refusals.stream()
                .filter(r -> r.platform() && r.status().equals(status))
                .map(Refusal::code)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** By status, the codes that the service's own code has for an operation. */
    private SortedMap<String, SortedSet<String>> own(String operation) {
        var own = new TreeMap<String, SortedSet<String>>();
        refusals.stream()
                .filter(r -> !r.platform() && r.operations().contains(operation))
                .forEach(r ->
                        own.computeIfAbsent(r.status(), k -> new TreeSet<>()).add(r.code()));
        return own;
    }

    private void read(String name) {
        try (var in = Thread.currentThread().getContextClassLoader().getResourceAsStream(FOLDER + name)) {
            if (in != null) words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Summary and description of an operation, by its id. */
    void tell(Operation operation) {
        String summary = words.getProperty(operation.getOperationId() + ".summary");
        if (summary != null) operation.setSummary(summary);
        String description = words.getProperty(operation.getOperationId());
        if (description != null && operation.getDescription() == null) operation.setDescription(description);
        if (operation.getParameters() != null)
            operation.getParameters().forEach(p -> tell(operation.getOperationId(), p));
        var own = own(operation.getOperationId());
        if (own.isEmpty()) return;
        operation.addExtension(CODES, own);
        String said = own.entrySet().stream()
                .map(e -> e.getKey() + ": " + String.join(", ", e.getValue()))
                .collect(Collectors.joining("; ", "Error codes, beside those of every operation: ", "."));
        operation.setDescription(
                operation.getDescription() == null ? said : operation.getDescription() + "\n\n" + said);
    }

    private void tell(String operation, Parameter parameter) {
        if (parameter.getDescription() != null) return;
        String name = ".parameter." + parameter.getName();
        String general = words.getProperty("parameter." + parameter.getName());
        String ofResource = words.getProperty(operation.replaceFirst("_.*", "") + name, general);
        parameter.setDescription(words.getProperty(operation + name, ofResource));
    }

    /** The properties of a schema. Schemas of one name are numbered when the file is made; the number says nothing. */
    void tell(String name, Schema schema) {
        if (schema.getProperties() == null) return;
        var properties = new TreeMap<>(schema.getProperties());
        properties.replaceAll((property, is) -> told(name.replaceFirst("\\d+$", ""), property, is));
        schema.setProperties(properties);
        schema.getProperties().values().forEach(p -> tell("", p));
        if (schema.getItems() != null) tell("", schema.getItems());
    }

    private Schema told(String schema, String property, Schema is) {
        if (is.getDescription() != null) return is;
        String meaning = words.getProperty(schema + '.' + property, words.getProperty(property));
        if (meaning == null) return is;
        return is.description(meaning);
    }
}
