package org.communitysupport.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.opentelemetry.api.trace.Span;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.Uuid5;

/** Makes the context of a command out of a request. */
@RequestScoped
public class Requests {
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");
    private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");
    private static final Pattern SEEN = Pattern.compile("\"[\\w-]{1,64}\"");
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .addModule(new KernelJson())
            .accessorNaming(new JsonRules.ComponentsOnly())
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    private final Caller caller;
    private final HttpHeaders headers;
    private final UriInfo uri;
    private final InputHash hash;

    Requests(Caller caller, HttpHeaders headers, UriInfo uri, InputHash hash) {
        this.caller = caller;
        this.headers = headers;
        this.uri = uri;
        this.hash = hash;
    }

    /**
     * For what creates something, or adds to it whatever its version. Needs {@code Idempotency-Key}; honours {@code If-Match}.
     *
     * @param route a name that stays the same over versions of the address, e.g. {@code register-staff}: part of the command id
     * @param input the request as read: a record, a map, a string or bytes. Its hash tells a repeat from another request with the same key
     */
    public CommandContext command(String route, Object input) {
        return context(route, input, ifMatch());
    }

    /**
     * As {@link #command(String, Object)} for a caller who does not see our versions: {@code If-Match} is held against the ETag that a read
     * would answer now. One that does not hold is a conflict, unless the request is a repeat.
     *
     * @param tagNow asked only when {@code If-Match} names one; empty when there is nothing yet
     */
    public CommandContext commandOf(String route, Object input, Supplier<Optional<String>> tagNow) {
        String text = headers.getHeaderString(HttpHeaders.IF_MATCH);
        if (text == null || text.trim().equals("*")) return context(route, input, OptionalLong.empty());
        if (!SEEN.matcher(text.trim()).matches())
            throw Problem.malformed(
                    "if-match-malformed",
                    "header:If-Match",
                    "If-Match is not an ETag. Send the one that you read, e.g. \"3\", or *.");
        boolean holds = tagNow.get().map(text.trim()::equals).orElse(false);
        return context(route, input, holds ? OptionalLong.empty() : OptionalLong.of(Long.MAX_VALUE));
    }

    /** For a change of what exists: as {@link #command}, and {@code If-Match} must say which version the caller saw, or {@code *}. */
    public CommandContext change(String route, Object input) {
        if (headers.getHeaderString(HttpHeaders.IF_MATCH) == null)
            throw Problem.of(
                            428,
                            "if-match-missing",
                            "The header If-Match is missing. Send the ETag that you read, or * to change whatever "
                                    + "version is there.")
                    .at("header:If-Match", "missing");
        return context(route, input, ifMatch());
    }

    private CommandContext context(String route, Object input, OptionalLong expected) {
        String key = headers.getHeaderString("Idempotency-Key");
        if (key == null)
            throw Problem.malformed(
                    "idempotency-key-missing",
                    "header:Idempotency-Key",
                    "The header Idempotency-Key is missing. Send one of your own choice per command, and the "
                            + "same one when you repeat it.");
        if (!KEY.matcher(key).matches())
            throw Problem.malformed(
                    "idempotency-key-malformed",
                    "header:Idempotency-Key",
                    "The Idempotency-Key is empty, too long, or has characters other than visible ASCII. "
                            + "Send 1 to 128 of those.");
        UUID id = Uuid5.of(caller.tenant(), caller.key(), route, key);
        String given = headers.getHeaderString("X-Correlation-Id");
        String correlation = given != null && UUID_TEXT.matcher(given).matches() ? given : id.toString();
        return new CommandContext(
                id,
                hash.hex("command-input", route, uri.getPath(), canonical(input)),
                caller.actor(),
                caller.tenant(),
                correlation,
                "",
                expected,
                traceparent());
    }

    private OptionalLong ifMatch() {
        String text = headers.getHeaderString(HttpHeaders.IF_MATCH);
        if (text == null || text.trim().equals("*")) return OptionalLong.empty();
        var tag = TAG.matcher(text.trim());
        if (!tag.matches())
            throw Problem.malformed(
                    "if-match-malformed",
                    "header:If-Match",
                    "If-Match is not an ETag. Send the one that you read, e.g. \"3\", or *.");
        return OptionalLong.of(Long.parseLong(tag.group(1)));
    }

    private static String canonical(Object input) {
        if (input instanceof byte[] bytes) return Base64.getEncoder().encodeToString(bytes);
        try {
            return CANONICAL.writeValueAsString(input);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "the input of a command can be written as JSON: "
                            + input.getClass().getName(),
                    e);
        }
    }

    static String traceparent() {
        var span = Span.current().getSpanContext();
        return span.isValid()
                ? "00-" + span.getTraceId() + '-' + span.getSpanId() + '-'
                        + span.getTraceFlags().asHex()
                : "";
    }
}
