package org.communitysupport.testkit.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.kernel.Lanes;
import org.communitysupport.log.Commit;
import org.communitysupport.log.CommitDocument;
import org.communitysupport.log.HashChain;
import org.communitysupport.log.LaneLog;
import org.communitysupport.log.StoredCommit;

/** The lane log without a database, document for document the same. Passes the same suite. */
public final class InMemoryLaneLog implements LaneLog {
    private final String service;
    private final BusinessClock clock;
    private final Store store;
    private final List<IntConsumer> wakes = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    public InMemoryLaneLog(String service, BusinessClock clock) {
        this(service, clock, new Store());
    }

    InMemoryLaneLog(String service, BusinessClock clock, Store store) {
        this.service = service;
        this.clock = clock;
        this.store = store;
    }

    /** What several logs share, as several processes share a database. */
    static final class Store implements LogWorld {
        private final ReentrantLock lock = new ReentrantLock();
        private final ReentrantLock storing = new ReentrantLock();
        private final Map<Integer, TreeMap<Long, RawBsonDocument>> lanes = new HashMap<>();
        private final Map<UUID, StoredCommit> commands = new HashMap<>();
        private final Map<String, List<StoredCommit>> aggregates = new HashMap<>();
        private final List<LaneLog> opened = new CopyOnWriteArrayList<>();
        private Loss loss;

        @Override
        public LaneLog open(BusinessClock clock) {
            var log = new InMemoryLaneLog("test", clock, this);
            opened.add(log);
            return log;
        }

        @Override
        public synchronized void lose(Loss next) {
            loss = next;
        }

        private synchronized Loss takeLoss() {
            Loss taken = loss;
            loss = null;
            return taken;
        }

        @Override
        public void hold() {
            storing.lock();
        }

        @Override
        public void release() {
            storing.unlock();
        }

        @Override
        public void remove(int lane, long seq) {
            lane(lane).remove(seq);
        }

        @Override
        public void alter(int lane, long seq) {
            lane(lane).computeIfPresent(seq, (s, raw) -> {
                var document = raw.decode(new BsonDocumentCodec());
                document.getDocument("command").put("actor", new BsonString("somebody else"));
                return new RawBsonDocument(document, new BsonDocumentCodec());
            });
        }

        @Override
        public HashChain.Whole verify(int lane) {
            return HashChain.verify(lane, List.copyOf(lane(lane).values()));
        }

        @Override
        public void close() {
            opened.forEach(LaneLog::close);
        }

        private TreeMap<Long, RawBsonDocument> lane(int lane) {
            return lanes.computeIfAbsent(lane, l -> new TreeMap<>());
        }
    }

    @Override
    public String service() {
        return service;
    }

    @Override
    public Appended append(Commit commit) {
        byte[] body = CommitDocument.body(commit);
        if (closed) throw new Unavailable("the log is closed", null);
        store.storing.lock();
        Appended answer;
        try {
            var loss = store.takeLoss();
            if (loss == LogWorld.Loss.REQUEST) throw new Unavailable("the call was lost", null);
            answer = decide(commit, body);
            if (loss == LogWorld.Loss.ANSWER) throw new Unavailable("the answer was lost", null);
        } finally {
            store.storing.unlock();
        }
        if (answer instanceof Appended.Stored) wakes.forEach(reader -> reader.accept(commit.lane()));
        return answer;
    }

    private Appended decide(Commit commit, byte[] body) {
        store.lock.lock();
        try {
            var first = findCommand(commit.commandId());
            if (first.isPresent()) return new Appended.AlreadyDone(first.get());
            boolean taken = load(commit.aggregate(), commit.version()).stream()
                    .anyMatch(c -> c.commit().version() == commit.version());
            if (taken) return new Appended.VersionTaken();
            return new Appended.Stored(put(commit, body));
        } finally {
            store.lock.unlock();
        }
    }

    private StoredCommit put(Commit commit, byte[] body) {
        var lane = store.lane(commit.lane());
        long at = clock.now().toEpochMilli();
        long recorded = Instant.now().toEpochMilli();
        long seq = 1;
        byte[] previous = CommitDocument.noPrevious();
        if (!lane.isEmpty()) {
            var last = CommitDocument.read(lane.lastEntry().getValue());
            at = Math.max(at, last.at().toEpochMilli());
            recorded = Math.max(recorded, last.recordedAt().toEpochMilli());
            seq = last.seq() + 1;
            previous = HexFormat.of().parseHex(last.hash());
        }
        var document = CommitDocument.place(body, commit.lane(), seq, at, recorded, previous);
        var stored = CommitDocument.read(document);
        lane.put(seq, document);
        store.commands.put(commit.commandId(), stored);
        store.aggregates
                .computeIfAbsent(commit.aggregate(), a -> new ArrayList<>())
                .add(stored);
        return stored;
    }

    @Override
    public Optional<StoredCommit> findCommand(UUID commandId) {
        return locked(() -> Optional.ofNullable(store.commands.get(commandId)));
    }

    @Override
    public List<StoredCommit> load(String aggregate, long fromVersion) {
        return locked(() -> store.aggregates.getOrDefault(aggregate, List.of()).stream()
                .filter(c -> c.commit().version() + c.commit().events().size() - 1 >= fromVersion)
                .sorted(Comparator.comparingLong(c -> c.commit().version()))
                .toList());
    }

    private <T> T locked(Supplier<T> read) {
        store.lock.lock();
        try {
            return read.get();
        } finally {
            store.lock.unlock();
        }
    }

    @Override
    public List<StoredCommit> read(Map<Integer, Long> after, int limit) {
        var waiting = locked(() -> {
            var found = new TreeMap<Integer, List<StoredCommit>>();
            after.forEach((lane, seq) -> {
                var behind = store.lane(lane).tailMap(seq, false).values();
                if (!behind.isEmpty())
                    found.put(
                            lane,
                            behind.stream()
                                    .limit(limit)
                                    .map(CommitDocument::read)
                                    .toList());
            });
            return found;
        });
        waiting.forEach((lane, commits) -> assertDense(lane, after.get(lane), commits));
        return shared(waiting, limit);
    }

    private static void assertDense(int lane, long last, List<StoredCommit> commits) {
        long expected = last;
        for (var c : commits)
            if (c.seq() != ++expected)
                throw new Corrupt("lane " + lane + " has a hole: seq " + c.seq() + " follows " + (expected - 1));
    }

    /** One of each lane in turn until the batch is full. */
    private static List<StoredCommit> shared(Map<Integer, List<StoredCommit>> waiting, int limit) {
        var lanes = new ArrayList<>(waiting.keySet());
        Collections.shuffle(lanes);
        var taken = new TreeMap<Integer, Integer>();
        int left = limit;
        boolean more = true;
        while (left > 0 && more) {
            more = false;
            for (int lane : lanes) {
                int n = taken.getOrDefault(lane, 0);
                if (left == 0 || n == waiting.get(lane).size()) continue;
                taken.put(lane, n + 1);
                left--;
                more = true;
            }
        }
        var batch = new ArrayList<StoredCommit>();
        taken.forEach((lane, n) -> batch.addAll(waiting.get(lane).subList(0, n)));
        return batch;
    }

    @Override
    public List<StoredCommit> about(String tenant, String key, long after, int limit) {
        return locked(() -> store.lane(Lanes.of(tenant, key)).tailMap(after, false).values().stream()
                .map(CommitDocument::read)
                .filter(c -> isUnder(c.commit().aggregate(), tenant, key))
                .limit(limit)
                .toList());
    }

    private static boolean isUnder(String aggregate, String tenant, String key) {
        var id = AggregateId.parse(aggregate);
        return id.tenant().equals(tenant) && id.key().equals(key);
    }

    @Override
    public Map<Integer, Long> heads() {
        Map<Integer, Long> heads = new TreeMap<>();
        for (int lane = 0; lane < Lanes.COUNT; lane++) heads.put(lane, 0L);
        return locked(() -> {
            store.lanes.forEach((lane, commits) -> {
                if (!commits.isEmpty()) heads.put(lane, commits.lastKey());
            });
            return heads;
        });
    }

    @Override
    public void onAppend(IntConsumer wake) {
        wakes.add(wake);
    }

    @Override
    public void close() {
        closed = true;
    }
}
