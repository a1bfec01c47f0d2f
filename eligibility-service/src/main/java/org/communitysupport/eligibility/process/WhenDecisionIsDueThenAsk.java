package org.communitysupport.eligibility.process;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.communitysupport.eligibility.application.Authorizations;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.*;
import org.communitysupport.eligibility.inbound.Published;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.View;
import org.communitysupport.stream.Deadline;
import org.communitysupport.stream.DueRow;

/** The day after a payer's last day to decide, silence is looked at (ELG-13). */
public final class WhenDecisionIsDueThenAsk {
    private WhenDecisionIsDueThenAsk() {}

    public static Deadline deadline(Authorizations authorizations) {
        return new Deadline(
                "decision-due",
                due(),
                (row, context) -> authorizations.missDecisions(AggregateId.parse(row.aggregate()), context));
    }

    static View<DueRow> due() {
        var view = View.of("due-decision", 2, DueRow.class);
        begins(
                view,
                AuthorizationRequested.class,
                AuthorizationRequested::authorization,
                AuthorizationRequested::decisionDueOn);
        begins(
                view,
                AuthorizationDecisionExtended.class,
                AuthorizationDecisionExtended::authorization,
                AuthorizationDecisionExtended::decisionDueOn);
        begins(
                view,
                AuthorizationResubmitted.class,
                AuthorizationResubmitted::authorization,
                AuthorizationResubmitted::decisionDueOn);
        ends(view, AuthorizationReturned.class, AuthorizationReturned::authorization);
        ends(view, AuthorizationGranted.class, AuthorizationGranted::authorization);
        ends(view, AuthorizationPartiallyGranted.class, AuthorizationPartiallyGranted::authorization);
        ends(view, AuthorizationDenied.class, AuthorizationDenied::authorization);
        ends(view, AuthorizationDeemedDenied.class, AuthorizationDeemedDenied::authorization);
        ends(view, AuthorizationRequestCancelled.class, AuthorizationRequestCancelled::authorization);
        begins(
                view,
                AuthorizationRestored.class,
                AuthorizationRestored::authorization,
                AuthorizationRestored::decisionDueOn);
        ends(view, AuthorizationEnded.class, AuthorizationEnded::authorization);
        return Published.restIgnored(view);
    }

    private static <E> void begins(
            View<DueRow> view, Class<E> as, Function<E, String> authorization, Function<E, LocalDate> due) {
        view.on(
                "eligibility." + as.getSimpleName(),
                as,
                e -> due.apply(e.data()) == null ? null : authorization.apply(e.data()),
                (row, e) -> DueRow.at(e.envelope().aggregate(), after(due.apply(e.data()), e)));
    }

    private static <E> void ends(View<DueRow> view, Class<E> as, Function<E, String> authorization) {
        view.on(
                "eligibility." + as.getSimpleName(),
                as,
                e -> authorization.apply(e.data()),
                (row, e) -> DueRow.done(row));
    }

    /**
     * Noon UTC of the day after, when the due day is over in every time zone. A request that is entered when its due day is over already is
     * looked at a day later: whoever enters it has its answer to enter, too.
     */
    private static Instant after(LocalDate due, Event<?> event) {
        var noon = due.plusDays(1).atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
        var entered = event.envelope().at();
        return noon.isAfter(entered) ? noon : entered.plus(Duration.ofDays(1));
    }
}
