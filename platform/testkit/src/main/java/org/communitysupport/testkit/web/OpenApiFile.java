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
