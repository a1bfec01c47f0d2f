package org.communitysupport.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.Uuid;
import org.communitysupport.kernel.Envelope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One consumer of events (a generation of a view, or a reaction) and where it stands in each lane: it takes each event once and in order,
 * drops repeats, and holds a lane in which something is missing until it comes.
 */
final class Feed {
    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

    /** What is done with events. Called by one thread. */
    interface Handler {

        /**
         * Stores the effects of the events (all due, in lane order), or throws when a dependency is out; the same events are then handed
         * in again.
         *
         * @return the lanes that must stop, with the first event that was not taken and why
         */
        Map<Source, Stopped> handle(List<Delivery> due);
    }

    /** @param why one sentence */
    record Stopped(long seq, int index, String why) {}

    final String name;
    final Set<String> services;
    private final Handler handler;
    private final Map<Source, Cursors.Cursor> cursors = new ConcurrentHashMap<>();
    private final Map<String, Uuid> topics = new ConcurrentHashMap<>();
    private final Map<Source, String> held = new ConcurrentHashMap<>();
    private final Map<Source, String> stopped = new ConcurrentHashMap<>();
    private volatile long lag = -1;
    private volatile long taken;

    Feed(String name, Set<String> services, Handler handler) {
        this.name = name;
        this.services = new TreeSet<>(services);
        this.handler = handler;
    }

    void load(Cursors store, Progress progress) {
        cursors.clear();
        topics.clear();
        held.clear();
        stopped.clear();
        store.load(name, services).forEach((service, stand) -> {
            topics.put(service, stand.topic());
            stand.lanes().forEach((lane, cursor) -> {
                var source = new Source(service, lane);
                cursors.put(source, cursor);
                progress.reached(name, source, cursor.mark().wholeSeq());
            });
        });
        progress.announce();
    }

    /** Another topic of the same name starts at its beginning; what has been seen is dropped by position. */
    void meet(String service, Uuid topic) {
        Uuid known = topics.put(service, topic);
        if (known == null || known.equals(topic)) return;
        LOG.warn("{}: the topic of {} is another one now; reading it from its beginning.", name, service);
        cursors.replaceAll((source, c) -> source.service().equals(service) ? new Cursors.Cursor(0, c.mark()) : c);
    }

    long offset(Source source) {
        return cursors.getOrDefault(source, Cursors.Cursor.START).offset();
    }

    Mark mark(Source source) {
        return cursors.getOrDefault(source, Cursors.Cursor.START).mark();
    }

    /** Takes what is due among the records of one poll. Returns the moves to be saved; they count only after {@link #moved}. */
    List<Cursors.Move> take(Map<Source, List<Read>> records) {
        var marks = new HashMap<Source, Mark>();
        var offsets = new HashMap<Source, Long>();
        var due = new ArrayList<Delivery>();
        var path = new HashMap<Source, List<Read>>();
        records.forEach((source, reads) -> {
            if (!services.contains(source.service()) || stopped.containsKey(source)) return;
            Mark mark = mark(source);
            boolean whole = !held.containsKey(source);
            for (Read read : reads) {
                if (read.delivery == null) {
                    if (whole) offsets.put(source, read.offset + 1);
                    continue;
                }
                switch (mark.step(read.delivery.envelope())) {
                    case REPEAT -> {
                        if (whole && read.offset >= offset(source)) offsets.put(source, read.offset + 1);
                    }
                    case NEXT -> {
                        if (!whole) released(source);
                        whole = true;
                        mark = Mark.of(read.delivery.envelope());
                        offsets.put(source, read.offset + 1);
                        due.add(read.delivery);
                        path.computeIfAbsent(source, s -> new ArrayList<>()).add(read);
                    }
                    case EARLY -> {
                        if (whole) hold(source, mark, read.delivery.envelope());
                        whole = false;
                    }
                }
            }
            marks.put(source, mark);
        });
        if (!due.isEmpty()) {
            var stops = handler.handle(due);
            stops.forEach((source, stop) -> stop(source, stop, path.get(source), marks, offsets));
        }
        taken += due.size();
        return moves(marks, offsets);
    }

    /** @param delivery null when the record cannot be read */
    record Read(long offset, Delivery delivery) {}

    private void hold(Source source, Mark mark, Envelope early) {
        String why = name + ": " + source + ':' + mark.dueSeq() + " is missing on the topic, which goes on with "
                + early.position() + "; ./cs relay rewind " + source.service() + ' ' + source.lane() + ' '
                + mark.dueSeq() + " publishes it again.";
        if (!why.equals(held.put(source, why))) LOG.error(why);
    }

    private void released(Source source) {
        if (held.remove(source) != null) LOG.info("{}: what was missing in {} has come.", name, source);
    }

    private void stop(
            Source source, Stopped stop, List<Read> path, Map<Source, Mark> marks, Map<Source, Long> offsets) {
        stopped.put(source, name + " has stopped in " + source + ": " + stop.why);
        LOG.error("{} has stopped in {}: {}", name, source, stop.why);
        Mark mark = mark(source);
        long offset = offset(source);
        for (Read read : path) {
            Envelope e = read.delivery.envelope();
            if (e.seq() > stop.seq || e.seq() == stop.seq && e.index() >= stop.index) break;
            mark = Mark.of(e);
            offset = read.offset + 1;
        }
        marks.put(source, mark);
        offsets.put(source, offset);
    }

    private List<Cursors.Move> moves(Map<Source, Mark> marks, Map<Source, Long> offsets) {
        var byService = new TreeMap<String, Map<Integer, Cursors.Cursor>>();
        offsets.forEach((source, offset) -> {
            var cursor = new Cursors.Cursor(offset, marks.getOrDefault(source, mark(source)));
            if (cursor.equals(cursors.get(source))) return;
            byService.computeIfAbsent(source.service(), s -> new TreeMap<>()).put(source.lane(), cursor);
        });
        return byService.entrySet().stream()
                .map(e -> new Cursors.Move(name, e.getKey(), topics.get(e.getKey()), e.getValue()))
                .toList();
    }

    void moved(Cursors.Move move, Progress progress) {
        move.lanes().forEach((lane, cursor) -> {
            var source = new Source(move.service(), lane);
            cursors.put(source, cursor);
            progress.reached(name, source, cursor.mark().wholeSeq());
        });
    }

    /** Lets stopped lanes try again; returns whether there were any, which have to be read again from their cursors. */
    boolean resume() {
        boolean any = !stopped.isEmpty();
        stopped.clear();
        return any;
    }

    /** Sentences about lanes that do not move although there is something to read. */
    List<String> problems() {
        var all = new ArrayList<String>(new TreeMap<>(held).values());
        all.addAll(new TreeMap<>(stopped).values());
        return all;
    }

    /** Records between its cursors and the ends of its topics; -1 before the first look. */
    long lag() {
        return lag;
    }

    void lag(long records) {
        lag = records;
    }

    /** Events handled since the start of the process. */
    long taken() {
        return taken;
    }

    Map<Source, Cursors.Cursor> cursors() {
        return Map.copyOf(cursors);
    }
}
