package org.communitysupport.eligibility.projection;

import java.util.List;
import org.communitysupport.eligibility.inbound.FromReferral;
import org.communitysupport.eligibility.inbound.Published;
import org.communitysupport.kernel.View;

/** Staff and their credentials by date, folded from the referral service's topic. */
public final class StaffView {
    public static final View<StaffRow> VIEW = Published.restIgnored(View.of("staff", 2, StaffRow.class)
            .on(
                    "referral.StaffRegistered",
                    FromReferral.StaffRegistered.class,
                    e -> e.data().staff(),
                    (row, e) -> new StaffRow(e.data().staff(), e.data().displayName(), List.of()))
            .on(
                    "referral.CredentialRecorded",
                    FromReferral.CredentialRecorded.class,
                    e -> e.data().staff(),
                    (row, e) -> row.with(new StaffRow.Held(
                            e.data().kind(), e.data().validFrom(), e.data().validTo())))
            .on(
                    "referral.CredentialEnded",
                    FromReferral.CredentialEnded.class,
                    e -> e.data().staff(),
                    (row, e) -> row.ending(e.data().kind(), e.data().endedOn()))
            .index("displayName"));

    private StaffView() {}
}
