package org.communitysupport.web;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The query parameters that a resource method takes, as its signature declares them: name, type, whether it may be repeated. What
 * {@link Paging} reads is taken by every method of a resource that has one.
 *
 * @param lenient FHIR search ignores what it does not know, so a door that speaks FHIR judges its parameters itself
 */
record Asked(Map<String, Taken> taken, boolean lenient) {

    /** @param pattern null where any word will do */
    record Taken(Class<?> type, boolean many, String pattern) {}

    static Asked of(Method method) {
        var taken = new TreeMap<String, Taken>();
        for (var parameter : method.getParameters()) {
            var name = parameter.getAnnotation(QueryParam.class);
            if (name != null) taken.put(name.value(), taken(parameter));
        }
        paging(method, taken);
        return new Asked(taken, speaksFhir(method));
    }

    private static void paging(Method method, Map<String, Taken> taken) {
        boolean pages = method.getReturnType() == Paging.Items.class && !taken.containsKey("limit");
        boolean waits = Arrays.stream(method.getDeclaringClass().getDeclaredFields())
                .anyMatch(field -> field.getType() == Paging.class);
        var word = new Taken(String.class, false, null);
        if (waits) taken.putIfAbsent("after", new Taken(String.class, true, null));
        if (waits && pages) for (String name : new String[] {"limit", "cursor", "sort"}) taken.putIfAbsent(name, word);
    }

    private static Taken taken(Parameter parameter) {
        boolean many = Collection.class.isAssignableFrom(parameter.getType());
        Class<?> type = many
                ? (Class<?>) ((ParameterizedType) parameter.getParameterizedType()).getActualTypeArguments()[0]
                : parameter.getType();
        var pattern = parameter.getAnnotation(Pattern.class);
        return new Taken(type, many, pattern == null ? null : pattern.regexp());
    }

    private static boolean speaksFhir(Method method) {
        return Stream.of(
                        method.getAnnotation(Produces.class),
                        method.getDeclaringClass().getAnnotation(Produces.class))
                .anyMatch(p -> p != null && Arrays.asList(p.value()).contains(OperationOutcome.MEDIA_TYPE));
    }

    /** What was meant, or null where any text will do. */
    static Comparable<?> read(String name, Taken taken, String text) {
        if (text.isEmpty()) throw refused(name, "has no value; leave the parameter out to ask for all");
        if (taken.pattern() != null && !text.matches(taken.pattern()))
            throw refused(name, "is none of the values that this parameter takes: " + taken.pattern());
        var type = taken.type();
        if (type.isEnum()) return constant(name, type, text);
        if (type == boolean.class || type == Boolean.class) {
            if (!text.equals("true") && !text.equals("false")) throw refused(name, "is true or false");
            return null;
        }
        try {
            if (type == LocalDate.class) return LocalDate.parse(text);
            if (type == Instant.class) return Instant.parse(text);
            if (type == int.class || type == Integer.class) return Integer.valueOf(text);
            if (type == long.class || type == Long.class) return Long.valueOf(text);
            return null;
        } catch (DateTimeParseException e) {
            throw refused(
                    name,
                    type == LocalDate.class
                            ? "is a date and reads like 2024-03-01"
                            : "is a time and reads like 2024-03-01T20:40:00Z");
        } catch (NumberFormatException e) {
            throw refused(name, "is a whole number");
        }
    }

    private static Comparable<?> constant(String name, Class<?> type, String text) {
        for (var constant : type.getEnumConstants())
            if (((Enum<?>) constant).name().equals(text)) return (Enum<?>) constant;
        throw refused(
                name,
                "takes one of these values: "
                        + Arrays.stream(type.getEnumConstants())
                                .map(c -> ((Enum<?>) c).name())
                                .collect(Collectors.joining(", ")));
    }

    static Problem refused(String name, String what) {
        return Problem.malformed("invalid-parameter", "query:" + name, "The parameter " + name + ' ' + what + '.');
    }
}
