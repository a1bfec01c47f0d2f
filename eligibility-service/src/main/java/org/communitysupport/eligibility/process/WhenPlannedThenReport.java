package org.communitysupport.eligibility.process;

import org.communitysupport.eligibility.domain.Aggregates;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.ReportOrder;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.ReportPlan;
import org.communitysupport.eligibility.domain.AuthorizationsFacts;
import org.communitysupport.eligibility.inbound.FromCarePlan;
import org.communitysupport.eligibility.inbound.Published;
import org.communitysupport.kernel.Reaction;

/** Plans and service orders are what a request takes along (ELG-7). */
public final class WhenPlannedThenReport {
    private WhenPlannedThenReport() {}

    public static Reaction reaction() {
        return Reaction.named("WhenPlannedThenReport")
                .on("care-plan.PlanActivated", FromCarePlan.PlanActivated.class, (event, context) -> {
                    var e = event.data();
                    context.run(
                            Aggregates.AUTHORIZATIONS,
                            Aggregates.authorizations(event.envelope().tenant(), e.person(), e.program()),
                            new ReportPlan(
                                    e.person(),
                                    e.program(),
                                    e.episode(),
                                    e.plan(),
                                    e.version(),
                                    e.activatedOn(),
                                    e.crisisPlanOn(),
                                    e.plannedUnitsPerWeek()),
                            new AuthorizationsFacts(null, null));
                })
                .on("care-plan.ServiceOrdered", FromCarePlan.ServiceOrdered.class, (event, context) -> {
                    var e = event.data();
                    context.run(
                            Aggregates.AUTHORIZATIONS,
                            Aggregates.authorizations(event.envelope().tenant(), e.person(), e.program()),
                            new ReportOrder(
                                    e.person(), e.program(), e.episode(), e.order(), e.orderedOn(), e.validTo()),
                            new AuthorizationsFacts(null, null));
                })
                .ignores(Published.carePlanBesides("PlanActivated", "ServiceOrdered"));
    }
}
