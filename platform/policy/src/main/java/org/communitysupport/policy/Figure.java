package org.communitysupport.policy;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * One value of a pack, with where it comes from and what happens when it is not met.
 *
 * @param key what it is
 * @param value scalar, list or map as YAML has it; null when nobody confirmed one
 * @param enforcement what a breach leads to; a figure without a value is off
 * @param confidence how sure we are: an unconfirmed figure never rejects
 * @param source tag of the source table in the domain reference, or a sentence
 */
public record Figure(FigureKey key, Object value, Enforcement enforcement, Confidence confidence, String source) {

    /** What a breach leads to. */
    public enum Enforcement {
        REJECT,
        WARN,
        OFF
    }

    /** How a figure was found. {@code ILLUSTRATIVE} marks the packs of fictional payers: they are their own authority. */
    public enum Confidence {
        CONFIRMED,
        CONFIRMED_OLD,
        SECONDARY,
        UNCONFIRMED,
        ILLUSTRATIVE
    }

    public boolean rejects() {
        return value != null && enforcement == Enforcement.REJECT;
    }

    public boolean isOff() {
        return value == null || enforcement == Enforcement.OFF;
    }

    public int asInt() {
        if (value instanceof Number n) return n.intValue();
        throw wrong("a whole number");
    }

    public boolean asBoolean() {
        if (value instanceof Boolean b) return b;
        throw wrong("true or false");
    }

    public String asText() {
        if (value instanceof String || value instanceof Number) return value.toString();
        throw wrong("a text");
    }

    public List<String> asTexts() {
        if (value instanceof List<?> list)
            return list.stream().map(String::valueOf).toList();
        throw wrong("a list");
    }

    /** A list of maps, e.g. the authorization ladder. */
    @SuppressWarnings("unchecked") // YAML maps have string keys; the loader checked it
    public List<Map<String, Object>> asMaps() {
        if (value instanceof List<?> list && list.stream().allMatch(Map.class::isInstance))
            return (List<Map<String, Object>>) list;
        throw wrong("a list of maps");
    }

    @SuppressWarnings("unchecked") // YAML maps have string keys; the loader checked it
    public Map<String, Object> asMap() {
        if (value instanceof Map<?, ?> map) return (Map<String, Object>) map;
        throw wrong("a map");
    }

    /**
     * Of a list of maps with a {@code from} date: the newest entry that has begun on the given day. That is how clocks that changed over
     * time are written.
     */
    public Map<String, Object> on(LocalDate day) {
        return asMaps().stream()
                .filter(entry -> !from(entry).isAfter(day))
                .max(Comparator.comparing(Figure::from))
                .orElseThrow(() -> new IllegalStateException(key + " has no entry for " + day));
    }

    private static LocalDate from(Map<String, Object> entry) {
        return LocalDate.parse(entry.get("from").toString());
    }

    private IllegalStateException wrong(String wanted) {
        return new IllegalStateException("figure " + key + " is not " + wanted);
    }
}
