package org.communitysupport.testkit.web;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsDescribedTest {
    @TempDir
    Path directory;

    private AsDescribed described;
    private JsonNode operation;

    @BeforeEach
    void one_operation_is_described() throws IOException {
        Path file = directory.resolve("openapi.json");
        Files.writeString(
                file,
                """
                {"paths": {"/v1/things": {"get": {"responses": {
                   "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
                   "204": {"description": "nothing"},
                   "404": {"$ref": "#/components/responses/No"}}}}},
                 "components": {
                   "responses": {"No": {"content": {"application/problem+json": {"schema": {"type": "object"}}}}},
                   "schemas": {"Thing": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}}}}
                """);
        described = new AsDescribed(file);
        operation = new ObjectMapper().readTree(file.toFile()).at("/paths/~1v1~1things/get");
    }

    @Test
    void what_is_described_passes() {
        described.check("GET", operation, 200, "application/json;charset=UTF-8", "{\"id\":\"a\"}");
        described.check("GET", operation, 204, "null", "");
        described.check("GET", operation, 404, "application/problem+json", "{}");
    }

    @Test
    void another_status_media_type_or_body_does_not() {
        refused(500, "application/json", "{}", "does not name");
        refused(200, "text/html", "<p>", "does not name");
        refused(200, "application/json", "{\"id\":1}", "string");
        refused(200, "application/json", "{}", "required");
        refused(404, "application/problem+json", "[]", "object");
    }

    private void refused(int status, String type, String body, String why) {
        assertThatThrownBy(() -> described.check("GET", operation, status, type, body))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(why);
    }
}
