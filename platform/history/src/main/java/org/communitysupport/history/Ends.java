package org.communitysupport.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** How far each lane of each service goes: service → lane → seq of a commit, 0 before the first. */
public record Ends(Map<String, Map<Integer, Long>> seqs) {
    private static final ObjectMapper JSON = new ObjectMapper();
    public static final Ends NOTHING = new Ends(Map.of());

    public Ends {
        var copy = new TreeMap<String, Map<Integer, Long>>();
        seqs.forEach((service, lanes) -> copy.put(service, new TreeMap<>(lanes)));
        seqs = copy;
    }

    public long of(String service, int lane) {
        return seqs.getOrDefault(service, Map.of()).getOrDefault(lane, 0L);
    }

    long commits() {
        return seqs.values().stream()
                .flatMap(lanes -> lanes.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    ObjectNode json() {
        var all = JSON.createObjectNode();
        seqs.forEach((service, lanes) -> {
            var one = all.putObject(service);
            lanes.forEach((lane, seq) -> one.put(Integer.toString(lane), seq));
        });
        return all;
    }

    /**
     * As {@link #json} writes them.
     *
     * @throws NotTold when they are no such thing
     */
    static Ends of(JsonNode json, String what) {
        var seqs = new TreeMap<String, Map<Integer, Long>>();
        if (!json.isObject() || json.isEmpty()) throw new NotTold(what + " holds no positions.");
        json.properties().forEach(service -> {
            var lanes = new TreeMap<Integer, Long>();
            service.getValue().properties().forEach(lane -> {
                boolean sound = lane.getKey().matches("\\d|1[0-5]")
                        && lane.getValue().canConvertToLong()
                        && lane.getValue().isIntegralNumber()
                        && lane.getValue().longValue() >= 0;
                if (!sound)
                    throw new NotTold(
                            what + " holds no position at " + service.getKey() + " lane " + lane.getKey() + ".");
                lanes.put(Integer.valueOf(lane.getKey()), lane.getValue().longValue());
            });
            seqs.put(service.getKey(), lanes);
        });
        return new Ends(seqs);
    }
}
