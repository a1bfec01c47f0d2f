package org.communitysupport.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.UUID;

/**
 * A command that was sent once, and what came of it: a line of the history.
 *
 * @param round in which it was sent; 0 before the first
 * @param route the address's lasting name
 * @param tenant as the token says
 * @param client as the token says: {@code azp}, and {@code /sub} for a person
 * @param key the Idempotency-Key
 * @param input SHA-256 of path and body: the same for a true repeat
 * @param sentAt microseconds since 1970
 * @param endedAt when the answer was there, or the failure
 * @param status 0 when nothing came back
 * @param failure what came instead of an answer; empty with one
 * @param position Cs-Position, or empty
 * @param etag ETag, or empty
 * @param body the answer's JSON; the invented person of a command is not in its answer
 */
record Attempt(
        int round,
        String service,
        String route,
        String tenant,
        String client,
        String key,
        String input,
        long sentAt,
        long endedAt,
        int status,
        String failure,
        String position,
        String etag,
        String body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A definite answer: what is not one is sent again. */
    boolean answered() {
        return isAnswer(status);
    }

    static boolean isAnswer(int status) {
        return status > 0 && status < 500 && status != 429;
    }

    /** Nobody took the connection: the command was never with anybody. */
    boolean foundNobody() {
        return failure.equals("ConnectException");
    }

    boolean acknowledged() {
        return status / 100 == 2;
    }

    /** By the published rule: the answer names no event, or says of a resent referral that it is unchanged. Nothing is stored then. */
    boolean hadNothingToDo() {
        JsonNode body = json();
        return body.path("events").isArray() && body.path("events").isEmpty()
                || body.path("outcome").asText().equals("UNCHANGED");
    }

    JsonNode json() {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    UUID commandId() {
        return CommandId.of(tenant, client, route, key);
    }

    /** For a sentence about it. */
    String name() {
        return route + " with Idempotency-Key " + key + " at " + service + " (round " + round + ")";
    }
}
