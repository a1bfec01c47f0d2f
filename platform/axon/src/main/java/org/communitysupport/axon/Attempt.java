package org.communitysupport.axon;

import java.util.List;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.log.StoredCommit;

/**
 * One try of one command: the payload of Axon's command message, and where the position of its commit is left, which Axon's own result
 * cannot carry because it is made before the commit.
 */
final class Attempt {
    private final Room room;
    private final AggregateId id;
    private final Object command;
    private final Object facts;
    private final CommandContext context;
    private final boolean first;
    private Shell shell;
    private long version;
    private List<?> events = List.of();
    private boolean fromMemory;
    private long readTo;
    private StoredCommit stored;

    /** @param first whether the command has not been tried before */
    Attempt(Room room, AggregateId id, Object command, Object facts, CommandContext context, boolean first) {
        this.first = first;
        this.room = room;
        this.id = id;
        this.command = command;
        this.facts = facts;
        this.context = context;
    }

    static Attempt current() {
        return (Attempt) CurrentUnitOfWork.get().getMessage().getPayload();
    }

    Room room() {
        return room;
    }

    AggregateId id() {
        return id;
    }

    Object command() {
        return command;
    }

    Object facts() {
        return facts;
    }

    CommandContext context() {
        return context;
    }

    /** Of the state that was judged, before its events. */
    long version() {
        return version;
    }

    Shell shell() {
        return shell;
    }

    /** When Axon replayed it from the log, the shell does not know the position it was read to. */
    void judges(Shell judged) {
        shell = judged;
        version = judged.version();
        if (readTo > 0) judged.at(readTo);
    }

    void readTo(long seq) {
        readTo = seq;
    }

    void applied(List<?> applied) {
        events = applied;
    }

    boolean isFirst() {
        return first;
    }

    boolean fromMemory() {
        return fromMemory;
    }

    void isFromMemory() {
        fromMemory = true;
    }

    void stored(StoredCommit commit) {
        stored = commit;
    }

    StoredCommit stored() {
        return stored;
    }

    /** Once it is stored; or, with no events, when there was nothing to do. */
    Outcome<?> done() {
        return new Outcome.Done<>(room.position(id, shell.seq()), shell.version(), List.copyOf(events), false);
    }

    /** Another writer took this version of the aggregate. */
    static final class Beaten extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Beaten() {
            super("another writer was first", null, false, false);
        }
    }

    /** The command id stands in the log already. */
    static final class Repeated extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient StoredCommit commit;

        Repeated(StoredCommit commit) {
            super("the command id stands in the log", null, false, false);
            this.commit = commit;
        }

        StoredCommit commit() {
            return commit;
        }
    }
}
