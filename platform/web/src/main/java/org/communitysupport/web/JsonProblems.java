package org.communitysupport.web;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.validation.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Jackson's complaints in our words. Jackson quotes the value it stumbled over; we name its place only. */
final class JsonProblems {
    private static final String MISSING = "is missing";

    private JsonProblems() {}

    static Problem of(JsonProcessingException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) return problem;
            if (cause instanceof StreamConstraintsException limit) return tooMuch(limit, place(e));
            if (cause instanceof JsonParseException syntax) return syntax(syntax, place(e));
        }
        String pointer = place(e);
        if (isMissing(e)) return placed("invalid-field", pointer, MISSING);
        return placed("wrong-type", pointer, detail(e));
    }

    private static Problem placed(String code, String pointer, String what) {
        return Problem.of(400, code, "The field " + what + '.').at(pointer, what);
    }

    /** A number or flag that is due and was left out, or is null. */
    private static boolean isMissing(JsonProcessingException e) {
        return e instanceof MismatchedInputException mismatch
                && mismatch.getTargetType() != null
                && mismatch.getTargetType().isPrimitive()
                && String.valueOf(mismatch.getOriginalMessage()).startsWith("Cannot map `null`");
    }

    private static Problem tooMuch(StreamConstraintsException e, String pointer) {
        boolean depth = String.valueOf(e.getOriginalMessage()).contains("nesting depth");
        return depth
                ? Problem.malformed(
                        "nested-too-deep",
                        pointer,
                        "The body is nested too deep; it may have " + JsonRules.NESTING + " levels.")
                : Problem.malformed(
                        "value-too-long",
                        pointer,
                        "A value is too long; a string may have " + JsonRules.STRING + " characters, a number 64.");
    }

    private static Problem syntax(JsonParseException e, String pointer) {
        var at = e.getLocation();
        String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        String what = String.valueOf(e.getOriginalMessage()).startsWith("Duplicate field")
                ? "The body has the same field twice" + where + '.'
                : "The body is not JSON" + where + '.';
        String place = pointer.isEmpty() && e.getProcessor() != null ? pointer(e.getProcessor()) : pointer;
        return Problem.malformed("not-json", place, what);
    }

    private static String pointer(JsonParser parser) {
        return parser.getParsingContext().pathAsPointer().toString();
    }

    private static String place(JsonProcessingException e) {
        if (!(e instanceof JsonMappingException mapping)) return "";
        return mapping.getPath().stream()
                .map(ref -> ref.getFieldName() != null ? escape(ref.getFieldName()) : Integer.toString(ref.getIndex()))
                .map(step -> '/' + step)
                .collect(Collectors.joining());
    }

    private static String detail(JsonProcessingException e) {
        if (e instanceof InvalidFormatException format && format.getTargetType() != null)
            return "is not " + expected(format.getTargetType());
        if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null)
            return "should be " + expected(mismatch.getTargetType());
        return "cannot be read as the type in the API description";
    }

    private static String expected(Class<?> type) {
        if (type.isEnum())
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(Object::toString)
                            .collect(Collectors.joining(", "));
        if (type == LocalDate.class) return "a date, e.g. 2025-01-31";
        if (type == Instant.class) return "a moment in UTC, e.g. 2025-01-31T14:05:00Z";
        if (type == OffsetDateTime.class) return "a moment with its offset, e.g. 2025-01-31T14:05:00-05:00";
        if (type == String.class) return "a string";
        if (type == boolean.class || type == Boolean.class) return "true or false";
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) return "a number (" + type.getSimpleName() + ")";
        if (Iterable.class.isAssignableFrom(type) || type.isArray()) return "an array";
        if (type.isRecord() || java.util.Map.class.isAssignableFrom(type)) return "an object";
        return "a " + type.getSimpleName();
    }

    /** A validator's path as a JSON pointer. */
    static String pointer(Path path) {
        var text = new StringBuilder();
        for (Path.Node node : path) {
            if (node.getIndex() != null) text.append('/').append(node.getIndex());
            else if (node.getKey() != null)
                text.append('/').append(escape(node.getKey().toString()));
            String name = node.getName();
            if (name != null && !name.isEmpty() && !name.startsWith("<"))
                text.append('/').append(escape(name));
        }
        return text.toString();
    }

    static String escape(String step) {
        return step.replace("~", "~0").replace("/", "~1");
    }
}
