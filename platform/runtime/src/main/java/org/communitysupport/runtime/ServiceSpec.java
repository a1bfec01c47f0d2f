package org.communitysupport.runtime;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.communitysupport.codec.EventTypes;
import org.communitysupport.kernel.Aggregate;
import org.communitysupport.kernel.View;

/**
 * What a service is made of, constructible without any container, so that tools (verify, history) read it too.
 *
 * @param service as in topic, type names and {@code cs.service}, e.g. {@code care-plan}
 * @param events a line an event type
 * @param aggregates all that its commands run on
 * @param views all that its queries read
 */
public record ServiceSpec(
        String service, EventTypes events, List<Aggregate<?, ?, ?, ?>> aggregates, List<View<?>> views) {
    public ServiceSpec {
        aggregates = List.copyOf(aggregates);
        views = List.copyOf(views);
        if (!service.equals(events.service()))
            throw new IllegalStateException("the events of " + service + " are named for " + events.service());
    }

    /** The services whose topics its views read. */
    public Set<String> viewSources() {
        var sources = new TreeSet<String>();
        views.forEach(v -> sources.addAll(v.sources()));
        return sources;
    }
}
