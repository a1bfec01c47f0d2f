package org.communitysupport.axon;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.communitysupport.kernel.Lanes;
import org.communitysupport.log.Commit;
import org.communitysupport.log.LaneLog;
import org.communitysupport.log.StoredCommit;

/** A real log, with places to stand in the way. */
final class WatchedLog implements LaneLog {
    private final LaneLog log;
    final AtomicInteger loads = new AtomicInteger();
    /** Runs before the next append, once: what another process does at the worst moment. */
    final AtomicReference<Runnable> before = new AtomicReference<>();
    /** Thrown once by the next append, after it is stored. */
    final AtomicReference<RuntimeException> after = new AtomicReference<>();
    /** A version that is nowhere to be found when its aggregate is loaded. */
    volatile long missing;

    WatchedLog(LaneLog log) {
        this.log = log;
    }

    List<StoredCommit> all() {
        var from = new HashMap<Integer, Long>();
        for (int lane = 0; lane < Lanes.COUNT; lane++) from.put(lane, 0L);
        return new ArrayList<>(log.read(from, 1000));
    }

    @Override
    public String service() {
        return log.service();
    }

    @Override
    public Appended append(Commit commit) {
        var now = before.getAndSet(null);
        if (now != null) now.run();
        var answer = log.append(commit);
        var failure = after.getAndSet(null);
        if (failure != null) throw failure;
        return answer;
    }

    @Override
    public Optional<StoredCommit> findCommand(UUID commandId) {
        return log.findCommand(commandId);
    }

    @Override
    public List<StoredCommit> load(String aggregate, long fromVersion) {
        loads.incrementAndGet();
        return log.load(aggregate, fromVersion).stream()
                .filter(c -> c.commit().version() != missing)
                .toList();
    }

    @Override
    public List<StoredCommit> read(Map<Integer, Long> after, int limit) {
        return log.read(after, limit);
    }

    @Override
    public List<StoredCommit> about(String tenant, String key, long after, int limit) {
        return log.about(tenant, key, after, limit);
    }

    @Override
    public Map<Integer, Long> heads() {
        return log.heads();
    }

    @Override
    public void onAppend(IntConsumer wake) {
        log.onAppend(wake);
    }

    @Override
    public void close() {
        log.close();
    }
}
