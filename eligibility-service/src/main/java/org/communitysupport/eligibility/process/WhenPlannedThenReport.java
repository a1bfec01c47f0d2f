package org.communitysupport.eligibility.process;

import org.communitysupport.eligibility.domain.AuthorizationsCommand.ReportOrder;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.ReportPlan;
import org.communitysupport.eligibility.inbound.FromCarePlan;
import org.communitysupport.eligibility.inbound.Published;
import org.communitysupport.kernel.Reaction;

/** Plans and service orders are what a request takes along (ELG-7). */
public final class WhenPlannedThenReport {
    private WhenPlannedThenReport() {}

    public static Reaction reaction() {
        return Published.restIgnored(Reaction.named("WhenPlannedThenReport")
                .on(
                        "care-plan.PlanActivated",
                        FromCarePlan.PlanActivated.class,
                        (event, context) -> ToAuthorizations.tell(
                                event, event.data().person(), event.data().program(), plan(event.data()), context))
                .on(
                        "care-plan.ServiceOrdered",
                        FromCarePlan.ServiceOrdered.class,
                        (event, context) -> ToAuthorizations.tell(
                                event, event.data().person(), event.data().program(), order(event.data()), context)));
    }

    private static ReportPlan plan(FromCarePlan.PlanActivated e) {
        return new ReportPlan(
                e.person(),
                e.program(),
                e.episode(),
                e.plan(),
                e.version(),
                e.activatedOn(),
                e.crisisPlanOn(),
                e.plannedUnitsPerWeek());
    }

    private static ReportOrder order(FromCarePlan.ServiceOrdered e) {
        return new ReportOrder(e.person(), e.program(), e.episode(), e.order(), e.orderedOn(), e.validTo());
    }
}
