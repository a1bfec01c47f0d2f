package org.communitysupport.testkit.contract;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.communitysupport.kernel.Money;
import org.communitysupport.kernel.Personal;

/** From an event record to its JSON Schema and to one sample of it. */
final class Shapes {
    private static final String PERSON = "p0123456789abcdef0123456789abcdef";

    private Shapes() {}

    /** A schema (draft 2020-12). Every component is present; references may be null; more fields may come in later versions. */
    static Map<String, Object> schema(String title, Class<?> event) {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", title);
        schema.putAll(ofRecord(event));
        return schema;
    }

    private static Map<String, Object> ofRecord(Class<?> type) {
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        for (RecordComponent c : type.getRecordComponents()) {
            properties.put(c.getName(), of(c.getGenericType()));
            if (c.getType().isPrimitive()) required.add(c.getName());
        }
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) schema.put("required", required);
        return schema;
    }

    private static Map<String, Object> of(Type type) {
        if (type instanceof ParameterizedType p) {
            var raw = (Class<?>) p.getRawType();
            if (raw == Personal.class) return personal();
            if (List.class.isAssignableFrom(raw))
                return nullable(
                        new LinkedHashMap<>(Map.of("type", "array", "items", of(p.getActualTypeArguments()[0]))),
                        "array");
            if (Map.class.isAssignableFrom(raw))
                return nullable(
                        new LinkedHashMap<>(
                                Map.of("type", "object", "additionalProperties", of(p.getActualTypeArguments()[1]))),
                        "object");
            throw new IllegalStateException("no schema for " + type);
        }
        var c = (Class<?>) type;
        if (c == int.class || c == long.class) return map("type", "integer");
        if (c == boolean.class) return map("type", "boolean");
        if (c == Integer.class || c == Long.class || c == Money.class) return map("type", List.of("integer", "null"));
        if (c == Boolean.class) return map("type", List.of("boolean", "null"));
        if (c == String.class || c == LocalTime.class) return map("type", List.of("string", "null"));
        if (c == LocalDate.class) return map("type", List.of("string", "null"), "format", "date");
        if (c == Instant.class) return map("type", List.of("string", "null"), "format", "date-time");
        if (c.isEnum()) {
            var values = new ArrayList<Object>(Arrays.stream(c.getEnumConstants())
                    .map(v -> ((Enum<?>) v).name())
                    .toList());
            values.add(null);
            return map("enum", values);
        }
        if (c.isRecord()) return nullable(ofRecord(c), "object");
        throw new IllegalStateException("no schema for " + type);
    }

    private static Map<String, Object> personal() {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("description", "a personal value, sealed under the person's key, or erased");
        schema.put("type", List.of("object", "null"));
        schema.put(
                "properties",
                map(
                        "person",
                        map("type", "string"),
                        "field",
                        map("type", "string"),
                        "sealed",
                        map("type", "string"),
                        "erased",
                        map("type", "boolean")));
        schema.put("required", List.of("person", "field"));
        schema.put("additionalProperties", false);
        return schema;
    }

    private static Map<String, Object> nullable(Map<String, Object> schema, String type) {
        schema.put("type", List.of(type, "null"));
        return schema;
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        return map;
    }

    /** One instance with every component filled, the same at every call. */
    static Object sample(Class<?> record) {
        var components = record.getRecordComponents();
        var values = new Object[components.length];
        var types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(components[i].getName(), components[i].getGenericType());
        }
        try {
            var constructor = record.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no sample of " + record.getName() + ": " + e.getCause(), e);
        }
    }

    private static Object value(String name, Type type) {
        if (type instanceof ParameterizedType p) {
            var raw = (Class<?>) p.getRawType();
            if (raw == Personal.class) return Personal.sealed(PERSON, name, "c2VhbGVk");
            if (List.class.isAssignableFrom(raw)) return List.of(value(name, p.getActualTypeArguments()[0]));
            return Map.of("key", value(name, p.getActualTypeArguments()[1]));
        }
        var c = (Class<?>) type;
        if (c == int.class || c == Integer.class) return 3;
        if (c == long.class || c == Long.class) return 4200L;
        if (c == boolean.class || c == Boolean.class) return true;
        if (c == Money.class) return Money.ofCents(4200);
        if (c == LocalDate.class) return LocalDate.parse("2026-11-23");
        if (c == LocalTime.class) return LocalTime.parse("15:40");
        if (c == Instant.class) return Instant.parse("2026-11-23T20:40:00Z");
        if (c == String.class) return text(name);
        if (c.isEnum()) return c.getEnumConstants()[0];
        return sample(c);
    }

    private static String text(String name) {
        return switch (name) {
            case "person" -> PERSON;
            case "referral" -> "r0123456789abcdef0123456789abcdef";
            case "episode" -> "e0123456789abcdef0123456789abcdef";
            case "encounter" -> "n0123456789abcdef0123456789abcdef";
            case "authorization" -> "a0123456789abcdef0123456789abcdef";
            case "claim" -> PERSON + ".2026-11-23-1";
            case "program" -> "US-NC.CST";
            case "payer" -> "northfork";
            case "team" -> "team-east";
            case "staff" -> "s-rivera";
            case "code" -> "H2015";
            case "modifiers" -> "HT";
            case "zone" -> "America/New_York";
            case "npi", "staffNpi", "referrerNpi" -> "1234567893";
            default -> name;
        };
    }
}
