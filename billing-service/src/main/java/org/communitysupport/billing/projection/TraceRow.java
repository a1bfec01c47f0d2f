package org.communitysupport.billing.projection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What happened to a person (or on a person's day) that a claim may rest on, in no order between services; sorted when it is read.
 *
 * @param tenant of the person
 */
public record TraceRow(String tenant, String person, List<Step> steps) {

    /**
     * One event of any service.
     *
     * @param position where it stands in its service's log
     * @param knownAt when it was recorded there: the moment from which anybody could know it
     * @param at when it happened, by the business clock
     * @param pack policy pack that decided it; null when none did
     * @param rules ids of the rules that were asked
     * @param facts plain facts in it, no personal values
     */
    public record Step(
            String service,
            String event,
            String position,
            Instant at,
            Instant knownAt,
            String actor,
            String pack,
            String packVersion,
            List<String> rules,
            Map<String, String> facts) {}

    TraceRow plus(Step step) {
        var all = new ArrayList<>(steps);
        all.add(step);
        return new TraceRow(tenant, person, List.copyOf(all));
    }
}
