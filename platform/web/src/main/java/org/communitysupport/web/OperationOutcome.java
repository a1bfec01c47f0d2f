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
record OperationOutcome(String resourceType, List<Issue> issue) {
    static final String MEDIA_TYPE = "application/fhir+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param code of the value set issue-type
     * @param diagnostics for us: what to look for in our log
     * @param expression the place, as a pointer into the resource that was sent
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Issue(String severity, String code, Concept details, String diagnostics, List<String> expression) {}

    record Concept(List<Coding> coding, String text) {}

    record Coding(String system, String code) {}

    static OperationOutcome of(String service, Problem problem, String requestId) {
        return new OperationOutcome(
                "OperationOutcome",
                problem.errors().isEmpty()
                        ? List.of(issue(service, problem, problem.getMessage(), requestId, List.of()))
                        : problem.errors().stream()
                                .map(at -> issue(service, problem, at.detail(), requestId, List.of(at.pointer())))
                                .toList());
    }

    private static Issue issue(
            String service, Problem problem, String detail, String requestId, List<String> expression) {
        String rule = problem.rule().isEmpty() ? "" : " (" + problem.rule() + ")";
        return new Issue(
                "error",
                type(problem.status()),
                new Concept(List.of(new Coding("urn:cs:" + service, problem.code())), detail + rule),
                "request " + requestId,
                expression.equals(List.of("")) ? List.of() : expression);
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
