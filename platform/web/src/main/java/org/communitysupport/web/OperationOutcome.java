package org.communitysupport.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * A "no" as FHIR R4 says it ({@code OperationOutcome}), for callers that speak FHIR. One issue for each place, or one without a place.
 *
 * @see <a href="https://hl7.org/fhir/R4/operationoutcome.html">the resource</a>
 */
public record OperationOutcome(String resourceType, List<Issue> issue) {
    static final String MEDIA_TYPE = "application/fhir+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param code of the value set issue-type
     * @param diagnostics for us: what to look for in our log
     * @param location for what does not stand in the body, e.g. {@code http.If-Match}
     * @param expression the place in the resource that was sent, as FHIRPath
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Issue(
            String severity,
            String code,
            Concept details,
            String diagnostics,
            List<String> location,
            List<String> expression) {}

    public record Concept(List<Coding> coding, String text) {}

    public record Coding(String system, String code) {}

    public static OperationOutcome of(String service, Problem problem, String requestId) {
        var places = problem.errors().isEmpty() ? List.of(new Problem.At("", problem.getMessage())) : problem.errors();
        return new OperationOutcome(
                "OperationOutcome",
                places.stream()
                        .map(at -> issue(service, problem, at, requestId))
                        .toList());
    }

    private static Issue issue(String service, Problem problem, Problem.At at, String requestId) {
        String rule = at.rule() == null ? problem.rule() : at.rule();
        String place = path(at.pointer());
        boolean http = place.startsWith("http.");
        return new Issue(
                "error",
                type(problem.status()),
                new Concept(
                        List.of(new Coding("urn:cs:" + service, at.code() == null ? problem.code() : at.code())),
                        at.detail() + (rule.isEmpty() ? "" : " (" + rule + ")")),
                "request " + requestId,
                http ? List.of(place) : List.of(),
                http || place.isEmpty() ? List.of() : List.of(place));
    }

    /** A JSON pointer as FHIRPath; {@code http.} and its name for a header or a parameter, as R4 writes them. */
    private static String path(String pointer) {
        int colon = pointer.indexOf(':');
        if (colon > 0) return "http." + pointer.substring(colon + 1);
        if (!pointer.startsWith("/")) return pointer;
        return pointer.substring(1).replaceAll("/(\\d+)(?=/|$)", "[$1]").replace('/', '.');
    }

    private static String type(int status) {
        return switch (status) {
            case 400 -> "structure";
            case 401 -> "login";
            case 403 -> "forbidden";
            case 404 -> "not-found";
            case 405, 406, 415 -> "not-supported";
            case 409, 422 -> "business-rule";
            case 412 -> "conflict";
            case 413 -> "too-long";
            case 428 -> "required";
            case 429 -> "throttled";
            case 503 -> "transient";
            case 504 -> "timeout";
            default -> status < 500 ? "processing" : "exception";
        };
    }

    String text() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of strings can always be written", e);
        }
    }
}
