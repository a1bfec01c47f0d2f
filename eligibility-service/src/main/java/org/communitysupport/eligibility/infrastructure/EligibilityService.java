package org.communitysupport.eligibility.infrastructure;

import java.util.List;
import org.communitysupport.eligibility.domain.Aggregates;
import org.communitysupport.eligibility.projection.CoverageView;
import org.communitysupport.eligibility.projection.EligibilityView;
import org.communitysupport.eligibility.projection.StaffView;
import org.communitysupport.eligibility.projection.TeamsView;
import org.communitysupport.runtime.ServiceSpec;

/** What the eligibility service is made of. */
public final class EligibilityService {
    private EligibilityService() {}

    public static ServiceSpec spec() {
        return new ServiceSpec(
                "eligibility",
                EligibilityEvents.types(),
                Aggregates.all(),
                List.of(EligibilityView.VIEW, CoverageView.VIEW, StaffView.VIEW, TeamsView.VIEW));
    }
}
