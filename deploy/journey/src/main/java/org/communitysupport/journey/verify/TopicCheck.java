package org.communitysupport.journey.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    static int check(String service, List<Logged> log, List<Record> topic) {
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
            if (logged == null) throw new Difference(at + " is on the topic and not in the log");
            if (!logged.envelope().commitHash().equals(record.commitHash)
                    || !logged.data().equals(record.data))
                throw new Difference(at + " reads otherwise on the topic than in the log");
            int due = next.getOrDefault(record.lane, 0);
            var lane = expected.get(record.lane);
            int found = due < lane.size() && lane.get(due).equals(place)
                    ? due
                    : lane.subList(0, due).indexOf(place);
            if (found < 0) throw new Difference(at + " comes on the topic before " + text(service, lane.get(due)));
            if (found == due) next.put(record.lane, due + 1);
            else repeats++;
        }
        for (Map.Entry<Integer, List<Place>> lane : expected.entrySet()) {
            int reached = next.getOrDefault(lane.getKey(), 0);
            if (reached < lane.getValue().size())
                throw new Difference(
                        text(service, lane.getValue().get(reached)) + " is in the log and not on the topic");
        }
        return repeats;
    }

    private static String text(String service, Place p) {
        return service + ':' + p.lane + ':' + p.seq + ':' + p.index;
    }
}
