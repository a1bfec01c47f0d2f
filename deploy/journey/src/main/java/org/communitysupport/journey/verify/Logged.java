package org.communitysupport.journey.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.communitysupport.kernel.Envelope;

/** One event as it stands in a log. */
record Logged(Envelope envelope, String data) {
    private static final ObjectMapper JSON = new ObjectMapper();

    JsonNode json() {
        try {
            return JSON.readTree(data);
        } catch (JsonProcessingException e) {
            throw new Difference(envelope.eventId() + " holds no JSON", e);
        }
    }

    /** Without the service in front. */
    String name() {
        return envelope.type().substring(envelope.type().indexOf('.') + 1);
    }
}
