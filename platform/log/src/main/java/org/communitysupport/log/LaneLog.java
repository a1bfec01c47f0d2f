package org.communitysupport.log;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntConsumer;

/** The log of one service. Every implementation passes the conformance suite of {@code platform/testkit}. */
public interface LaneLog extends AutoCloseable {

    /** The service it belongs to, e.g. {@code referral}. */
    String service();

    /**
     * Stores the commit at the next free position of its lane and returns when it is on a majority and in the journal. Finds out about
     * unknown outcomes by itself: a repeat of the same command id is answered from what is stored.
     *
     * @throws TooLarge when the document would exceed 1 MiB
     * @throws Unavailable when the store gave no definite answer in time
     */
    Appended append(Commit commit);

    /** The commit that this command id led to. Majority read. */
    Optional<StoredCommit> findCommand(UUID commandId);

    /** The aggregate's commits from the one that holds {@code fromVersion}, in order. */
    List<StoredCommit> load(String aggregate, long fromVersion);

    /**
     * Up to {@code limit} commits of the given lanes, each after the given seq, in lane order; every lane that is behind gets its turn.
     *
     * @throws Corrupt when a lane has a hole
     */
    List<StoredCommit> read(Map<Integer, Long> after, int limit);

    /**
     * The commits of all aggregates under one key (what a person's lane holds about that person), after the given seq of the key's lane,
     * in lane order; fewer than {@code limit} when they are large. Reads past all else on the lane: for readers of history, not for commands.
     *
     * @param key see {@link org.communitysupport.kernel.AggregateId}
     */
    List<StoredCommit> about(String tenant, String key, long after, int limit);

    /** The newest seq of every lane; 0 for an empty one. */
    Map<Integer, Long> heads();

    /**
     * Called after each own append, on the appending thread: wakes relay and readers.
     *
     * @param wake takes the lane
     */
    void onAppend(IntConsumer wake);

    @Override
    void close();

    /** What became of an append. */
    sealed interface Appended {
        record Stored(StoredCommit commit) implements Appended {}

        /** This command id stands in the log already; its input may have been another, compare {@code inputHash}. */
        record AlreadyDone(StoredCommit commit) implements Appended {}

        /** Another commit took this version of the aggregate: load again and decide again. */
        record VersionTaken() implements Appended {}
    }

    final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public TooLarge(String message) {
            super(message);
        }
    }

    final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The log contradicts itself: a hole, a broken hash. Nothing may go on as if it were not so. */
    final class Corrupt extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Corrupt(String message) {
            super(message);
        }
    }
}
