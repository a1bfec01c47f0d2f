package org.communitysupport.billing.projection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What happened to a person (or on a person's day) that a claim may rest on, in the order in which it was recorded.
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

    /** As they were recorded. Events of one commit are equal here and stay in the order in which they come. */
    public static final Comparator<Step> AS_RECORDED = Comparator.comparing(Step::knownAt)
            .thenComparing(Step::service)
            .thenComparingLong(TraceRow::sequence)
            .thenComparing(Step::position);

    /** In its place: services tell independently, and the row must not depend on who was heard first. */
    TraceRow plus(Step step) {
        var all = new ArrayList<>(steps);
        int place = all.size();
        while (place > 0 && AS_RECORDED.compare(all.get(place - 1), step) > 0) place--;
        all.add(place, step);
        return new TraceRow(tenant, person, List.copyOf(all));
    }

    private static long sequence(Step step) {
        return Long.parseLong(step.position().substring(step.position().lastIndexOf(':') + 1));
    }
}
