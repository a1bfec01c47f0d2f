package org.communitysupport.referral.process;

import java.time.Duration;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.View;
import org.communitysupport.referral.application.Acceptance;
import org.communitysupport.referral.domain.ReferralEvent.ReferralAccepted;
import org.communitysupport.referral.domain.TeamEvent.TeamSlotReleased;
import org.communitysupport.referral.domain.TeamEvent.TeamSlotReserved;
import org.communitysupport.referral.inbound.Published;
import org.communitysupport.stream.Deadline;
import org.communitysupport.stream.DueRow;

/**
 * Accepting takes the slot first and writes the acceptance next. A death between the two leaves a slot taken for nothing; a repeat of the
 * request uses it, else it is given back. Accepting here would leave the one who asked without a first answer to be repeated.
 */
public final class WhenSlotIsUnusedThenGiveItBack {
    private static final Duration AFTER = Duration.ofMinutes(2);

    public static final View<DueRow> DUE = due();

    private WhenSlotIsUnusedThenGiveItBack() {}

    public static Deadline deadline(Acceptance acceptance) {
        return new Deadline(
                "slot-unused",
                DUE,
                (row, context) -> acceptance.giveBackUnused(AggregateId.parse(row.aggregate()), row.about(), context));
    }

    private static View<DueRow> due() {
        var view = View.of("due-slot-unused", 2, DueRow.class)
                .on(
                        "referral.TeamSlotReserved",
                        TeamSlotReserved.class,
                        e -> e.data().referral(),
                        (row, e) -> DueRow.at(
                                        e.envelope().aggregate(),
                                        e.envelope().at().plus(AFTER))
                                .about(e.data().referral()))
                .on(
                        "referral.TeamSlotReleased",
                        TeamSlotReleased.class,
                        e -> e.data().referral(),
                        (row, e) -> DueRow.done(row))
                .on(
                        "referral.ReferralAccepted",
                        ReferralAccepted.class,
                        e -> e.data().referral(),
                        (row, e) -> DueRow.done(row));
        return Published.restIgnored(view);
    }
}
