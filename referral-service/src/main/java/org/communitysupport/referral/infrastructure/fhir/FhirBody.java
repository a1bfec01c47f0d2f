package org.communitysupport.referral.infrastructure.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.ErrorHandlerAdapter;
import ca.uhn.fhir.parser.IParserErrorHandler;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ScalarType;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ValueType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.communitysupport.referral.application.ReferralBundles.Fault;
import org.communitysupport.referral.application.ReferralBundles.NotAReferral;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;

/** Bytes to a resource. What cannot be read is named by its place; HAPI's own messages would quote the value. */
final class FhirBody {
    private static final int DEEPEST = 64;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final FhirContext fhir = FhirContext.forR4Cached();

    /**
     * @param canonical maps and lists, for a hash that no order of keys changes
     * @param unknown FHIRPaths of what R4 does not know
     */
    record Body(Resource resource, JsonNode json, Object canonical, List<String> unknown) {}

    Body read(byte[] bytes) {
        var json = json(text(bytes));
        var unknown = new LinkedHashSet<String>();
        var resource = resource(json, unknown);
        boolean taken = resource instanceof Bundle bundle && bundle.hasEntry()
                || resource instanceof ServiceRequest
                || resource instanceof Task;
        if (!taken)
            throw refusal(
                    false,
                    "not-a-bundle",
                    resource.fhirType(),
                    "The body is not a referral. Send a Bundle with a ServiceRequest and its Patient, or a "
                            + "ServiceRequest or Task that contains them, not "
                            + (resource instanceof Bundle ? "an empty Bundle" : "a " + resource.fhirType()) + ".");
        return new Body(resource, json, JSON.convertValue(json, Map.class), places(json, unknown));
    }

    private Resource resource(JsonNode json, Set<String> unknown) {
        String type = json.path("resourceType").asText("");
        if (!json.isObject() || type.isEmpty())
            throw refusal(true, "not-fhir", "", "The body is not FHIR R4 in JSON: it has no resourceType.");
        try {
            return parse(json, unknown);
        } catch (DataFormatException e) {
            throw refusal(
                    true,
                    "not-fhir",
                    culprit(json, type),
                    "The body is not FHIR R4 in JSON: this value has another type than FHIR R4 defines.");
        }
    }

    private Resource parse(JsonNode json, Set<String> unknown) {
        var parser = fhir.newJsonParser();
        parser.setParserErrorHandler(new Complaints(unknown));
        parser.setOverrideResourceIdWithBundleEntryFullUrl(false);
        return (Resource) parser.parseResource(json.toString());
    }

    /** The smallest place that cannot be read by itself: entry, element, item. */
    private String culprit(JsonNode json, String path) {
        var entries = json.path("entry");
        for (int i = 0; i < entries.size(); i++) {
            var resource = entries.path(i).path("resource");
            String at = path + ".entry[" + i + "].resource";
            if (resource.isObject() && fails(resource))
                return resource.path("resourceType").isTextual() ? element((ObjectNode) resource, at) : at;
        }
        return element((ObjectNode) json, path);
    }

    private String element(ObjectNode resource, String path) {
        for (var field : resource.properties()) {
            if (field.getKey().equals("resourceType") || !fails(alone(resource, field.getKey(), field.getValue())))
                continue;
            String at = path + '.' + field.getKey();
            if (field.getValue() instanceof ArrayNode items)
                for (int i = 0; i < items.size(); i++)
                    if (fails(alone(
                            resource, field.getKey(), JSON.createArrayNode().add(items.get(i)))))
                        return at + '[' + i + ']';
            return at;
        }
        return path;
    }

    private static ObjectNode alone(ObjectNode resource, String field, JsonNode value) {
        var alone = JSON.createObjectNode();
        alone.set("resourceType", resource.path("resourceType"));
        alone.set(field, value);
        return alone;
    }

    private boolean fails(JsonNode json) {
        try {
            parse(json, new LinkedHashSet<>());
            return false;
        } catch (RuntimeException e) {
            return true;
        }
    }

    /** Where elements of these names stand that R4 does not know. */
    private static List<String> places(JsonNode json, Set<String> unknown) {
        var places = new ArrayList<String>();
        if (!unknown.isEmpty()) collect(json, json.path("resourceType").asText(), unknown, places);
        return places;
    }

    private static void collect(JsonNode node, String path, Set<String> names, List<String> places) {
        node.properties().forEach(e -> {
            if (names.contains(e.getKey())) places.add(path + '.' + e.getKey());
            collect(e.getValue(), path + '.' + e.getKey(), names, places);
        });
        if (node.isArray())
            for (int i = 0; i < node.size(); i++) collect(node.get(i), path + '[' + i + ']', names, places);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw refusal(
                    true,
                    "not-fhir",
                    "",
                    "The body is not FHIR R4 in JSON: it cannot be read"
                            + (at == null ? "." : " at line " + at.getLineNr() + ", column " + at.getColumnNr() + "."));
        }
    }

    private static String text(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refusal(true, "not-utf-8", "", "The body is not UTF-8. Send FHIR JSON in UTF-8.");
        }
        if (text.stripLeading().startsWith("<"))
            throw refusal(true, "not-json", "", "The body looks like XML. Send FHIR in JSON.");
        if (depth(text) > DEEPEST)
            throw refusal(true, "too-deep", "", "This is nested deeper than " + DEEPEST + " levels.");
        return text;
    }

    /** Before anything parses it: a parser that follows ten thousand brackets is already too late. */
    private static int depth(String json) {
        int depth = 0;
        int deepest = 0;
        boolean quoted = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (quoted) {
                if (c == '\\') i++;
                else if (c == '"') quoted = false;
            } else if (c == '"') quoted = true;
            else if (c == '{' || c == '[') deepest = Math.max(deepest, ++depth);
            else if (c == '}' || c == ']') depth--;
        }
        return deepest;
    }

    private static NotAReferral refusal(boolean unreadable, String code, String place, String detail) {
        return new NotAReferral(unreadable, List.of(new Fault(code, "", place, detail)));
    }

    /** A value that its type does not allow is refused; an element that R4 does not know is noted. */
    private static final class Complaints extends ErrorHandlerAdapter {
        private final Set<String> unknown;

        private Complaints(Set<String> unknown) {
            this.unknown = unknown;
        }

        @Override
        public void invalidValue(IParserErrorHandler.IParseLocation location, String value, String error) {
            throw new DataFormatException("invalid value");
        }

        @Override
        public void incorrectJsonType(
                IParserErrorHandler.IParseLocation location,
                String element,
                ValueType expected,
                ScalarType expectedScalar,
                ValueType found,
                ScalarType foundScalar) {
            throw new DataFormatException("wrong type");
        }

        @Override
        public void unexpectedRepeatingElement(IParserErrorHandler.IParseLocation location, String element) {
            throw new DataFormatException("repeats");
        }

        @Override
        public void unknownElement(IParserErrorHandler.IParseLocation location, String element) {
            unknown.add(element);
        }
    }
}
