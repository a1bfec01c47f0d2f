package org.communitysupport.local;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One process of the local profile.
 *
 * @param name as it is called on the command line
 * @param needs names of the parts that must serve before it starts, and end after it
 * @param port it listens on; 0 when on none
 * @param address what the person opens or configures; empty when there is none
 * @param usually how long it takes to serve
 * @param patience after which it counts as not coming up
 * @param prepare makes ready what it needs (directories, downloads) and gives its command line; throws with a sentence when it cannot
 * @param environment added to ours
 * @param ready whether it serves
 */
record Part(
        String name,
        Set<String> needs,
        int port,
        String address,
        Duration usually,
        Duration patience,
        Supplier<List<String>> prepare,
        Map<String, String> environment,
        BooleanSupplier ready) {

    Part with(Map<String, String> more) {
        var both = new HashMap<>(environment);
        both.putAll(more);
        return new Part(name, needs, port, address, usually, patience, prepare, Map.copyOf(both), ready);
    }
}
