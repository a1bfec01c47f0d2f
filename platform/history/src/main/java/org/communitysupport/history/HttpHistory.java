package org.communitysupport.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** History over HTTP, with the caller's token: the services decide what they get, and write it down. */
public final class HttpHistory implements History {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final Set<Integer> TRY_AGAIN = Set.of(429, 502, 503);
    private static final int TRIES = 6;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<String, URI> addresses;
    private final Supplier<String> token;
    private final String purpose;
    private final boolean open;

    /**
     * @param addresses service → where it serves
     * @param token asked before every request, so that a long export outlives one token
     * @param purpose what it is read for, one word; may be empty when nothing is to be opened
     * @param open whether sealed values are wanted
     */
    public HttpHistory(Map<String, URI> addresses, Supplier<String> token, String purpose, boolean open) {
        this.addresses = new TreeMap<>(addresses);
        this.token = token;
        this.purpose = purpose;
        this.open = open;
    }

    @Override
    public List<String> services() {
        return List.copyOf(addresses.keySet());
    }

    @Override
    public String tenant() {
        return get(services().getFirst(), "/v1/history").path("tenant").asText();
    }

    @Override
    public Ends ends() {
        var all = new HashMap<String, Map<Integer, Long>>();
        for (String service : services()) {
            var lanes = new HashMap<Integer, Long>();
            get(service, "/v1/history")
                    .path("ends")
                    .properties()
                    .forEach(e ->
                            lanes.put(Integer.valueOf(e.getKey()), e.getValue().longValue()));
            all.put(service, lanes);
        }
        return new Ends(all);
    }

    @Override
    public Page lane(String service, int lane, long after, long to) {
        return page(get(service, "/v1/history/lanes/" + lane + "?after=" + after + "&to=" + to + opened()));
    }

    @Override
    public List<Told> about(String service, String key) {
        if (!key.matches("[A-Za-z0-9_-]{1,80}")) return List.of();
        var all = new ArrayList<Told>();
        for (long after = 0; ; ) {
            var page = page(get(service, "/v1/history/keys/" + key + "?after=" + after + opened()));
            if (page.through() == after) return all;
            all.addAll(page.events());
            after = page.through();
        }
    }

    private String opened() {
        return open ? "&open=true" : "";
    }

    private static Page page(JsonNode json) {
        var events = new ArrayList<Told>();
        for (JsonNode event : json.path("events")) events.add(Told.of((ObjectNode) event));
        return new Page(json.path("through").longValue(), events);
    }

    /** A service that restarts or is busy is asked again for half a minute; anything else ends it. */
    private JsonNode get(String service, String path) {
        for (int attempt = 1; ; attempt++) {
            var request = HttpRequest.newBuilder(addresses.get(service).resolve(path))
                    .timeout(Duration.ofSeconds(60))
                    .header("Authorization", "Bearer " + token.get());
            if (!purpose.isEmpty()) request.header("X-Purpose", purpose);
            try {
                var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200) return JSON.readTree(answer.body());
                if (!TRY_AGAIN.contains(answer.statusCode()) || attempt == TRIES) throw refused(service, answer);
            } catch (JsonProcessingException e) {
                throw new NotTold("The service " + service + " answers with what is no JSON.", e);
            } catch (IOException e) {
                if (attempt == TRIES)
                    throw new NotTold(
                            "The service " + service + " does not answer at " + addresses.get(service)
                                    + ": does it run?",
                            e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new NotTold("Interrupted.", e);
            }
            pause(attempt);
        }
    }

    private static NotTold refused(String service, HttpResponse<String> answer) {
        String why = "";
        try {
            why = JSON.readTree(answer.body()).path("detail").asText();
        } catch (JsonProcessingException e) {
            // Not one of our answers; the status says enough.
        }
        return new NotTold("The service " + service + " refuses (" + answer.statusCode() + ")"
                + (why.isEmpty() ? "." : ": " + why + "."));
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(Duration.ofSeconds(attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotTold("Interrupted.", e);
        }
    }
}
