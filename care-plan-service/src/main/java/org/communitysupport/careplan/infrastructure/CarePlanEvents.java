package org.communitysupport.careplan.infrastructure;

import org.communitysupport.careplan.domain.CarePlanEvent;
import org.communitysupport.codec.EventTypes;

/** The published names of this service's events. */
public final class CarePlanEvents {
    private CarePlanEvents() {}

    public static EventTypes types() {
        return EventTypes.of("care-plan")
                .event("PlanningStarted", CarePlanEvent.PlanningStarted.class)
                .event("DemographicsNoted", CarePlanEvent.DemographicsNoted.class)
                .event("AssessmentNoted", CarePlanEvent.AssessmentNoted.class)
                .event("EpisodeNoted", CarePlanEvent.EpisodeNoted.class)
                .event("EpisodeEndNoted", CarePlanEvent.EpisodeEndNoted.class)
                .event("EpisodeReopenedNoted", CarePlanEvent.EpisodeReopenedNoted.class)
                .event("PlanDrafted", CarePlanEvent.PlanDrafted.class)
                .event("GoalAdded", CarePlanEvent.GoalAdded.class, e -> e.part2() ? "part2" : "")
                .event("GoalRevised", CarePlanEvent.GoalRevised.class, e -> e.part2() ? "part2" : "")
                .event("GoalProgressRecorded", CarePlanEvent.GoalProgressRecorded.class, e -> e.part2() ? "part2" : "")
                .event("GoalOutcomeRecorded", CarePlanEvent.GoalOutcomeRecorded.class, e -> e.part2() ? "part2" : "")
                .event("InterventionPlanned", CarePlanEvent.InterventionPlanned.class)
                .event("CrisisPlanCompleted", CarePlanEvent.CrisisPlanCompleted.class)
                .event("CrisisPlanUpdated", CarePlanEvent.CrisisPlanUpdated.class)
                .event("LinkageRecorded", CarePlanEvent.LinkageRecorded.class)
                .event("NaturalSupportRecorded", CarePlanEvent.NaturalSupportRecorded.class)
                .event("NaturalSupportRevised", CarePlanEvent.NaturalSupportRevised.class)
                .event("NaturalSupportEnded", CarePlanEvent.NaturalSupportEnded.class)
                .event(
                        "NaturalSupportContacted",
                        CarePlanEvent.NaturalSupportContacted.class,
                        e -> e.about().contains("SUBSTANCE_USE") ? "part2" : "")
                .event("PlanSigned", CarePlanEvent.PlanSigned.class)
                .event("ConsentNotObtainedDocumented", CarePlanEvent.ConsentNotObtainedDocumented.class)
                .event("ServiceOrdered", CarePlanEvent.ServiceOrdered.class)
                .event(
                        "PlanActivated",
                        CarePlanEvent.PlanActivated.class,
                        e -> e.part2Goals() == null || e.part2Goals().isEmpty() ? "" : "part2")
                .event("PlanRevised", CarePlanEvent.PlanRevised.class);
    }
}
