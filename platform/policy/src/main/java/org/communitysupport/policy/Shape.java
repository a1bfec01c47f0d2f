package org.communitysupport.policy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What the value of a figure must look like. {@link #fault} says in a sentence what is wrong with one, or gives null. */
public sealed interface Shape {

    String fault(Object value);

    /** A whole number between two limits, both included. */
    record Whole(int min, int max) implements Shape {
        @Override
        public String fault(Object value) {
            return value instanceof Integer n && n >= min && n <= max
                    ? null
                    : "is not a whole number from " + min + " to " + max;
        }
    }

    record Flag() implements Shape {
        @Override
        public String fault(Object value) {
            return value instanceof Boolean ? null : "is not true or false";
        }
    }

    /** @param allowed every text when empty */
    record Text(Set<String> allowed) implements Shape {
        @Override
        public String fault(Object value) {
            if (!(value instanceof String text) || text.isBlank()) return "is not a text";
            return allowed.isEmpty() || allowed.contains(text) ? null : "is none of " + allowed;
        }
    }

    record TimeZone() implements Shape {
        @Override
        public String fault(Object value) {
            try {
                ZoneId.of(String.valueOf(value));
                return null;
            } catch (DateTimeException e) {
                return "is not a time zone";
            }
        }
    }

    record Regex() implements Shape {
        @Override
        public String fault(Object value) {
            try {
                Pattern.compile(String.valueOf(value));
                return null;
            } catch (PatternSyntaxException e) {
                return "is not a regular expression";
            }
        }
    }

    record Day() implements Shape {
        @Override
        public String fault(Object value) {
            try {
                LocalDate.parse(String.valueOf(value));
                return null;
            } catch (DateTimeException e) {
                return "is not a date";
            }
        }
    }

    /** A list of at least one value. */
    record ListOf(Shape each) implements Shape {
        @Override
        public String fault(Object value) {
            if (!(value instanceof List<?> list) || list.isEmpty()) return "is not a list with at least one entry";
            for (int i = 0; i < list.size(); i++) {
                String fault = each.fault(list.get(i));
                if (fault != null) return "entry " + (i + 1) + ": " + fault;
            }
            return null;
        }
    }

    /** A map from free keys (roles, codes, places) to values of one shape. */
    record MapOf(Shape each) implements Shape {
        @Override
        public String fault(Object value) {
            if (!(value instanceof Map<?, ?> map) || map.isEmpty()) return "is not a map with at least one entry";
            for (var entry : map.entrySet()) {
                String fault = each.fault(entry.getValue());
                if (fault != null) return entry.getKey() + ": " + fault;
            }
            return null;
        }
    }

    /**
     * A map whose parts have names.
     *
     * @param others the shape of parts with any other name; null when there are none
     */
    record Parts(Map<String, Shape> required, Map<String, Shape> optional, Shape others) implements Shape {
        @Override
        public String fault(Object value) {
            if (!(value instanceof Map<?, ?> map)) return "is not a map";
            for (String name : required.keySet()) if (map.get(name) == null) return "has no " + name;
            for (var entry : map.entrySet()) {
                var shape = required.getOrDefault(entry.getKey(), optional.getOrDefault(entry.getKey(), others));
                if (shape == null) return "has an unknown part " + entry.getKey();
                // A part that nobody confirmed is written as null.
                String fault = entry.getValue() == null ? null : shape.fault(entry.getValue());
                if (fault != null) return entry.getKey() + ": " + fault;
            }
            return null;
        }
    }

    static Shape whole(int min, int max) {
        return new Whole(min, max);
    }

    static Shape text(String... allowed) {
        return new Text(Set.of(allowed));
    }

    static Shape texts() {
        return new ListOf(text());
    }

    /** A list of dated entries: from that day on, this holds. */
    static Shape dated(Map<String, Shape> parts, Shape others) {
        var required = new HashMap<>(parts);
        required.put("from", new Day());
        return new ListOf(new Parts(Map.copyOf(required), Map.of(), others));
    }
}
