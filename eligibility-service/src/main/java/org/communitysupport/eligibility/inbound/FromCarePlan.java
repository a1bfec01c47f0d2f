package org.communitysupport.eligibility.inbound;

import java.time.LocalDate;

/** Events of care-plan-service. */
public final class FromCarePlan {
    private FromCarePlan() {}

    public record PlanActivated(
            String person,
            String episode,
            String plan,
            int version,
            String program,
            LocalDate activatedOn,
            LocalDate crisisPlanOn,
            Integer plannedUnitsPerWeek) {}

    public record ServiceOrdered(
            String person, String episode, String order, String program, LocalDate orderedOn, LocalDate validTo) {}
}
