package org.communitysupport.stream;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.communitysupport.kernel.Lanes;

/**
 * Which lanes this instance of its service works on. Lane <i>n</i> of every topic that the service reads goes with lane <i>n</i> of its own.
 * Who works on a lane writes under the lane's epoch, which its next owner raises: what a former owner still wants to write is not taken then.
 */
public interface Ownership {

    /** Lane → epoch, now. The same object for as long as nothing changes. */
    Map<Integer, Long> owned();

    default boolean owns(int lane) {
        return owned().containsKey(lane);
    }

    /** Whether every lane is worked on here, so that nobody else knows more. */
    default boolean ownsAll() {
        return owned().size() == Lanes.COUNT;
    }

    /** Whether it is known yet which lanes are worked on here; they may be none. */
    boolean isSettled();

    /** Told from now on when lanes have gone to somebody else; {@link #owned} has them no more by then. */
    void listen(Listener listener);

    void forget(Listener listener);

    /**
     * Writes that only the owner of these lanes may make, all or none of them.
     *
     * @param epochs lane → epoch under which the writer works on it
     * @throws Lost when one of the lanes has another owner by now
     */
    void fenced(Map<Integer, Long> epochs, Consumer<ClientSession> writes);

    /** Somebody who works on lanes. */
    @FunctionalInterface
    interface Listener {

        /** Stores what was done in lanes that are no longer owned and lets go of them; returns when that is done, or cannot be done soon. */
        void letGo();
    }

    /** A lane has another owner by now. What was not stored is done again by that one. */
    final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Lost(Collection<Integer> lanes) {
            super("another instance works on lanes " + lanes + " by now", null, false, false);
        }
    }

    /** The one instance there is. */
    static Ownership alone(MongoClient mongo) {
        Map<Integer, Long> all =
                IntStream.range(0, Lanes.COUNT).boxed().collect(Collectors.toMap(lane -> lane, lane -> 0L));
        return new Ownership() {
            @Override
            public Map<Integer, Long> owned() {
                return all;
            }

            @Override
            public boolean isSettled() {
                return true;
            }

            @Override
            public void listen(Listener listener) {
                // Nothing ever changes.
            }

            @Override
            public void forget(Listener listener) {
                // Nothing was kept.
            }

            @Override
            public void fenced(Map<Integer, Long> epochs, Consumer<ClientSession> writes) {
                try (var session = mongo.startSession()) {
                    writes.accept(session);
                }
            }
        };
    }
}
