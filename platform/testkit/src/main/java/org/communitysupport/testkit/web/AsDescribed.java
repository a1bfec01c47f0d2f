package org.communitysupport.testkit.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.StreamSupport;

/**
 * Holds every answer that a test gets to the service's OpenAPI file: the status and the media type are in it, and the body is what its schema
 * says. Set it once in a test of a service with {@code RestAssured.replaceFiltersWith}.
 */
public final class AsDescribed implements Filter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private final JsonNode document;

    /** @param file {@code src/contract/openapi.json} in the service's folder */
    public AsDescribed(Path file) {
        try {
            this.document = JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        var response = context.next(request, expected);
        String path = URI.create(request.getURI()).getRawPath();
        var operation = operation(request.getMethod(), path);
        if (operation != null)
            check(
                    request.getMethod() + ' ' + path,
                    operation,
                    response.statusCode(),
                    String.valueOf(response.contentType()),
                    response.asString());
        return response;
    }

    /** Null for what the document does not know; what is answered there belongs to no contract. */
    private JsonNode operation(String method, String path) {
        return StreamSupport.stream(document.path("paths").properties().spliterator(), false)
                .filter(e -> path.matches(e.getKey().replaceAll("\\{[^}]+}", "[^/]+")))
                // /v1/encounters/log is no encounter
                .min(Comparator.comparing(e -> e.getKey().contains("{") ? 1 : 0))
                .map(e -> e.getValue().get(method.toLowerCase(Locale.ROOT)))
                .orElse(null);
    }

    void check(String what, JsonNode operation, int status, String type, String body) {
        var response = resolved(operation.path("responses").path(Integer.toString(status)));
        assertThat(response.isMissingNode())
                .as("%s answers %d, which its contract does not name: %s", what, status, body)
                .isFalse();
        if (body.isEmpty() && !response.has("content")) return;
        String media = type.replaceFirst(";.*", "").trim();
        var content = response.path("content").path(media);
        assertThat(content.isMissingNode())
                .as("%s answers %d as %s, which its contract does not name", what, status, media)
                .isFalse();
        if (media.endsWith("json"))
            assertThat(errors(content.path("schema"), body))
                    .as("%s answers %d with %s", what, status, body)
                    .isEmpty();
    }

    private Iterable<?> errors(JsonNode schema, String body) {
        assertThat(schema.isMissingNode() || schema.isEmpty())
                .as("there is no schema for it")
                .isFalse();
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.path("components"));
        try {
            return SCHEMAS.getSchema(whole).validate(JSON.readTree(body));
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + body, e);
        }
    }

    private JsonNode resolved(JsonNode node) {
        String ref = node.path("$ref").asText("");
        return ref.isEmpty() ? node : document.at(ref.substring(1));
    }
}
