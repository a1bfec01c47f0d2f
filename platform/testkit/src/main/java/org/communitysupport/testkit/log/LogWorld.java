package org.communitysupport.testkit.log;

import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.log.HashChain;
import org.communitysupport.log.LaneLog;

/** One log's store as a test needs it: several processes can open it, and it can be hurt. */
public interface LogWorld extends AutoCloseable {

    /** What gets lost on the way to the store and back. */
    enum Loss {
        /** The call never arrives. */
        REQUEST,
        /** The call takes effect and nobody is told. */
        ANSWER
    }

    /** Another process' log over the same store; closed with the world. */
    LaneLog open(BusinessClock clock);

    /** Happens to the next call that stores something. */
    void lose(Loss loss);

    /** Calls that store something stand still until {@link #release()}. */
    void hold();

    void release();

    /** Removes a commit behind the log's back. */
    void remove(int lane, long seq);

    /** Changes a commit's actor behind the log's back. */
    void alter(int lane, long seq);

    /** {@link HashChain#verify} over what is stored. */
    HashChain.Whole verify(int lane);

    @Override
    void close();
}
