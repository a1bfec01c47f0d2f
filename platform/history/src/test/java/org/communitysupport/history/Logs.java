package org.communitysupport.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Logs of two services in memory, written by hand, read in pages of {@code pageSize} commits. */
final class Logs implements History {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

    private final Map<String, List<Told>> lanes = new TreeMap<>();
    int pageSize = 2;
    /** Lanes whose newest commits the ends do not show yet, as when they were asked for a moment too early. */
    final Map<String, Long> endsEarlier = new HashMap<>();

    /** A commit of one event. @param millis after noon, by the database clock */
    Place stored(String service, int lane, long millis, String type, String subject, Place cause, String data) {
        var events = lanes.computeIfAbsent(service + ':' + lane, l -> new ArrayList<>());
        var place = new Place(service, lane, events.size() + 1, 0);
        var at = NOON.plusMillis(millis);
        ObjectNode json = JSON.createObjectNode()
                .put("id", place.toString())
                .put("source", "/cs/" + service)
                .put("type", service + '.' + type + ".v1")
                .put("subject", subject)
                .put("time", at.toString())
                .put("recordedat", at.toString())
                .put("actor", cause == null ? "u-1" : "reaction:follow");
        if (cause != null) json.put("causation", cause.toString());
        try {
            json.set("data", JSON.readTree(data));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(data, e);
        }
        if (json.path("data").has("person"))
            json.put("person", json.path("data").path("person").asText());
        events.add(Told.of(json));
        return place;
    }

    Place stored(String service, int lane, long millis, Place cause) {
        return stored(service, lane, millis, "Happened", "agency/thing/k" + lane, cause, "{}");
    }

    @Override
    public List<String> services() {
        return List.of("alpha", "beta");
    }

    @Override
    public String tenant() {
        return "agency";
    }

    @Override
    public Ends ends() {
        var all = new TreeMap<String, Map<Integer, Long>>();
        for (String service : services()) {
            var seqs = new TreeMap<Integer, Long>();
            for (int lane = 0; lane < LANES; lane++)
                seqs.put(lane, (long) lane(service, lane).size());
            all.put(service, seqs);
        }
        endsEarlier.forEach((lane, seq) -> all.get(lane.split(":")[0]).put(Integer.valueOf(lane.split(":")[1]), seq));
        endsEarlier.clear();
        return new Ends(all);
    }

    private List<Told> lane(String service, int lane) {
        return lanes.getOrDefault(service + ':' + lane, List.of());
    }

    @Override
    public Page lane(String service, int lane, long after, long to) {
        var all = lane(service, lane);
        long through = Math.min(Math.min(after + pageSize, to), all.size());
        return new Page(through, List.copyOf(all.subList((int) after, (int) Math.max(after, through))));
    }

    @Override
    public List<Told> about(String service, String key) {
        return lanes.values().stream()
                .flatMap(List::stream)
                .filter(t -> t.at().service().equals(service) && t.key().equals(key))
                .toList();
    }
}
