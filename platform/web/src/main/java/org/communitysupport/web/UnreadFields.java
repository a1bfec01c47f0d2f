package org.communitysupport.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import org.communitysupport.kernel.Warning;

/** Names, in the {@code warnings} of the answer, the fields of the body that this address does not know and did not read. */
@Provider
@ApplicationScoped // and so made when first used: configuration is not there yet when providers are collected
class UnreadFields implements ContainerResponseFilter {
    /** Property of a request: JSON pointers of what was not read. */
    static final String POINTERS = "cs.unread";

    /** More are not named; a body of nothing but strange fields is another body than ours. */
    private static final int MOST = 20;

    private static final int LONGEST = 200;

    private final ObjectMapper json;

    UnreadFields(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!(request.getProperty(POINTERS) instanceof List<?> pointers) || pointers.isEmpty()) return;
        if (response.getStatus() >= 300 || !(response.getEntity() instanceof Record answer)) return;
        JsonNode tree = json.valueToTree(answer);
        if (!(tree instanceof ObjectNode body)) return;
        var warnings = body.get("warnings") instanceof ArrayNode there ? there : body.putArray("warnings");
        for (var pointer : pointers) warnings.add(json.valueToTree(warning(pointer)));
        response.setEntity(body, new Annotation[0], MediaType.APPLICATION_JSON_TYPE);
    }

    /**
     * JSON pointers of the fields that stand in what was sent and not in what was read: a record writes all of its components, so the two
     * differ in unknown fields alone.
     */
    static List<String> between(JsonNode sent, JsonNode read) {
        var pointers = new ArrayList<String>();
        compare(sent, read, "", pointers);
        return pointers;
    }

    private static void compare(JsonNode sent, JsonNode read, String at, List<String> pointers) {
        if (sent.isObject() && read.isObject())
            sent.properties().forEach(field -> {
                String pointer = at + '/' + JsonProblems.escape(field.getKey());
                if (read.has(field.getKey())) compare(field.getValue(), read.get(field.getKey()), pointer, pointers);
                else if (pointers.size() < MOST && pointer.length() <= LONGEST) pointers.add(pointer);
            });
        if (sent.isArray() && read.isArray())
            for (int i = 0; i < sent.size() && i < read.size(); i++)
                compare(sent.get(i), read.get(i), at + '/' + i, pointers);
    }

    private static Warning warning(Object pointer) {
        return new Warning(
                "unknown-field", "", "This address does not know the field " + pointer + ", so it was not read.");
    }
}
