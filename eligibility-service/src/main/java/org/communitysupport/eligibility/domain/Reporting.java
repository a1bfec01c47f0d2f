package org.communitysupport.eligibility.domain;

import org.communitysupport.eligibility.domain.AuthorizationsCommand.*;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.*;
import org.communitysupport.kernel.Decision;

/** What other services and the determination report of an episode; what is known already changes nothing. */
final class Reporting {
    private Reporting() {}

    static Decision<AuthorizationsEvent> report(ReportAssessment c, AuthorizationsState state) {
        var known = state.reportsOf(c.episode()).assessment();
        if (known != null && known.assessment().equals(c.assessment())) return Decision.nothingToDo();
        return Decision.accept(new AssessmentReported(
                c.person(),
                c.program(),
                c.episode(),
                c.assessment(),
                c.kind(),
                c.assessedOn(),
                c.recommendsProgram(),
                c.level()));
    }

    static Decision<AuthorizationsEvent> report(ReportNecessity c, AuthorizationsState state) {
        var known = state.reportsOf(c.episode()).necessityOn();
        boolean same = c.confirmed() ? c.determinedOn().equals(known) : known == null;
        if (same) return Decision.nothingToDo();
        return Decision.accept(
                new NecessityReported(c.person(), c.program(), c.episode(), c.confirmed(), c.determinedOn()));
    }

    static Decision<AuthorizationsEvent> report(ReportPlan c, AuthorizationsState state) {
        var known = state.reportsOf(c.episode()).plan();
        if (known != null && known.plan().equals(c.plan()) && known.version() >= c.version())
            return Decision.nothingToDo();
        return Decision.accept(new PlanReported(
                c.person(),
                c.program(),
                c.episode(),
                c.plan(),
                c.version(),
                c.activatedOn(),
                c.crisisPlanOn(),
                c.plannedUnitsPerWeek()));
    }

    static Decision<AuthorizationsEvent> report(ReportOrder c, AuthorizationsState state) {
        boolean known = state.reportsOf(c.episode()).orders().stream()
                .anyMatch(o -> o.order().equals(c.order()));
        if (known) return Decision.nothingToDo();
        return Decision.accept(
                new ServiceOrderReported(c.person(), c.program(), c.episode(), c.order(), c.orderedOn(), c.validTo()));
    }
}
