package org.communitysupport.testkit.web;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.communitysupport.testkit.web.BadInput.Door;

/** Bodies that a door must refuse, made from one that it takes. */
final class BadBodies {
    /** Stands in bodies where it must not be read and in no answer. */
    static final String MARK = "one-hundred-secret";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OPERATOR = "{\"$gt\":\"\"}";

    private BadBodies() {}

    /** @param status 0 when any 4xx will do @param code null for any @param pointer null for any */
    record Try(String what, byte[] body, String type, int status, String code, String pointer) {}

    /** Null for a door that takes none. */
    static byte[] good(Door door) {
        return door.good() == null ? null : bytes(JSON.valueToTree(door.good()).toString());
    }

    /** A good body with one more field, of which nobody may make anything. */
    static byte[] withUnknownField(Door door) {
        ObjectNode good = JSON.valueToTree(door.good());
        return bytes(good.<ObjectNode>set("$where", operator()).toString());
    }

    /** Empty for a door that takes none. */
    static List<Try> of(Door door, Described document) {
        var tries = new ArrayList<Try>();
        if (door.good() == null) return tries;
        boolean plain = door.type().equals("application/json");
        JsonNode good = JSON.valueToTree(door.good());
        tries.add(new Try("empty body", new byte[0], door.type(), 400, "body-missing", ""));
        tries.add(new Try("BOM", bytes("\uFEFF" + good), door.type(), 400, "byte-order-mark", ""));
        tries.add(new Try("XML as JSON", bytes("<x>" + MARK + "</x>"), door.type(), 400, "not-json", null));
        tries.add(new Try("XML", bytes("<x>" + MARK + "</x>"), "application/xml", 415, "unsupported-media-type", null));
        tries.add(new Try("JSON as text", bytes(good.toString()), "text/plain", 415, "unsupported-media-type", null));
        tries.add(new Try(
                "cut",
                bytes(good.toString().substring(0, good.toString().length() - 2)),
                door.type(),
                400,
                plain ? "not-json" : null,
                null));
        tries.add(new Try("invalid UTF-8", invalid(good), door.type(), 400, plain ? "not-utf-8" : null, null));
        tries.add(new Try(
                "nesting of 10,000",
                bytes("{\"other\":" + "[".repeat(10_000) + "]".repeat(10_000) + '}'),
                door.type(),
                400,
                plain ? "nested-too-deep" : null,
                null));
        tries.add(new Try(
                "array",
                bytes('[' + good.toString() + ']'),
                door.type(),
                plain ? 400 : 0,
                plain ? "wrong-type" : null,
                plain ? "" : null));
        firstText(good, "").ifPresent(at -> {
            tries.add(new Try(
                    "string of 1 MB",
                    bytes(with(good, at, TextNode.valueOf("x".repeat(1 << 20)))),
                    door.type(),
                    plain ? 413 : 0,
                    plain ? "body-too-large" : null,
                    null));
            if (plain)
                tries.add(new Try(
                        "string of 100 KB",
                        bytes(with(good, at, TextNode.valueOf("x".repeat(100_000)))),
                        door.type(),
                        400,
                        "value-too-long",
                        at));
        });
        if (plain) shapes(door, document, good, tries);
        return tries;
    }

    private static void shapes(Door door, Described document, JsonNode good, List<Try> tries) {
        tries.add(new Try("null", bytes("null"), door.type(), 400, "body-missing", ""));
        tries.add(new Try("the same field twice", bytes(twice(good)), door.type(), 400, "not-json", null));
        var operators = good.deepCopy();
        boolean[] shaped = {false};
        walk(good, "", (at, node) -> {
            if (at.isEmpty()) return;
            JsonNode wrong = node.isTextual() ? JSON.getNodeFactory().numberNode(17) : TextNode.valueOf(MARK);
            tries.add(new Try("wrong type at " + at, bytes(with(good, at, wrong)), door.type(), 400, "wrong-type", at));
            if (!node.isObject())
                tries.add(new Try(
                        "an operator for the value at " + at,
                        bytes(with(good, at, operator())),
                        door.type(),
                        400,
                        "wrong-type",
                        at));
            if (document.required(door, at))
                tries.add(new Try("missing " + at, bytes(without(good, at)), door.type(), 400, "invalid-field", at));
            if (node.isTextual()) {
                put(operators, at, TextNode.valueOf(OPERATOR));
                shaped[0] |= document.hasShape(door, at);
            }
        });
        // Where all text is free these are words like others.
        if (shaped[0])
            tries.add(new Try("operators as strings", bytes(operators.toString()), door.type(), 0, null, null));
    }

    private static ObjectNode operator() {
        return JSON.createObjectNode().put("$gt", "");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] invalid(JsonNode good) {
        byte[] text = bytes(good.toString());
        text[text.length - 2] = (byte) 0xC3;
        return text;
    }

    private static String twice(JsonNode good) {
        var first = good.properties().iterator().next();
        return "{\"" + first.getKey() + "\":" + first.getValue() + ','
                + good.toString().substring(1);
    }

    private static Optional<String> firstText(JsonNode node, String at) {
        if (node.isTextual()) return Optional.of(at);
        var fields = node.isArray()
                ? IntStream.range(0, node.size()).mapToObj(i -> Map.entry(Integer.toString(i), node.get(i)))
                : node.properties().stream().map(e -> Map.entry(e.getKey(), e.getValue()));
        return fields.flatMap(e -> firstText(e.getValue(), at + '/' + e.getKey()).stream())
                .findFirst();
    }

    private static void walk(JsonNode node, String at, BiConsumer<String, JsonNode> each) {
        each.accept(at, node);
        node.properties().forEach(e -> walk(e.getValue(), at + '/' + e.getKey(), each));
        if (node.isArray()) for (int i = 0; i < node.size(); i++) walk(node.get(i), at + '/' + i, each);
    }

    private static String with(JsonNode good, String at, JsonNode value) {
        var copy = good.deepCopy();
        put(copy, at, value);
        return copy.toString();
    }

    private static String without(JsonNode good, String at) {
        var copy = good.deepCopy();
        var pointer = JsonPointer.compile(at);
        ((ObjectNode) copy.at(pointer.head())).remove(pointer.last().getMatchingProperty());
        return copy.toString();
    }

    private static void put(JsonNode root, String at, JsonNode value) {
        var pointer = JsonPointer.compile(at);
        var parent = root.at(pointer.head());
        if (parent instanceof ArrayNode array) array.set(pointer.last().getMatchingIndex(), value);
        else ((ObjectNode) parent).set(pointer.last().getMatchingProperty(), value);
    }
}
