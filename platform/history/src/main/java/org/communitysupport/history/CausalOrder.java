package org.communitysupport.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The one order in which history is told, over all services and lanes: an event comes after the event that caused it and after all that
 * stands before it on its lane; of the events that may come next, it is the one that was recorded first, and of several of the same
 * millisecond the one whose service, lane, seq and index come first. It follows from the logs and the end alone, so it is the same in every
 * run; what is left out of it changes nothing about the order of the rest.
 *
 * <p>Merges the lanes: what waits for its cause holds up its own lane and no other. Memory: two pages a lane, however long the history.
 */
final class CausalOrder {
    private final List<Lane> lanes;
    private final Map<String, Map<Integer, Lane>> byPlace = new HashMap<>();

    CausalOrder(Collection<Lane> lanes) {
        this.lanes = List.copyOf(lanes);
        this.lanes.forEach(lane ->
                byPlace.computeIfAbsent(lane.service, s -> new HashMap<>()).put(lane.number, lane));
    }

    /** The next event; null when there is none, or when all that are left wait for a cause that lies beyond the end. */
    Told next() {
        Lane first = null;
        for (Lane lane : lanes)
            if (lane.head() != null && (first == null || isBefore(lane.head(), first.head())) && isDue(lane.head()))
                first = lane;
        if (first == null) return null;
        var told = first.head();
        first.next();
        return told;
    }

    private static boolean isBefore(Told one, Told other) {
        int byTime = one.recordedAt().compareTo(other.recordedAt());
        return byTime != 0 ? byTime < 0 : one.at().compareTo(other.at()) < 0;
    }

    /** A cause on a lane that is not read here is nothing to wait for. */
    private boolean isDue(Told told) {
        if (told.cause() == null) return true;
        var lane = byPlace.getOrDefault(told.cause().service(), Map.of())
                .get(told.cause().lane());
        return lane == null || lane.isPast(told.cause());
    }

    /** Those that wait, the first of each lane. */
    List<Told> waiting() {
        var heads = new ArrayList<Told>();
        for (Lane lane : lanes) if (lane.head() != null) heads.add(lane.head());
        return heads;
    }

    Ends told() {
        var through = new HashMap<String, Map<Integer, Long>>();
        byPlace.forEach((service, all) -> {
            var seqs = new HashMap<Integer, Long>();
            all.forEach((number, lane) -> seqs.put(number, lane.toldThrough()));
            through.put(service, seqs);
        });
        return new Ends(through);
    }
}
