package org.communitysupport.axon;

import java.util.ArrayList;
import java.util.List;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.log.LaneLog;
import org.communitysupport.log.StoredCommit;

/** An aggregate's commits as events, without a gap. */
final class History {
    private History() {}

    /** The commits that hold versions after {@code version}. */
    static List<StoredCommit> after(LaneLog log, AggregateId id, long version) {
        long reached = version;
        var after = new ArrayList<StoredCommit>();
        for (var stored : log.load(id.text(), version + 1)) {
            var commit = stored.commit();
            long end = commit.version() + commit.events().size() - 1;
            if (end <= version) continue;
            if (commit.version() > reached + 1)
                throw new LaneLog.Corrupt(
                        id + " has no version " + (reached + 1) + " but a version " + commit.version());
            reached = end;
            after.add(stored);
        }
        return after;
    }

    /** Those of the commit's events that come after {@code version}, with personal values opened. */
    static List<Object> events(EventCodec codec, Class<?> as, StoredCommit stored, long version) {
        var commit = stored.commit();
        var events = new ArrayList<Object>();
        for (int i = (int) Math.max(0, version + 1 - commit.version());
                i < commit.events().size();
                i++) {
            var event = commit.events().get(i);
            events.add(codec.decode(event.type(), event.schema(), event.data(), as));
        }
        return events;
    }
}
