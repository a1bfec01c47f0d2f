package org.communitysupport.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** What a service says of itself when it is asked whether it is ready. */
final class Health {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Health() {}

    /** What an operator should look at: its noes, and what it serves in spite of. Empty when it does not answer. */
    static List<String> degraded(URI service) {
        return Http.body(service + "/q/health/ready").map(Health::sentences).orElse(List.of());
    }

    static List<String> sentences(String answer) {
        try {
            var all = new ArrayList<String>();
            for (JsonNode check : JSON.readTree(answer).path("checks"))
                for (var told : check.path("data").properties())
                    if (told.getKey().matches("(degraded\\.)?[0-9]+"))
                        all.add(told.getValue().asText());
            return all;
        } catch (JsonProcessingException e) {
            return List.of("what it says of its health cannot be read");
        }
    }
}
