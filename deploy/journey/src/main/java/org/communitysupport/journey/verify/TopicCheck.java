package org.communitysupport.journey.verify;

import java.util.HashMap;
import java.util.List;

/** Every event of the log stands on its topic, in order; a repeat is allowed, a gap never, and nothing is there that the log does not know. */
final class TopicCheck {

    /** A record of the topic as it came. */
    record Record(int lane, long seq, int index, String commitHash, String data) {}

    private record Place(int lane, long seq, int index) {}

    private TopicCheck() {}

    /**
     * @param log all events of a service, lane by lane, in order
     * @param topic all records of its topic, in partition order
     * @return how many records were repeats
     */
    static int check(String service, List<Logged> log, List<Record> topic, Differences found) {
        var byPlace = new HashMap<Place, Logged>();
        var expected = new HashMap<Integer, List<Place>>();
        for (var event : log) {
            var e = event.envelope();
            var place = new Place(e.lane(), e.seq(), e.index());
            byPlace.put(place, event);
            expected.computeIfAbsent(e.lane(), l -> new java.util.ArrayList<>()).add(place);
        }
        var next = new HashMap<Integer, Integer>();
        int repeats = 0;
        for (var record : topic) {
            var place = new Place(record.lane, record.seq, record.index);
            var logged = byPlace.get(place);
            String at = service + ':' + record.lane + ':' + record.seq + ':' + record.index;
            if (logged == null) {
                found.add(at + " is on the topic and not in the log");
                continue;
            }
            if (!logged.envelope().commitHash().equals(record.commitHash)
                    || !logged.data().equals(record.data))
                found.add(at + " reads otherwise on the topic than in the log");
            var lane = expected.get(record.lane);
            int due = next.getOrDefault(record.lane, 0);
            int is = due < lane.size() && lane.get(due).equals(place) ? due : lane.indexOf(place);
            for (int i = due; i < is; i++)
                found.add(text(service, lane.get(i)) + " is missing on the topic before " + at);
            if (is < due) repeats++;
            else next.put(record.lane, is + 1);
        }
        expected.forEach((lane, places) -> {
            for (var place : places.subList(next.getOrDefault(lane, 0), places.size()))
                found.add(text(service, place) + " is in the log and not on the topic");
        });
        return repeats;
    }

    private static String text(String service, Place p) {
        return service + ':' + p.lane + ':' + p.seq + ':' + p.index;
    }
}
