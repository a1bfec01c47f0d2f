package org.communitysupport.testkit.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;

/** The OpenAPI file of a service is what the code serves. {@code -Dgolden=write} writes it anew. */
public final class OpenApiFile {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.INDENT_OUTPUT);

    private OpenApiFile() {}

    /** @param file e.g. {@code src/contract/openapi.json}, in the service's folder */
    public static void isServed(Path file) {
        try {
            String served = sorted(
                    given().queryParam("format", "json").get("/q/openapi").asString());
            if ("write".equals(System.getProperty("golden"))) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, served + "\n");
            }
            assertThat(file).as("written with -Dgolden=write").exists();
            assertThat(served)
                    .as(file + " is not what is served; look at the difference, then write it with -Dgolden=write")
                    .isEqualTo(sorted(Files.readString(file)));
            everySuccessHasAShape(JSON.readTree(served));
            everythingIsSaid(JSON.readTree(served), file.resolveSibling("openapi-without-words.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void everySuccessHasAShape(JsonNode document) {
        document.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation -> operation.getValue().path("responses").properties().stream()
                        .filter(response -> response.getKey().startsWith("2"))
                        .forEach(response -> {
                            String what = operation.getKey() + ' ' + path.getKey() + ' ' + response.getKey();
                            var content = response.getValue().path("content");
                            assertThat(content)
                                    .as(what + " says what it answers with")
                                    .isNotEmpty();
                            for (var media : content)
                                assertThat(media.path("schema"))
                                        .as(what + " has a schema")
                                        .isNotEmpty();
                        })));
    }

    /**
     * Operations have a summary, a description beside their roles, and roles; properties and parameters have a meaning. What has none stands
     * in a file that only gets shorter: a line of it that is no longer true fails, too.
     */
    private static void everythingIsSaid(JsonNode document, Path without) throws IOException {
        var missing = new TreeSet<String>();
        document.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation -> operationIsSaid(operation.getValue(), missing)));
        document.at("/components/schemas").properties().forEach(schema -> schema.getValue()
                .path("properties")
                .properties()
                .forEach(property -> {
                    if (property.getValue().path("description").asText().isBlank())
                        missing.add(schema.getKey() + '.' + property.getKey());
                }));
        var known = Files.exists(without) ? new TreeSet<>(Files.readAllLines(without)) : new TreeSet<String>();
        assertThat(missing)
                .as("without words; add them to openapi/words.properties, or take what has them now out of " + without)
                .isEqualTo(known);
    }

    private static void operationIsSaid(JsonNode operation, TreeSet<String> missing) {
        String id = operation.path("operationId").asText();
        if (operation.path("summary").asText().isBlank()) missing.add(id + ", summary");
        String description = operation.path("description").asText();
        if (description.isBlank() || description.startsWith("Roles") || description.startsWith("Error codes"))
            missing.add(id + ", description");
        if (!operation.has("x-roles")) missing.add(id + ", roles");
        operation.path("parameters").forEach(parameter -> {
            if (parameter.path("description").asText().isBlank())
                missing.add(id + ", parameter " + parameter.path("name").asText());
        });
    }

    /** What the service under test says of itself. */
    static JsonNode served() throws JsonProcessingException {
        return JSON.readTree(
                given().queryParam("format", "json").get("/q/openapi").asString());
    }

    private static String sorted(String json) throws JsonProcessingException {
        @SuppressWarnings("unchecked")
        Map<String, Object> tree = JSON.readValue(json, Map.class);
        // The address of the process that serves it is no part of the contract.
        tree.remove("servers");
        return JSON.writeValueAsString(tree);
    }
}
