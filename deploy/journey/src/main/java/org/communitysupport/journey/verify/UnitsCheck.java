package org.communitysupport.journey.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Units granted = used + reserved + left for every authorization, folded from the allocations alone and held against the balances that the
 * events state.
 */
final class UnitsCheck {
    private static final Set<String> GRANTS =
            Set.of("PassThroughOpened", "AuthorizationGranted", "AuthorizationPartiallyGranted");

    private record Share(boolean used, Map<String, Integer> byAuthorization) {}

    private record Stated(int granted, int used, int reserved, int left, String at) {}

    private UnitsCheck() {}

    /** @return how many authorizations were checked */
    static int check(List<Logged> eligibility, Differences found) {
        var granted = new TreeMap<String, Integer>();
        var lines = new HashMap<String, Share>();
        var stated = new HashMap<String, Stated>();
        for (var event : eligibility) {
            var json = event.json();
            String line = event.envelope().aggregate() + '#' + json.path("line").asText();
            if (GRANTS.contains(event.name()))
                granted.put(
                        json.path("authorization").asText(), json.path("units").asInt());
            switch (event.name()) {
                case "UnitsCommitted" -> lines.put(line, new Share(true, shares(json)));
                case "UnitsReserved" -> lines.put(line, new Share(false, shares(json)));
                case "UnitsReleased" -> lines.remove(line);
                // A line that got less than it wanted keeps what it got; whether that is used or reserved it has said
                // before.
                case "UnitReservationRejected" -> {
                    boolean used = json.path("state").asText("COMMITTED").equals("COMMITTED");
                    lines.put(line, new Share(used, shares(json)));
                }
                default -> {}
            }
            for (JsonNode b : json.path("balances"))
                stated.put(
                        b.path("authorization").asText(),
                        new Stated(
                                b.path("granted").asInt(),
                                b.path("used").asInt(),
                                b.path("reserved").asInt(),
                                b.path("left").asInt(),
                                event.envelope().eventId()));
        }
        granted.forEach((authorization, units) -> {
            int used = sum(lines, authorization, true);
            int reserved = sum(lines, authorization, false);
            if (used + reserved > units)
                found.add("authorization " + authorization + ": " + used + " used and " + reserved + " reserved of "
                        + units);
            var s = stated.get(authorization);
            if (s == null) return;
            if (s.granted != s.used + s.reserved + s.left)
                found.add(s.at + ": granted " + s.granted + " is not " + s.used + " used + " + s.reserved
                        + " reserved + " + s.left + " left, authorization " + authorization);
            if (s.granted != units || s.used != used || s.reserved != reserved)
                found.add(s.at + " states " + s.granted + '/' + s.used + '/' + s.reserved
                        + " (granted/used/reserved) for authorization " + authorization + ", its lines give " + units
                        + '/' + used + '/' + reserved);
        });
        return granted.size();
    }

    private static int sum(Map<String, Share> lines, String authorization, boolean used) {
        return lines.values().stream()
                .filter(s -> s.used == used)
                .mapToInt(s -> s.byAuthorization.getOrDefault(authorization, 0))
                .sum();
    }

    private static Map<String, Integer> shares(JsonNode event) {
        var shares = new HashMap<String, Integer>();
        for (JsonNode a : event.path("allocations"))
            shares.merge(a.path("authorization").asText(), a.path("units").asInt(), Integer::sum);
        return shares;
    }
}
