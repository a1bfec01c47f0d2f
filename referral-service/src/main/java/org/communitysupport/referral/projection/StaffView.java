package org.communitysupport.referral.projection;

import java.util.List;
import org.communitysupport.kernel.View;
import org.communitysupport.referral.domain.StaffEvent.*;
import org.communitysupport.referral.inbound.Published;

/** One row a member of staff. */
public final class StaffView {
    public static final View<StaffRow> VIEW = Published.restIgnored(View.of("staff", 2, StaffRow.class)
            .on(
                    "referral.StaffRegistered",
                    StaffRegistered.class,
                    e -> e.data().staff(),
                    (row, e) -> new StaffRow(
                            e.envelope().tenant(),
                            e.data().staff(),
                            e.data().displayName(),
                            e.data().npi(),
                            List.of(),
                            e.envelope().version()))
            .on(
                    "referral.CredentialRecorded",
                    CredentialRecorded.class,
                    e -> e.data().staff(),
                    (row, e) -> row.with(
                            new StaffRow.Held(
                                    e.data().kind(),
                                    e.data().number(),
                                    e.data().validFrom(),
                                    e.data().validTo(),
                                    null),
                            e.envelope().version()))
            .on(
                    "referral.CredentialEnded",
                    CredentialEnded.class,
                    e -> e.data().staff(),
                    (row, e) -> row.ending(
                            e.data().kind(),
                            e.data().endedOn(),
                            e.data().reason(),
                            e.envelope().version()))
            .index("displayName"));

    private StaffView() {}
}
