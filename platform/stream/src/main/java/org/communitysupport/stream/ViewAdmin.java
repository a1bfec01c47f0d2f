package org.communitysupport.stream;

import java.util.List;
import java.util.Map;

/** Rebuilding views beside the serving ones, and going back. Nothing a reader sees changes but by a flip. */
public interface ViewAdmin {

    /** Every generation of every view of this service. */
    List<Generation> list();

    /**
     * Starts to fill a new generation from the beginning of the topics, beside the serving one; it serves from when it has caught up.
     *
     * @return its number
     */
    int rebuild(String view);

    /**
     * Lets a generation serve.
     *
     * @throws IllegalStateException when it is not fed or is far behind
     */
    void flip(String view, int generation);

    /** Lets the generation serve that served before. */
    void back(String view);

    /**
     * Deletes a generation that does not serve, with its rows.
     *
     * @throws IllegalStateException when it serves
     */
    void drop(String view, int generation);

    /**
     * One generation.
     *
     * @param definition version of the view in the code that fills it
     * @param serving whether queries read it
     * @param filling whether it has yet to catch up for the first time
     * @param fed whether this process has the code that feeds it
     * @param lag records still to be read; -1 when not known
     * @param eventsPerSecond since it began to be fed in this process
     * @param secondsLeft until it has caught up at this rate; -1 when not known
     * @param reached service → lane → newest commit that the rows hold
     */
    record Generation(
            String view,
            int number,
            int definition,
            boolean serving,
            boolean filling,
            boolean fed,
            long lag,
            long eventsPerSecond,
            long secondsLeft,
            Map<String, Map<Integer, Long>> reached) {

        /** No view is ever at the very end of topics that are written to all the time. */
        private static final long SMALL_LAG = 200;

        /** Near enough to the end of its topics to serve. */
        public boolean caughtUp() {
            return caughtUp(lag);
        }

        static boolean caughtUp(long lag) {
            return lag >= 0 && lag <= SMALL_LAG;
        }
    }
}
