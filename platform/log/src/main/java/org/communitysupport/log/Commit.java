package org.communitysupport.log;

import java.util.List;
import java.util.UUID;

/**
 * What one command wants to store.
 *
 * @param lane see {@link org.communitysupport.kernel.Lanes}
 * @param aggregate {@link org.communitysupport.kernel.AggregateId#text()}
 * @param version that the first event will have; 1 creates the aggregate
 * @param events at least one
 */
public record Commit(
        UUID commandId,
        String commandType,
        String inputHash,
        String actor,
        String correlation,
        String causation,
        String traceparent,
        String tenant,
        int lane,
        String aggregate,
        long version,
        List<NewEvent> events) {
    public Commit {
        events = List.copyOf(events);
        if (events.isEmpty()) throw new IllegalArgumentException("a commit has at least one event");
    }
}
