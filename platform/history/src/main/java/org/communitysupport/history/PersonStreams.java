package org.communitysupport.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which streams are one person's: those under the person's own id, and those that led to them (a referral is received before anybody knows
 * whose it is). A stream that led to them is the person's when every event in it that names somebody names this person, or somebody whom a
 * later event of the stream says to be this person; a worker's day or a team, which have many, are nobody's.
 */
final class PersonStreams {
    private final History history;
    private final Map<Place, Told> events = new TreeMap<>();
    private final Set<String> keys = new TreeSet<>();
    private final Set<String> strangers = new HashSet<>();

    private PersonStreams(History history) {
        this.history = history;
    }

    static PersonStreams of(History history, String person) {
        var found = new PersonStreams(history);
        found.take(person, person);
        return found;
    }

    /** Empty when nobody ever recorded anything under the id. */
    List<Told> events() {
        return new ArrayList<>(events.values());
    }

    Set<String> keys() {
        return keys;
    }

    private void take(String key, String person) {
        keys.add(key);
        var open = new ArrayDeque<Told>();
        for (String service : history.services()) open.addAll(added(history.about(service, key)));
        while (!open.isEmpty()) {
            var cause = open.remove().cause();
            if (cause == null || events.containsKey(cause)) continue;
            var page = history.lane(cause.service(), cause.lane(), cause.seq() - 1, cause.seq());
            for (Told told : page.events())
                if (told.at().equals(cause) && !keys.contains(told.key()) && !strangers.contains(told.key()))
                    open.addAll(streamOf(told, person));
        }
    }

    private List<Told> streamOf(Told told, String person) {
        var stream = history.about(told.at().service(), told.key());
        if (!isOf(person, stream)) {
            strangers.add(told.key());
            return List.of();
        }
        keys.add(told.key());
        var all = new ArrayList<>(added(stream));
        for (String service : history.services())
            if (!service.equals(told.at().service())) all.addAll(added(history.about(service, told.key())));
        return all;
    }

    private List<Told> added(List<Told> more) {
        more.forEach(told -> events.put(told.at(), told));
        return more;
    }

    static boolean isOf(String person, List<Told> stream) {
        var same = new HashSet<>(Set.of(person));
        boolean named = false;
        for (Told told : stream.reversed()) {
            if (told.person().isEmpty()) continue;
            if (!same.contains(told.person())) return false;
            named = true;
            told.data().properties().forEach(p -> {
                if (p.getValue().isTextual()) same.add(p.getValue().textValue());
            });
        }
        return named;
    }
}
