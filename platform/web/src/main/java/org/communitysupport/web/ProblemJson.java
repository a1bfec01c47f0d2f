package org.communitysupport.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/** The body of every answer that is a "no". */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ProblemJson(
        String type,
        String title,
        int status,
        String code,
        String rule,
        String detail,
        String instance,
        String requestId,
        List<Problem.At> errors,
        Map<String, String> facts) {

    static final String MEDIA_TYPE = "application/problem+json";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "The request cannot be read"),
            Map.entry(401, "No valid token"),
            Map.entry(403, "Not allowed"),
            Map.entry(404, "Not found"),
            Map.entry(405, "Method not allowed"),
            Map.entry(406, "Not available in that media type"),
            Map.entry(408, "The request took too long to arrive"),
            Map.entry(409, "The state does not allow it"),
            Map.entry(412, "It has changed since you read it"),
            Map.entry(413, "Too large"),
            Map.entry(415, "This media type is not accepted"),
            Map.entry(422, "The content is not valid"),
            Map.entry(428, "If-Match is missing"),
            Map.entry(429, "Too many requests"),
            Map.entry(500, "The service failed"),
            Map.entry(503, "Not available at the moment"),
            Map.entry(504, "Not yet up to date"));

    static ProblemJson of(String service, Problem problem, String instance, String requestId) {
        return new ProblemJson(
                "urn:cs:" + service + ':' + problem.code(),
                TITLES.getOrDefault(problem.status(), problem.status() < 500 ? "Refused" : "The service failed"),
                problem.status(),
                problem.code(),
                problem.rule(),
                problem.getMessage(),
                instance,
                requestId,
                problem.errors(),
                problem.facts());
    }

    String text() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of strings can always be written", e);
        }
    }
}
