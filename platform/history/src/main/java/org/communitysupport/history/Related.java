package org.communitysupport.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What of a person's history concerns one thing of theirs, e.g. a claim: the events that name it, all that caused them or that they say they
 * rest on, and whatever does not name another thing of the same kinds (another claim, another date, another episode).
 */
final class Related {
    /** The ids of the house, and days; what else stands in an event tells nothing apart. */
    private static final String THING = "[a-z][0-9a-f]{32}(\\..+)?|\\d{4}-\\d{2}-\\d{2}";

    private final Map<Place, Told> all = new TreeMap<>();
    private final Set<Place> naming = new HashSet<>();
    private final Map<String, Set<String>> kinds = new HashMap<>();

    private Related(List<Told> events, String id) {
        for (Told told : events) {
            all.put(told.at(), told);
            if (names(told, id)) naming.add(told.at());
        }
        naming.forEach(place -> things(all.get(place))
                .forEach((kind, value) ->
                        kinds.computeIfAbsent(kind, k -> new HashSet<>()).add(value)));
        // A kind of which the events that name it name several does not tell them from the rest.
        kinds.values().removeIf(values -> values.size() > 1);
    }

    /** @param id as in addresses: {@code key.local}; the result is empty when nothing names it */
    static List<Told> to(String id, List<Told> events) {
        var related = new Related(events, id);
        return related.naming.isEmpty() ? List.of() : related.chosen();
    }

    static boolean names(Told told, String id) {
        String subject = told.subject();
        if (subject.substring(subject.indexOf('/', subject.indexOf('/') + 1) + 1)
                .replace('/', '.')
                .equals(id)) return true;
        for (JsonNode value : told.data())
            if (value.isTextual() && value.textValue().equals(id)) return true;
        return false;
    }

    private List<Told> chosen() {
        var past = past();
        var undecided = new HashMap<String, List<Told>>();
        var streams = new HashMap<String, Boolean>();
        var chosen = new TreeMap<Place, Told>();
        for (Told told : all.values()) {
            var things = things(told);
            things.keySet().retainAll(kinds.keySet());
            things.remove("person");
            boolean same = things.entrySet().stream()
                    .allMatch(e -> kinds.get(e.getKey()).contains(e.getValue()));
            if (past.contains(told.at()) || !things.isEmpty() && same) chosen.put(told.at(), told);
            if (things.isEmpty())
                undecided
                        .computeIfAbsent(told.subject(), s -> new ArrayList<>())
                        .add(told);
            else streams.merge(told.subject(), same, Boolean::logicalOr);
        }
        // What names nothing goes with its stream.
        undecided.forEach((stream, events) -> {
            if (streams.getOrDefault(stream, true)) events.forEach(told -> chosen.put(told.at(), told));
        });
        return List.copyOf(chosen.values());
    }

    private Set<Place> past() {
        var past = new HashSet<>(naming);
        var open = new ArrayDeque<>(naming);
        while (!open.isEmpty())
            before(all.get(open.remove()), place -> {
                if (all.containsKey(place) && past.add(place)) open.add(place);
            });
        return past;
    }

    private static void before(Told told, Consumer<Place> each) {
        if (told.cause() != null) each.accept(told.cause());
        references(told.data(), each);
    }

    private static void references(JsonNode node, Consumer<Place> each) {
        if (node.isTextual() && Place.isPlace(node.textValue())) each.accept(Place.parse(node.textValue()));
        node.forEach(child -> references(child, each));
    }

    private static Map<String, String> things(Told told) {
        var things = new HashMap<String, String>();
        told.data().properties().forEach(p -> {
            boolean day = p.getKey().equals("date");
            if (p.getValue().isTextual()
                    && p.getValue().textValue().matches(THING)
                    && (day || !p.getValue().textValue().matches("\\d.*")))
                things.put(p.getKey(), p.getValue().textValue());
        });
        return things;
    }
}
