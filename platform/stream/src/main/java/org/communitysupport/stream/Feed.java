package org.communitysupport.stream;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
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
    /** So long the cursor of what is only passed by may wait. */
    static final long PASSING_BY = TimeUnit.SECONDS.toNanos(1);
    /** So long the cursor may wait that follows effects which know their place. */
    static final long KNOWN = TimeUnit.MILLISECONDS.toNanos(100);

    /** From so many events on that wait behind one in their lane, nothing more is read. */
    private static final int LONGEST_LINE = 20_000;
    /** What is known of how a lane grew while it was not followed; enough to tell since when. */
    private static final int MOST_LOOKS = 100;

    private static final long LEVEL = Long.MAX_VALUE;

    /** What is done with events. Called by one thread. */
    interface Handler {

        /**
         * Stores the effects of the events (all due, in lane order), or throws when a dependency is out; the same events are then handed
         * in again.
         *
         * @return the lanes that must stop, with the first event that was not taken and why
         */
        Map<Source, Stopped> handle(List<Delivery> due);

        /** Whether anything is done with it; what is passed by leaves nothing behind that the cursor would have to follow at once. */
        default boolean handles(Delivery delivery) {
            return true;
        }

        /**
         * Whether its effects tell up to which event they go, so that events handed in again change nothing: then the cursor may follow later,
         * and counts as reached when they are stored.
         */
        default boolean knowsRepeats() {
            return false;
        }

        /** Whether it keeps effects that are not stored yet: until they are, the cursor stays where it is. */
        default boolean holds() {
            return false;
        }

        /** Stores what it holds. */
        default void store() {}

        /**
         * Whether an event that was handed in is still being worked on: no cursor goes past it. For a handler that returns before it is done;
         * asked again and again, until it is not.
         */
        default boolean isOpen(String eventId) {
            return false;
        }

        /** Whether so much is open that nothing more should be read. */
        default boolean isFull() {
            return false;
        }

        /** The lanes that must stop, from a handler that returns before it is done. */
        default Map<Source, Stopped> stops() {
            return Map.of();
        }

        /** These lanes are worked on here from now on, each under its epoch; asked before any event of them comes. */
        default void assigned(Map<Integer, Long> epochs) {}

        /** These lanes are worked on by somebody else; what was begun in them leaves no mark here any more. */
        default void released(Set<Integer> lanes) {}

        /** Nothing more comes: waits for what is being worked on, for a bounded time. */
        default void end() {}

        /** Stopped lanes try again, with what was open in them when they stopped. */
        default void goOn() {}
    }

    /** What the handler held is lost to another writer: everything after the cursor has to be read again. */
    static final class FromCursor extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FromCursor(String message) {
            super(message, null, false, false);
        }
    }

    /** @param why one sentence */
    record Stopped(long seq, int index, String why) {}

    final String name;
    final Set<String> services;
    private final Handler handler;
    private final LongSupplier nanoTime;
    private final Map<Source, Cursors.Cursor> cursors = new ConcurrentHashMap<>();
    /** The lanes that it works on, each under its epoch. */
    private volatile Map<Integer, Long> epochs = Map.of();
    /** Where it has read to, where that is further than what is stored. */
    private final Map<Source, Cursors.Cursor> ahead = new HashMap<>();

    /** What is being worked on in each lane, in order; also what is done already, behind such. */
    private final Map<Source, Deque<Open>> open = new HashMap<>();

    private long movedAt;
    /** Whether something was done since the last moves that has to be followed by the cursor. */
    private boolean done;

    private boolean fromCursor;
    private final Map<String, Uuid> topics = new ConcurrentHashMap<>();
    private final Map<Source, String> held = new ConcurrentHashMap<>();
    private final Map<Source, String> stopped = new ConcurrentHashMap<>();
    private final Map<Source, Deque<Seen>> seen = new HashMap<>();
    private volatile long behindSince = LEVEL;
    private volatile long oldestOpen = LEVEL;
    private volatile long lag = -1;
    private volatile long taken;

    Feed(String name, Set<String> services, Handler handler) {
        this(name, services, handler, System::nanoTime);
    }

    Feed(String name, Set<String> services, Handler handler, LongSupplier nanoTime) {
        this.name = name;
        this.services = new TreeSet<>(services);
        this.handler = handler;
        this.nanoTime = nanoTime;
        this.movedAt = nanoTime.getAsLong();
    }

    /** @param before where the cursor may stand as long as it is open */
    private record Open(String event, Instant recordedAt, Cursors.Cursor before) {}

    /**
     * Works on exactly these lanes from now on, from where whoever worked on them before has stored.
     *
     * @param owned lane → epoch; one with another epoch than before was somebody else's meanwhile
     */
    void workOn(Map<Integer, Long> owned, CursorStore store, Progress progress) {
        var gone = new HashSet<Integer>();
        epochs.forEach((lane, epoch) -> {
            if (!epoch.equals(owned.get(lane))) gone.add(lane);
        });
        if (!gone.isEmpty()) letGo(gone, progress);
        var come = new HashMap<>(owned);
        come.keySet().removeAll(epochs.keySet());
        if (!come.isEmpty()) takeUp(come, store, progress);
    }

    private void letGo(Set<Integer> gone, Progress progress) {
        var left = new HashMap<>(epochs);
        left.keySet().removeAll(gone);
        epochs = Map.copyOf(left);
        handler.released(gone);
        for (var known : List.of(cursors, ahead, open, held, stopped, seen))
            known.keySet().removeIf(source -> gone.contains(source.lane()));
        progress.forget(name, gone);
    }

    private void takeUp(Map<Integer, Long> come, CursorStore store, Progress progress) {
        store.claim(name, services, come);
        handler.assigned(come);
        store.load(name, services).forEach((service, stand) -> {
            topics.putIfAbsent(service, stand.topic());
            boolean another = !stand.topic().equals(topics.get(service));
            stand.lanes().forEach((lane, cursor) -> {
                if (!come.containsKey(lane)) return;
                var source = new Source(service, lane);
                cursors.put(source, another ? new Cursors.Cursor(0, cursor.mark(), cursor.hash()) : cursor);
                progress.reached(name, source, cursor.mark().wholeSeq());
            });
        });
        var now = new HashMap<>(epochs);
        now.putAll(come);
        epochs = Map.copyOf(now);
        progress.announce();
    }

    Set<Integer> lanes() {
        return epochs.keySet();
    }

    /** Another topic of the same name starts at its beginning; what has been seen is dropped by position. */
    void meet(String service, Uuid topic) {
        Uuid known = topics.put(service, topic);
        if (known == null || known.equals(topic)) return;
        LOG.warn("{}: the topic of {} is another one now; reading it from its beginning.", name, service);
        forget();
        cursors.replaceAll(
                (source, c) -> source.service().equals(service) ? new Cursors.Cursor(0, c.mark(), c.hash()) : c);
    }

    /** What was read since the cursors; it is read again. */
    private void forget() {
        ahead.clear();
        open.clear();
        seen.clear();
    }

    long offset(Source source) {
        return cursors.getOrDefault(source, Cursors.Cursor.START).offset();
    }

    Mark mark(Source source) {
        return cursors.getOrDefault(source, Cursors.Cursor.START).mark();
    }

    /** In every lane that is worked on here; whether a cursor is saved yet does not matter. */
    boolean holdsAllOf(Feed other) {
        var lanes = new HashSet<>(other.cursors.keySet());
        lanes.addAll(other.ahead.keySet());
        return lanes.stream().allMatch(lane -> {
            Mark theirs = other.reached(lane).mark();
            return reached(lane).mark().covers(theirs.seq(), theirs.index());
        });
    }

    /** Takes what is due among the records of one poll. Returns the moves to be saved; they count only after {@link #moved}. */
    List<Cursors.Move> take(Map<Source, List<Read>> records) {
        try {
            advance(records);
            if (handler.holds() || nanoTime.getAsLong() - movedAt < mayWait()) return List.of();
            return moves();
        } catch (FromCursor e) {
            return again(e);
        }
    }

    private long mayWait() {
        if (!done) return PASSING_BY;
        return handler.knowsRepeats() ? KNOWN : 0;
    }

    /** Has the handler store what it holds, and returns the moves that this allows. */
    List<Cursors.Move> store() {
        try {
            if (handler.holds()) handler.store();
            return moves();
        } catch (FromCursor e) {
            return again(e);
        }
    }

    /** Ends what is being worked on, as far as that ends soon, and returns the moves that this allows. */
    List<Cursors.Move> ended() {
        handler.end();
        return handler.holds() ? List.of() : moves();
    }

    private List<Cursors.Move> again(FromCursor e) {
        LOG.info("{} reads again from its cursor: {}", name, e.getMessage());
        forget();
        fromCursor = true;
        return List.of();
    }

    boolean holds() {
        return handler.holds();
    }

    /** Whether it has to be read again from its cursor; asked once. */
    boolean fromCursor() {
        boolean was = fromCursor;
        fromCursor = false;
        return was;
    }

    private void advance(Map<Source, List<Read>> records) {
        var marks = new HashMap<Source, Taken>();
        var offsets = new HashMap<Source, Long>();
        var due = new ArrayList<Delivery>();
        var path = new HashMap<Source, List<Read>>();
        var befores = new HashMap<Source, List<Open>>();
        records.forEach((source, reads) -> {
            if (!services.contains(source.service()) || !epochs.containsKey(source.lane())) return;
            if (stopped.containsKey(source)) return;
            Taken taken = taken(source);
            boolean whole = !held.containsKey(source);
            for (Read read : reads) {
                if (read.delivery == null) {
                    if (whole) offsets.put(source, read.offset + 1);
                    continue;
                }
                Envelope e = read.delivery.envelope();
                switch (taken.mark.step(e)) {
                    case REPEAT -> {
                        if (taken.contradicts(e)) {
                            contradict(source, e);
                            return;
                        }
                        if (whole && read.offset >= reached(source).offset()) offsets.put(source, read.offset + 1);
                    }
                    case NEXT -> {
                        if (!whole) released(source);
                        whole = true;
                        befores.computeIfAbsent(source, s -> new ArrayList<>())
                                .add(new Open(
                                        e.eventId(),
                                        e.recordedAt(),
                                        new Cursors.Cursor(read.offset, taken.mark, taken.hash)));
                        taken = new Taken(Mark.of(e), e.commitHash());
                        marks.put(source, taken);
                        offsets.put(source, read.offset + 1);
                        due.add(read.delivery);
                        path.computeIfAbsent(source, s -> new ArrayList<>()).add(read);
                    }
                    case EARLY -> {
                        if (whole) hold(source, taken.mark, e);
                        whole = false;
                    }
                }
            }
        });
        if (!due.isEmpty()) {
            var stops = handler.handle(due);
            stops.forEach((source, stop) -> stop(source, stop, path.get(source), marks, offsets));
            done |= !stops.isEmpty() || due.stream().anyMatch(handler::handles);
            befores.forEach(this::opened);
        }
        handler.stops().forEach(this::stop);
        this.taken += due.size();
        offsets.forEach((source, offset) -> {
            Taken taken = marks.getOrDefault(source, taken(source));
            ahead.put(source, new Cursors.Cursor(offset, taken.mark, taken.hash));
        });
    }

    /** The last event taken and the hash of its commit. */
    private record Taken(Mark mark, String hash) {

        /** The same place in the lane, another commit: the topic tells two stories. */
        boolean contradicts(Envelope e) {
            return e.seq() == mark.seq() && !hash.isEmpty() && !hash.equals(e.commitHash());
        }
    }

    private void opened(Source source, List<Open> handedIn) {
        for (Open one : handedIn)
            if (handler.isOpen(one.event))
                open.computeIfAbsent(source, s -> new ArrayDeque<>()).addLast(one);
    }

    /** How far the lane is done: read, and nothing before it is being worked on. */
    private Cursors.Cursor settled(Source source) {
        Open first = firstOpen(source);
        return first == null ? reached(source) : first.before;
    }

    private Open firstOpen(Source source) {
        var lane = open.get(source);
        if (lane == null) return null;
        while (!lane.isEmpty() && !handler.isOpen(lane.getFirst().event)) lane.removeFirst();
        return lane.peekFirst();
    }

    /** Whether nothing more should be read for now. */
    boolean isFull() {
        return handler.isFull() || open.values().stream().anyMatch(lane -> lane.size() >= LONGEST_LINE);
    }

    private Cursors.Cursor reached(Source source) {
        return ahead.getOrDefault(source, cursors.getOrDefault(source, Cursors.Cursor.START));
    }

    private Taken taken(Source source) {
        var cursor = reached(source);
        return new Taken(cursor.mark(), cursor.hash());
    }

    private void contradict(Source source, Envelope e) {
        String why = name + " has stopped in " + source + ": the topic holds another commit at " + e.position()
                + " than was read there before, as after a restored backup or an alteration.";
        stopped.put(source, why);
        LOG.error(why);
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

    private void stop(Source source, Stopped stop) {
        if (stopped.put(source, name + " has stopped in " + source + ": " + stop.why) == null)
            LOG.error("{} has stopped in {}: {}", name, source, stop.why);
    }

    private void stop(
            Source source, Stopped stop, List<Read> path, Map<Source, Taken> marks, Map<Source, Long> offsets) {
        stop(source, stop);
        Taken taken = taken(source);
        long offset = reached(source).offset();
        for (Read read : path) {
            Envelope e = read.delivery.envelope();
            if (e.seq() > stop.seq || e.seq() == stop.seq && e.index() >= stop.index) break;
            taken = new Taken(Mark.of(e), e.commitHash());
            offset = read.offset + 1;
        }
        marks.put(source, taken);
        offsets.put(source, offset);
    }

    private List<Cursors.Move> moves() {
        movedAt = nanoTime.getAsLong();
        handler.stops().forEach(this::stop);
        done = false;
        var byService = new TreeMap<String, Map<Integer, Cursors.Cursor>>();
        ahead.keySet().forEach(source -> {
            var cursor = settled(source);
            done |= firstOpen(source) != null;
            if (cursor.equals(cursors.get(source))) return;
            byService.computeIfAbsent(source.service(), s -> new TreeMap<>()).put(source.lane(), cursor);
        });
        return byService.entrySet().stream()
                .map(e -> new Cursors.Move(name, e.getKey(), topics.get(e.getKey()), e.getValue(), epochs))
                .toList();
    }

    void moved(Cursors.Move move, Progress progress) {
        move.lanes().forEach((lane, cursor) -> {
            var source = new Source(move.service(), lane);
            cursors.put(source, cursor);
            ahead.remove(source, cursor);
            progress.reached(name, source, cursor.mark().wholeSeq());
        });
    }

    /** What counts as reached although its cursor is saved later: after a crash it comes again, and nothing is done twice by that. */
    void passed(Progress progress) {
        if (handler.holds() || done && !handler.knowsRepeats()) return;
        ahead.keySet()
                .forEach(source ->
                        progress.reached(name, source, settled(source).mark().wholeSeq()));
    }

    /** Lets stopped lanes try again; returns whether there were any, which have to be read again from their cursors. */
    boolean resume() {
        boolean any = !stopped.isEmpty();
        stopped.clear();
        handler.goOn();
        return any;
    }

    /** Sentences about lanes that do not move although there is something to read. */
    List<String> problems() {
        var all = new ArrayList<String>(new TreeMap<>(held).values());
        all.addAll(new TreeMap<>(stopped).values());
        return all;
    }

    /** Records between what it has done and the ends of its topics; -1 before the first look. */
    long lag() {
        return lag;
    }

    /** So many seconds ago there was already something that is not done yet; 0 when all is done that was there at the last look. */
    double lagSeconds() {
        long since = behindSince, oldest = oldestOpen;
        double seen = since == LEVEL ? 0 : (nanoTime.getAsLong() - since) / 1e9;
        return oldest == LEVEL ? seen : Math.max(seen, (System.currentTimeMillis() - oldest) / 1e3);
    }

    /**
     * On the consumer's thread, now and then.
     *
     * @param ends the offsets at which the next records will stand
     */
    void look(Map<Source, Long> ends) {
        long now = nanoTime.getAsLong();
        long records = 0, since = LEVEL, oldest = LEVEL;
        for (var end : ends.entrySet()) {
            if (!services.contains(end.getKey().service())) continue;
            long at = settled(end.getKey()).offset();
            records += Math.max(0, end.getValue() - at);
            since = Math.min(since, behindSince(end.getKey(), end.getValue(), at, now));
            Open first = firstOpen(end.getKey());
            if (first != null) oldest = Math.min(oldest, first.recordedAt.toEpochMilli());
        }
        behindSince = since;
        oldestOpen = oldest;
        lag = records;
    }

    private long behindSince(Source source, long end, long at, long now) {
        var known = seen.computeIfAbsent(source, s -> new ArrayDeque<>());
        while (!known.isEmpty() && known.getFirst().offset <= at) known.removeFirst();
        if (end > at && known.size() < MOST_LOOKS && (known.isEmpty() || known.getLast().offset < end))
            known.addLast(new Seen(end, now));
        return known.isEmpty() ? LEVEL : known.getFirst().nanos;
    }

    /** An end of a lane that was not reached yet when it was seen. */
    private record Seen(long offset, long nanos) {}

    /** Events handled since the start of the process. */
    long taken() {
        return taken;
    }

    Map<Source, Cursors.Cursor> cursors() {
        return Map.copyOf(cursors);
    }
}
