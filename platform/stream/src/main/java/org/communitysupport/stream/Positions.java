package org.communitysupport.stream;

import java.util.Map;
import java.util.TreeMap;
import org.communitysupport.log.LaneLog;

/** How far everything has come, so that a chain over several services can be awaited without sleeping. */
public final class Positions {
    private final LaneLog log;
    private final Relay relay;
    private final Progress progress;

    public Positions(LaneLog log, Relay relay, Progress progress) {
        this.log = log;
        this.relay = relay;
        this.progress = progress;
    }

    /**
     * One look.
     *
     * @param log lane → newest commit of this service's own log
     * @param relayed lane → newest commit that the topic has acknowledged
     * @param consumers {@code view:<name>:v<generation>} or {@code reaction:<name>} → source service → lane → newest commit handled whole
     */
    public record All(
            String service,
            Map<Integer, Long> log,
            Map<Integer, Long> relayed,
            Map<String, Map<String, Map<Integer, Long>>> consumers) {}

    public All all() {
        return new All(log.service(), new TreeMap<>(log.heads()), new TreeMap<>(relay.published()), progress.all());
    }
}
