package org.communitysupport.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One event as a service tells it.
 *
 * @param at where it stands
 * @param recordedAt database clock at its commit
 * @param cause the event that directly caused it; null when a request or a clock did
 * @param person whom it names as the one it is about; empty when nobody
 * @param json the whole CloudEvent
 */
public record Told(Place at, Instant recordedAt, Place cause, String person, ObjectNode json) {

    /** From a CloudEvent in structured mode. */
    public static Told of(ObjectNode json) {
        String cause = json.path("causation").asText();
        return new Told(
                Place.parse(json.path("id").asText()),
                Instant.parse(json.path("recordedat").asText()),
                Place.isPlace(cause) ? Place.parse(cause) : null,
                json.path("person").asText(),
                json);
    }

    /** Published name with its version, e.g. {@code referral.ReferralReceived.v1}. */
    public String type() {
        return json.path("type").asText();
    }

    /** {@code tenant/type/key[/local]} of the aggregate. */
    public String subject() {
        return json.path("subject").asText();
    }

    /** What the aggregate's lane follows from: a person's id, a referral's, a team's. */
    public String key() {
        return subject().split("/", -1)[2];
    }

    public String actor() {
        return json.path("actor").asText();
    }

    public Instant happenedAt() {
        return Instant.parse(json.path("time").asText());
    }

    public JsonNode data() {
        return json.path("data");
    }
}
