package org.communitysupport.referral.projection;

import java.util.List;
import org.communitysupport.kernel.View;
import org.communitysupport.referral.domain.TeamEvent.*;
import org.communitysupport.referral.inbound.Published;

/** One row a team. */
public final class TeamsView {
    public static final View<TeamRow> VIEW = Published.restIgnored(View.of("teams", 1, TeamRow.class)
            .on(
                    "referral.TeamEstablished",
                    TeamEstablished.class,
                    e -> e.data().team(),
                    (row, e) -> new TeamRow(
                            e.envelope().tenant(),
                            e.data().team(),
                            e.data().name(),
                            e.data().program(),
                            e.data().npi(),
                            e.data().siteCode(),
                            e.data().timeZone(),
                            List.of(),
                            List.of(),
                            0,
                            null,
                            e.envelope().version()))
            .on(
                    "referral.StaffAssigned",
                    StaffAssigned.class,
                    e -> e.data().team(),
                    (row, e) -> row.with(
                            new TeamRow.Member(
                                    e.data().staff(),
                                    e.data().role(),
                                    e.data().ftePercent(),
                                    e.data().from(),
                                    null),
                            e.envelope().version()))
            .on(
                    "referral.StaffUnassigned",
                    StaffUnassigned.class,
                    e -> e.data().team(),
                    (row, e) -> row.without(
                            e.data().staff(), e.data().until(), e.envelope().version()))
            .on(
                    "referral.TeamSlotReserved",
                    TeamSlotReserved.class,
                    e -> e.data().team(),
                    (row, e) -> row.carrying(
                            e.data().referral(),
                            e.data().caseload(),
                            e.data().limit(),
                            e.envelope().version()))
            .on(
                    "referral.TeamSlotReleased",
                    TeamSlotReleased.class,
                    e -> e.data().team(),
                    (row, e) -> row.dropping(
                            e.data().referral(),
                            e.data().caseload(),
                            e.data().limit(),
                            e.envelope().version()))
            .index("name")
            .index("program"));

    private TeamsView() {}
}
