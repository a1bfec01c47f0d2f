package org.communitysupport.axon;

import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.communitysupport.kernel.Decider;

/** The one aggregate class that Axon sees, whatever the kind: an id, a state, and evolve. */
final class Shell {
    private final Decider<Object, Object, Object, Object> decider;

    @AggregateIdentifier
    private final String id;

    /** When its oldest personal value was opened, {@link System#nanoTime()}. */
    private final long since;

    private Object state;
    private long version;
    private long seq;

    Shell(
            Decider<Object, Object, Object, Object> decider,
            String id,
            Object state,
            long version,
            long seq,
            long since) {
        this.decider = decider;
        this.id = id;
        this.state = state;
        this.version = version;
        this.seq = seq;
        this.since = since;
    }

    @EventSourcingHandler
    void on(Object event) {
        // Axon publishes what it took for a snapshot as the first event.
        if (event instanceof Shell) return;
        state = decider.evolve(state, event);
        version++;
    }

    void at(long commit) {
        seq = commit;
    }

    String id() {
        return id;
    }

    Object state() {
        return state;
    }

    long version() {
        return version;
    }

    /** Of its newest commit within the lane; 0 when there is none. */
    long seq() {
        return seq;
    }

    long since() {
        return since;
    }
}
