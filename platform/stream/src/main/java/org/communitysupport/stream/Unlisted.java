package org.communitysupport.stream;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Event types that a consumer neither handles nor ignores by name: passed over, counted, and said once. */
final class Unlisted {
    private static final Logger LOG = LoggerFactory.getLogger(Unlisted.class);

    private final MeterRegistry meters;
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    Unlisted(MeterRegistry meters) {
        this.meters = meters;
    }

    void seen(String consumer, String type) {
        meters.counter("cs.events.unlisted", "consumer", consumer, "type", type).increment();
        if (said.add(consumer + ' ' + type))
            LOG.warn("{} neither handles nor ignores {}; it is passed over.", consumer, type);
    }
}
