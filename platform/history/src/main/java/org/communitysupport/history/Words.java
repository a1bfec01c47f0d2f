package org.communitysupport.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Events in words, from their published names and fields alone: an event that is added tomorrow reads as well. */
public final class Words {
    private static final Set<String> SAID_ELSEWHERE =
            Set.of("person", "basis", "warnings", "facts", "source", "position", "positions");
    private static final int LONG = 110;
    private static final int MOST_OF_A_LIST = 4;

    private Words() {}

    /** {@code Referral accepted: team t-1, caseload 12, limit 48} */
    public static String headline(Told told) {
        var facts = new ArrayList<String>();
        told.data().properties().forEach(p -> {
            boolean said = SAID_ELSEWHERE.contains(p.getKey()) || p.getKey().endsWith("Hash");
            if (!said) facts.addAll(fact(p.getKey(), p.getValue()));
        });
        String name = told.type().substring(told.type().indexOf('.') + 1).replaceFirst("\\.v\\d+$", "");
        return sentence(name) + (facts.isEmpty() ? "" : ": " + String.join(", ", facts));
    }

    /** Who decided, on what, by which rules of which pack; a line each. */
    static List<String> details(Told told, Map<Place, Told> known) {
        var lines = new ArrayList<String>();
        lines.add("by " + actor(told, known) + "  " + told.at());
        var basis = told.data().path("basis");
        if (basis.isObject()) {
            var rules = new ArrayList<String>();
            basis.path("rules").forEach(rule -> rules.add(rule.asText()));
            lines.add("judged by " + (rules.isEmpty() ? "no rule" : String.join(", ", rules)) + " of pack "
                    + basis.path("pack").asText() + " of "
                    + basis.path("version").asText());
        }
        for (JsonNode fact : told.data().path("facts"))
            lines.add("rests on " + words(fact.path("name").asText()) + ' '
                    + fact.path("value").asText() + "  " + fact.path("position").asText());
        for (JsonNode warning : told.data().path("warnings"))
            lines.add("warned by " + warning.path("rule").asText() + ": "
                    + warning.path("detail").asText());
        return lines;
    }

    private static String actor(Told told, Map<Place, Told> known) {
        String actor = told.actor();
        int colon = actor.indexOf(':');
        if (colon < 0) return actor;
        var cause = told.cause() == null ? null : known.get(told.cause());
        String because = cause == null ? told.cause() == null ? "" : " upon " + told.cause() : " upon " + name(cause);
        return actor.substring(0, colon) + " \"" + actor.substring(colon + 1) + '"' + because;
    }

    private static String name(Told told) {
        return sentence(told.type().substring(told.type().indexOf('.') + 1).replaceFirst("\\.v\\d+$", ""))
                .toLowerCase(Locale.ROOT);
    }

    private static List<String> fact(String name, JsonNode value) {
        if (value.isNull() || value.isBoolean() && !value.booleanValue()) return List.of();
        if (value.isBoolean()) return List.of(words(name));
        if (name.endsWith("Cents") && value.isIntegralNumber())
            return List.of(words(name.substring(0, name.length() - 5)) + ' ' + dollars(value.longValue()));
        if (value.isValueNode()) return List.of(words(name) + ' ' + shortened(value.asText()));
        if (value.isArray()) return list(name, value);
        return List.of(words(name) + ' ' + object(value));
    }

    private static List<String> list(String name, JsonNode list) {
        if (list.isEmpty()) return List.of();
        var parts = new ArrayList<String>();
        for (JsonNode each : list)
            if (parts.size() < MOST_OF_A_LIST) parts.add(each.isValueNode() ? shortened(each.asText()) : object(each));
        String more = list.size() > parts.size() ? " and " + (list.size() - parts.size()) + " more" : "";
        return List.of(words(name) + ' ' + String.join("; ", parts) + more);
    }

    private static String object(JsonNode o) {
        if (o.has("field") && o.path("erased").asBoolean()) return "(erased)";
        if (o.path("withheld").isTextual()) return "(" + o.path("withheld").textValue() + ')';
        if (o.has("field") && o.has("value")) return shortened(o.path("value").toString());
        if (o.path("detail").isTextual())
            return (o.path("rule").asText() + ' ' + o.path("detail").asText()).strip();
        var parts = new ArrayList<String>();
        o.properties().forEach(p -> {
            if (p.getValue().isValueNode()) parts.addAll(fact(p.getKey(), p.getValue()));
        });
        return '(' + shortened(String.join(", ", parts)) + ')';
    }

    private static String shortened(String text) {
        return text.length() <= LONG ? text : text.substring(0, LONG - 1) + '…';
    }

    private static String dollars(long cents) {
        return String.format(
                Locale.ROOT, "%s$%,d.%02d", cents < 0 ? "-" : "", Math.abs(cents) / 100, Math.abs(cents) % 100);
    }

    /** {@code ReferralAccepted} → {@code Referral accepted} */
    private static String sentence(String camel) {
        String words = words(camel);
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String words(String camel) {
        return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
