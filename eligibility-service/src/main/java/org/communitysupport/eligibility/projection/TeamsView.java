package org.communitysupport.eligibility.projection;

import org.communitysupport.eligibility.inbound.FromReferral;
import org.communitysupport.eligibility.inbound.Published;
import org.communitysupport.kernel.View;

/** Name and site of each team, folded from the referral service's topic. */
public final class TeamsView {
    public static final View<TeamRow> VIEW = Published.restIgnored(View.of("teams", 2, TeamRow.class)
            .on(
                    "referral.TeamEstablished",
                    FromReferral.TeamEstablished.class,
                    e -> e.data().team(),
                    (row, e) -> new TeamRow(
                            e.data().team(),
                            e.data().name(),
                            e.data().npi(),
                            e.data().siteCode()))
            .index("name"));

    private TeamsView() {}
}
