package org.communitysupport.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A "no" on its way out as {@code application/problem+json} (RFC 9457), or as an OperationOutcome to FHIR clients. Throw it anywhere below a resource; {@link Problems} renders it.
 * Nothing in it may be personal: a place is named by its JSON pointer, never by its value.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String rule;
    private final transient List<At> errors;
    private final transient Map<String, String> facts;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    /**
     * @param pointer JSON pointer into the body, or {@code header:If-Match}, {@code query:limit} for what stands elsewhere; a FHIRPath where
     *     the body is FHIR
     * @param code of this place, when it is another than the problem's own; else null
     * @param rule that goes with it; else null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record At(String pointer, String detail, String code, String rule) {
        public At(String pointer, String detail) {
            this(pointer, detail, null, null);
        }
    }

    private Problem(int status, String code, String rule, String detail, List<At> errors, Map<String, String> facts) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.rule = rule;
        this.errors = new ArrayList<>(errors);
        this.facts = new LinkedHashMap<>(facts);
    }

    /** @param code stable, lower-case with hyphens, part of the published contract */
    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, "", detail, List.of(), Map.of());
    }

    /** 400: something at {@code pointer} cannot be read. */
    public static Problem malformed(String code, String pointer, String detail) {
        return of(400, code, detail).at(pointer, detail);
    }

    /** 422: it can be read, but what stands at {@code pointer} cannot be taken. */
    public static Problem content(String code, String rule, String pointer, String detail) {
        return of(422, code, detail).rule(rule).at(pointer, detail);
    }

    /**
     * 404 for a thing that does not exist, belongs to another tenant, or must not be known to the caller: all three read alike. It is
     * written to the audit as a denied try.
     */
    public static Problem notFound(String what) {
        return of(404, "not-found", "There is no such " + what + '.');
    }

    /** 403, written to the audit as a denied try. */
    public static Problem forbidden(String detail) {
        return of(403, "forbidden", detail);
    }

    public Problem rule(String id) {
        var other = new Problem(status, code, id, getMessage(), errors, facts);
        other.headers.putAll(headers);
        return other;
    }

    public Problem at(String pointer, String detail) {
        errors.add(new At(pointer, detail));
        return this;
    }

    /** A fault of its own beside others. */
    public Problem at(At error) {
        errors.add(error);
        return this;
    }

    public Problem facts(Map<String, String> more) {
        facts.putAll(more);
        return this;
    }

    public Problem header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String rule() {
        return rule;
    }

    public List<At> errors() {
        return errors;
    }

    public Map<String, String> facts() {
        return facts;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
