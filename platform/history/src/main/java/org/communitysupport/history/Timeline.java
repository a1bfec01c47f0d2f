package org.communitysupport.history;

import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The history of a person, or of one thing of theirs (a referral, a claim), for reading: when, what, who decided, by which rule and pack. */
public final class Timeline {
    private final String id;
    private final String title;
    private final List<Told> events;

    private Timeline(String id, String title, List<Told> events) {
        this.id = id;
        this.title = title;
        this.events = events;
    }

    /**
     * @param id as users have it: of a person, of a referral, of a claim ({@code <person>.<date>-<n>}), of anything else that has a history
     * @throws NotTold when nothing is recorded under it
     */
    public static Timeline of(History history, String id) {
        int dot = id.indexOf('.');
        String key = dot < 0 ? id : id.substring(0, dot);
        var under = new ArrayList<Told>();
        for (String service : history.services()) under.addAll(history.about(service, key));
        if (under.isEmpty()) throw unknown(id);
        String person = personOf(key, under);
        var all = person.isEmpty() ? under : PersonStreams.of(history, person).events();
        if (dot < 0) return new Timeline(id, person.isEmpty() ? id : "person " + person, inOrder(all));
        var related = Related.to(id, all);
        if (related.isEmpty()) throw unknown(id);
        return new Timeline(id, id + ": what led to it and what came after; * names it", inOrder(related));
    }

    private static NotTold unknown(String id) {
        return new NotTold("Nothing is recorded under " + id + " for this agency.");
    }

    private static String personOf(String key, List<Told> under) {
        if (under.stream().anyMatch(t -> t.person().equals(key))) return key;
        var named = under.stream().map(Told::person).filter(p -> !p.isEmpty()).toList();
        return !named.isEmpty() && PersonStreams.isOf(named.getLast(), under) ? named.getLast() : "";
    }

    private static List<Told> inOrder(List<Told> events) {
        var lanes = new TreeMap<String, List<Told>>();
        for (Told told : events)
            lanes.computeIfAbsent(told.at().service() + ':' + told.at().lane(), l -> new ArrayList<>())
                    .add(told);
        var order = new CausalOrder(lanes.values().stream()
                .map(lane -> Lane.of(
                        lane.getFirst().at().service(),
                        lane.getFirst().at().lane(),
                        lane.stream().sorted((a, b) -> a.at().compareTo(b.at())).toList()))
                .toList());
        var sorted = new ArrayList<Told>();
        for (var told = order.next(); told != null; told = order.next()) sorted.add(told);
        return sorted;
    }

    /** In the order of {@link CausalOrder}. */
    public List<Told> events() {
        return events;
    }

    /** @param zone in which times of the business clock are written */
    public void print(PrintStream out, ZoneId zone) {
        var when = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(zone);
        out.println(title + " (" + events.size() + " events, times in " + zone + ")");
        Map<Place, Told> known = new HashMap<>();
        for (Told told : events) {
            known.put(told.at(), told);
            out.printf(
                    "%s %s  %-12s %s%n",
                    id.contains(".") && Related.names(told, id) ? "*" : " ",
                    when.format(told.happenedAt()),
                    told.at().service(),
                    Words.headline(told));
            for (String line : Words.details(told, known)) out.println("                      " + line);
        }
    }
}
