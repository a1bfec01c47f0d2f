package org.communitysupport.careplan.infrastructure;

import java.util.List;
import org.communitysupport.careplan.domain.CarePlanDecider;
import org.communitysupport.careplan.projection.BoardView;
import org.communitysupport.careplan.projection.PlanView;
import org.communitysupport.careplan.projection.StaffView;
import org.communitysupport.careplan.projection.TimelineView;
import org.communitysupport.runtime.ServiceSpec;

/** What the care-plan service is made of. */
public final class CarePlanService {
    private CarePlanService() {}

    public static ServiceSpec spec() {
        return new ServiceSpec(
                "care-plan",
                CarePlanEvents.types(),
                List.of(CarePlanDecider.CARE_PLAN),
                List.of(PlanView.VIEW, StaffView.VIEW, BoardView.VIEW, TimelineView.VIEW));
    }
}
