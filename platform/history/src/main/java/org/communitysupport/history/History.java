package org.communitysupport.history;

import java.util.List;

/** Where history is read: the logs of all services, of the tenant of whoever asks. */
public interface History {

    /** Of how many lanes each service's log consists; the same for all, for ever. */
    int LANES = org.communitysupport.kernel.Lanes.COUNT;

    /**
     * The next events of something that is read bit by bit.
     *
     * @param through seq up to which it has been read, past events of other tenants too
     */
    record Page(long through, List<Told> events) {}

    /** The services, sorted. */
    List<String> services();

    /** The tenant whose events are told. */
    String tenant();

    /** The newest commits of all lanes, now. */
    Ends ends();

    /** Whole commits of a lane after {@code after} and up to {@code to}; moves {@code through} on when there is anything to read. */
    Page lane(String service, int lane, long after, long to);

    /** All that a service holds under a key, in lane order. */
    List<Told> about(String service, String key);
}
