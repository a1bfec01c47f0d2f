package org.communitysupport.encounter.inbound;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Events of care-plan-service. */
public final class FromCarePlan {
    private FromCarePlan() {}

    public record ServiceOrdered(String person, String program, String order, LocalDate orderedOn, LocalDate validTo) {}

    /** @param part2Goals and {@code goalTargets}: null in events before 2026-12 */
    public record PlanActivated(
            String person,
            String program,
            String episode,
            String plan,
            int version,
            LocalDate activatedOn,
            LocalDate from,
            LocalDate to,
            List<String> goals,
            List<String> part2Goals,
            Map<String, LocalDate> goalTargets) {}
}
