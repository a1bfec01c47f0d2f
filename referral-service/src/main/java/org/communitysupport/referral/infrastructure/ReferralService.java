package org.communitysupport.referral.infrastructure;

import java.util.List;
import org.communitysupport.referral.domain.Aggregates;
import org.communitysupport.referral.projection.IdentityQuestionsView;
import org.communitysupport.referral.projection.ReferralsView;
import org.communitysupport.referral.projection.StaffView;
import org.communitysupport.referral.projection.TeamsView;
import org.communitysupport.runtime.ServiceSpec;

/** What the referral service is made of. */
public final class ReferralService {
    private ReferralService() {}

    public static ServiceSpec spec() {
        return new ServiceSpec(
                "referral",
                ReferralEvents.types(),
                Aggregates.all(),
                List.of(ReferralsView.VIEW, TeamsView.VIEW, StaffView.VIEW, IdentityQuestionsView.VIEW));
    }
}
