package org.communitysupport.referral.process;

import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.View;
import org.communitysupport.referral.application.Policies;
import org.communitysupport.referral.application.Referrals;
import org.communitysupport.referral.domain.Aggregates;
import org.communitysupport.referral.domain.ReferralCommand.MissResponse;
import org.communitysupport.referral.domain.ReferralEvent;
import org.communitysupport.referral.domain.ReferralEvent.*;
import org.communitysupport.referral.inbound.Published;
import org.communitysupport.stream.Deadline;
import org.communitysupport.stream.DueRow;

/** REF-9: a referral that nobody answered by its clock is said so. It stops nothing. */
public final class WhenNobodyAnswersInTime {
    public static final View<DueRow> DUE = due();

    private WhenNobodyAnswersInTime() {}

    public static Deadline deadline(CommandRunner commands, Referrals referrals, Policies policies) {
        return new Deadline("referral-response", DUE, (row, context) -> {
            var id = AggregateId.parse(row.aggregate());
            String program = referrals.load(id).state().content().program();
            return commands.run(Aggregates.REFERRAL, id, new MissResponse(row.at()), policies.intake(program), context);
        });
    }

    private static View<DueRow> due() {
        var view = View.of("response-due", 2, DueRow.class)
                .on(
                        "referral.ReferralReceived",
                        ReferralReceived.class,
                        e -> e.data().responseDueAt() == null ? null : e.data().referral(),
                        (row, e) -> DueRow.at(e.envelope().aggregate(), e.data().responseDueAt()))
                .on(
                        "referral.ReferralCorrected",
                        ReferralCorrected.class,
                        e -> e.data().responseDueAt() == null ? null : e.data().referral(),
                        (row, e) -> row == null || row.done()
                                ? row
                                : DueRow.at(row.aggregate(), e.data().responseDueAt()));
        done(view, ReferralTriaged.class);
        done(view, ReferralInformationRequested.class);
        done(view, ReferralContactAttempted.class);
        done(view, ReferralAccepted.class);
        done(view, ReferralDeclined.class);
        done(view, ReferralWithdrawn.class);
        done(view, ReferralDuplicateDetected.class);
        return Published.restIgnored(view);
    }

    private static <E extends ReferralEvent> void done(View<DueRow> view, Class<E> as) {
        view.on("referral." + as.getSimpleName(), as, e -> e.data().referral(), (row, e) -> DueRow.done(row));
    }
}
