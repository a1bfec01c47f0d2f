package org.communitysupport.log;

import static com.mongodb.client.model.Filters.in;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.kernel.Lanes;
import org.communitysupport.log.LaneLog.Appended;
import org.communitysupport.log.LaneLog.Unavailable;

/**
 * Stores what waits. The commits of any lanes travel together as one ordered insert; {@value #CALLS} such calls may be under way, and a lane
 * is in one of them at most. A call stops at the first document that is refused: those before it are stored, those after it never happened.
 *
 * <p>An answer is given only when it is definite. After a duplicate key, a write-concern error, a timeout or a broken connection the slot is
 * read back from the majority: my document stands there (stored), another's does (the slot is lost, the next one is tried), or none does,
 * and then the same bytes are sent again. A duplicate key alone proves nothing, for the document that caused it may be rolled back.
 */
final class Committer implements AutoCloseable {
    private static final int CALLS = 2;
    private static final int CALL_DOCUMENTS = 128;
    private static final int CALL_BYTES = 8 << 20;
    private static final int LONGEST_PAUSE_MILLIS = 500;

    /** Answers that depend on the document and nothing else: bad value, invalid by the collection's rules, too large, key too long. */
    private static final Set<Integer> NEVER_STORABLE = Set.of(2, 121, 10334, 17280);

    private final MongoCollection<RawBsonDocument> documents;
    private final LaneReader reader;
    private final DatabaseTime recordedTime;
    private final BusinessClock clock;
    private final LogOptions options;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Lane[] lanes = new Lane[Lanes.COUNT];
    private final List<Thread> threads = new ArrayList<>();
    private int waiting;
    private int turn;
    private volatile boolean closed;

    private static final class Lane {
        final Deque<Waiting> queue = new ArrayDeque<>();
        boolean busy;
        /** Belongs to the thread that made the lane busy. Null: to be read. */
        Head head;
    }

    /** The newest commit of a lane, as far as this process knows. */
    record Head(long seq, byte[] hash, long at, long recorded) {}

    /** One commit on its way. */
    static final class Waiting {
        private final Commit commit;
        private final byte[] body;
        private final CompletableFuture<Appended> answer = new CompletableFuture<>();
        private final long since = System.nanoTime();
        private RawBsonDocument placed;
        private byte[] previous;
        private Head head;
        /** It may stand in the log in the form that {@link #placed} has: that form is sent again until that is known. */
        private boolean unknown;

        private Waiting(Commit commit, byte[] body) {
            this.commit = commit;
            this.body = body;
        }

        private long id() {
            return CommitDocument.id(commit.lane(), head.seq);
        }

        private void place(Head before, long at, long recorded) {
            long seq = before.seq + 1;
            long thisAt = Math.max(at, before.at);
            long thisRecorded = Math.max(recorded, before.recorded);
            placed = CommitDocument.place(body, commit.lane(), seq, thisAt, thisRecorded, before.hash);
            previous = before.hash;
            head = new Head(seq, CommitDocument.hash(placed), thisAt, thisRecorded);
        }

        private StoredCommit stored() {
            return new StoredCommit(
                    commit,
                    head.seq,
                    Instant.ofEpochMilli(head.at),
                    Instant.ofEpochMilli(head.recorded),
                    CommitDocument.hex(previous),
                    CommitDocument.hex(head.hash));
        }
    }

    Committer(
            String name,
            MongoCollection<RawBsonDocument> documents,
            LaneReader reader,
            DatabaseTime recordedTime,
            BusinessClock clock,
            LogOptions options) {
        this.documents = documents;
        this.reader = reader;
        this.recordedTime = recordedTime;
        this.clock = clock;
        this.options = options;
        Arrays.setAll(lanes, i -> new Lane());
        for (int i = 0; i < CALLS; i++)
            threads.add(
                    Thread.ofPlatform().daemon().name("log-" + name + "-" + i).start(this::run));
    }

    /** Waits for the definite answer until the deadline. */
    Appended append(Commit commit, byte[] body) {
        var mine = new Waiting(commit, body);
        enqueue(mine);
        try {
            return mine.answer.get(options.deadline().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw givenUp(mine, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw givenUp(mine, e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Unavailable u
                    ? new Unavailable(u.getMessage(), u)
                    : new Unavailable("the log failed", e.getCause());
        }
    }

    private void enqueue(Waiting mine) {
        lock.lock();
        try {
            if (closed) throw new Unavailable("the log is closed", null);
            if (waiting >= options.maxWaiting())
                throw new Unavailable(waiting + " commits wait already; send it again later", null);
            waiting++;
            lanes[mine.commit.lane()].queue.addLast(mine);
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Not sent yet: it never will be. Under way: it may still be stored, and a repeat of the command finds out. */
    private Unavailable givenUp(Waiting mine, Exception cause) {
        lock.lock();
        try {
            if (lanes[mine.commit.lane()].queue.remove(mine)) waiting--;
        } finally {
            lock.unlock();
        }
        return new Unavailable(
                "no definite answer for command " + mine.commit.commandId() + " within " + options.deadline(), cause);
    }

    int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        List<Waiting> call = List.of();
        try {
            for (call = take(); !call.isEmpty(); call = take()) {
                List<Waiting> open = call;
                for (int tries = 0; !open.isEmpty(); tries++) {
                    open = attempt(open);
                    if (open.stream().noneMatch(w -> w.unknown)) break;
                    if (closed) {
                        fail(open, new Unavailable("the log was closed before the outcome was known", null));
                        open = List.of();
                    } else pause(tries);
                }
                release(call, open);
            }
        } catch (Throwable t) {
            // A thread that died quietly would leave its lanes busy for ever and their callers hanging.
            boolean wasClosed = closed;
            closed = true;
            fail(call, new Unavailable("the log broke down", t));
            if (!wasClosed) options.fatal().accept(t);
        }
    }

    /** The next call's commits, their lanes made busy; empty when the log is closed and nothing waits. */
    private List<Waiting> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            for (; ; ) {
                var call = collect();
                if (!call.isEmpty() || closed) return call;
                work.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private List<Waiting> collect() {
        var call = new ArrayList<Waiting>();
        int bytes = 0;
        for (int i = 0; i < lanes.length; i++) {
            var lane = lanes[Math.floorMod(turn + i, lanes.length)];
            if (lane.busy) continue;
            while (!lane.queue.isEmpty() && call.size() < CALL_DOCUMENTS) {
                int length = CommitDocument.length(lane.queue.getFirst().body);
                if (bytes + length > CALL_BYTES) break;
                bytes += length;
                lane.busy = true;
                call.add(lane.queue.removeFirst());
            }
        }
        turn++;
        waiting -= call.size();
        return call;
    }

    /** Gives the lanes back; what never happened goes to the front, in its order. */
    private void release(List<Waiting> call, List<Waiting> never) {
        lock.lock();
        try {
            for (int i = never.size() - 1; i >= 0; i--)
                lanes[never.get(i).commit.lane()].queue.addFirst(never.get(i));
            waiting += never.size();
            for (var w : call) lanes[w.commit.lane()].busy = false;
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** One call. Returns those that have no answer yet, in order: unknown ones, and those that never happened. */
    private List<Waiting> attempt(List<Waiting> call) {
        long began = System.nanoTime();
        try {
            place(call);
        } catch (MongoException e) {
            // Nothing was sent: what was unknown still is, and nothing else is.
            pause(0);
            return call;
        }
        Halt.at("log.before-insert");
        try {
            documents.insertMany(call.stream().map(w -> w.placed).toList(), new InsertManyOptions().ordered(true));
            Halt.at("log.after-insert");
            call.forEach(this::stored);
            return List.of();
        } catch (MongoBulkWriteException e) {
            return stopped(call, e);
        } catch (MongoException e) {
            return settle(allUnknown(call), null);
        } finally {
            options.meter()
                    .called(
                            call.size(),
                            call.stream()
                                    .mapToInt(w -> CommitDocument.length(w.body))
                                    .sum(),
                            Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private static List<Waiting> allUnknown(List<Waiting> call) {
        call.forEach(w -> w.unknown = true);
        return call;
    }

    private void place(List<Waiting> call) {
        long at = clock.now().toEpochMilli();
        long recorded = recordedTime.millis();
        var heads = new HashMap<Integer, Head>();
        for (var w : call) {
            int number = w.commit.lane();
            Head before = heads.get(number);
            if (!w.unknown) w.place(before == null ? head(number) : before, at, recorded);
            else if (before != null && w.head.seq != before.seq + 1)
                throw new IllegalStateException("an unknown commit of lane " + number + " lost its place in the call");
            heads.put(number, w.head);
        }
    }

    private Head head(int number) {
        var lane = lanes[number];
        if (lane.head == null) lane.head = reader.head(number);
        return lane.head;
    }

    private List<Waiting> stopped(List<Waiting> call, MongoBulkWriteException e) {
        BulkWriteError error =
                e.getWriteErrors().isEmpty() ? null : e.getWriteErrors().getFirst();
        int stop = error == null ? call.size() : error.getIndex();
        var left = new ArrayList<Waiting>();
        for (var w : call.subList(0, stop)) {
            if (e.getWriteConcernError() == null) stored(w);
            else {
                w.unknown = true;
                left.add(w);
            }
        }
        Waiting refused = null;
        if (error != null) {
            refused = call.get(stop);
            left.addAll(call.subList(stop, call.size()));
            if (error.getCategory() != ErrorCategory.DUPLICATE_KEY) {
                if (NEVER_STORABLE.contains(error.getCode()) && !refused.unknown) {
                    left.remove(refused);
                    renumber(left, refused.commit.lane());
                    fail(List.of(refused), new Unavailable("the store refuses it, code " + error.getCode(), e));
                } else refused.unknown = true;
                refused = null;
            }
        }
        return settle(left, refused);
    }

    /** Finds out by majority reads what became of the unknown ones and of the one that was refused as a duplicate. */
    private List<Waiting> settle(List<Waiting> open, Waiting duplicate) {
        var renumbered = new HashSet<Integer>();
        try {
            var slots = slots(open, duplicate);
            var left = new ArrayList<>(open);
            for (var w : open) {
                if (renumbered.contains(w.commit.lane()) || w != duplicate && !w.unknown) continue;
                var there = slots.get(w.id());
                if (there != null && isMine(there, w)) {
                    left.remove(w);
                    stored(w);
                } else if (there != null || w == duplicate) {
                    var answer = verdict(w, there);
                    if (answer != null) {
                        left.remove(w);
                        answer(w, answer);
                    }
                    if (answer != null || there != null) {
                        renumber(left, w.commit.lane());
                        renumbered.add(w.commit.lane());
                    } else w.unknown = true;
                }
            }
            return left;
        } catch (MongoException e) {
            // A commit whose lane was renumbered must not be sent again in its old place, behind one that is not there.
            if (duplicate != null && !renumbered.contains(duplicate.commit.lane())) duplicate.unknown = true;
            return open.stream().filter(w -> !w.answer.isDone()).toList();
        }
    }

    private static boolean isMine(BsonDocument there, Waiting w) {
        return Arrays.equals(there.getBinary("hash").getData(), w.head.hash);
    }

    /**
     * For one whose slot holds another's commit, or that was refused although its slot is empty as far as the majority knows.
     *
     * @return null when it must be tried again
     */
    private Appended verdict(Waiting w, BsonDocument there) {
        if (there != null && commandId(there).equals(new BsonBinary(w.commit.commandId())))
            return new Appended.AlreadyDone(CommitDocument.read(there));
        // The command first: a repeat clashes with its first self on the version, too, and must get the first answer.
        var first = reader.findCommand(w.commit.commandId());
        if (first.isPresent()) return new Appended.AlreadyDone(first.get());
        return reader.holds(w.commit.aggregate(), w.commit.version()) ? new Appended.VersionTaken() : null;
    }

    private static BsonBinary commandId(BsonDocument commit) {
        return commit.getDocument("command").getBinary("id");
    }

    /**
     * The numbering of this lane no longer holds. None of its later commits can stand in the log: they were only ever sent behind one that
     * does not.
     */
    private void renumber(List<Waiting> left, int lane) {
        lanes[lane].head = null;
        for (var w : left) if (w.commit.lane() == lane) w.unknown = false;
    }

    private Map<Long, BsonDocument> slots(List<Waiting> open, Waiting duplicate) {
        var ids = open.stream()
                .filter(w -> w.unknown || w == duplicate)
                .map(Waiting::id)
                .toList();
        var slots = new HashMap<Long, BsonDocument>();
        if (!ids.isEmpty())
            for (var d : reader.collection().find(in("_id", ids)))
                slots.put(d.getInt64("_id").getValue(), d);
        return slots;
    }

    private void stored(Waiting w) {
        lanes[w.commit.lane()].head = w.head;
        answer(w, new Appended.Stored(w.stored()));
    }

    private void answer(Waiting w, Appended answer) {
        w.answer.complete(answer);
        options.meter().answered(answer, Duration.ofNanos(System.nanoTime() - w.since));
    }

    private static void fail(List<Waiting> waiting, Unavailable why) {
        waiting.forEach(w -> w.answer.completeExceptionally(why));
    }

    private static void pause(int tries) {
        try {
            Thread.sleep(Math.min(LONGEST_PAUSE_MILLIS, 10L << Math.min(tries, 6)));
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a committer", e);
        }
    }

    /** Stores what waits already, if it can be stored at once, and ends. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            work.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            for (var thread : threads) thread.join(options.deadline());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
