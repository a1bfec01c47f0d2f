package org.communitysupport.axon;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.communitysupport.log.Commit;
import org.communitysupport.log.LaneLog;
import org.communitysupport.log.StoredCommit;

/** The smallest log there is, with places to stand in the way. */
class MemoryLog implements LaneLog {
    final List<StoredCommit> all = new ArrayList<>();
    int appends;
    int loads;
    /** Runs before the next append, once: what another process does at the worst moment. */
    Runnable before;
    /** Thrown by the next append, after it is stored. */
    RuntimeException after;

    @Override
    public String service() {
        return "desk";
    }

    @Override
    public Appended append(Commit commit) {
        Runnable now;
        synchronized (this) {
            now = before;
            before = null;
        }
        if (now != null) now.run();
        synchronized (this) {
            appends++;
            var done = findCommand(commit.commandId());
            if (done.isPresent()) return new Appended.AlreadyDone(done.get());
            if (commit.version() != versionOf(commit.aggregate()) + 1) return new Appended.VersionTaken();
            long seq = all.stream().filter(c -> c.lane() == commit.lane()).count() + 1;
            var stored = new StoredCommit(commit, seq, Instant.EPOCH, Instant.EPOCH, "0", "0");
            all.add(stored);
            var failure = after;
            after = null;
            if (failure != null) throw failure;
            return new Appended.Stored(stored);
        }
    }

    private long versionOf(String aggregate) {
        return all.stream()
                .filter(c -> c.commit().aggregate().equals(aggregate))
                .mapToLong(c -> c.commit().events().size())
                .sum();
    }

    @Override
    public synchronized Optional<StoredCommit> findCommand(UUID commandId) {
        return all.stream()
                .filter(c -> c.commit().commandId().equals(commandId))
                .findFirst();
    }

    @Override
    public synchronized List<StoredCommit> load(String aggregate, long fromVersion) {
        loads++;
        return all.stream()
                .filter(c -> c.commit().aggregate().equals(aggregate))
                .filter(c -> c.commit().version() + c.commit().events().size() > fromVersion)
                .toList();
    }

    @Override
    public List<StoredCommit> read(Map<Integer, Long> after, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<Integer, Long> heads() {
        return new HashMap<>();
    }

    @Override
    public void onAppend(Runnable wake) {}

    @Override
    public void close() {}
}
