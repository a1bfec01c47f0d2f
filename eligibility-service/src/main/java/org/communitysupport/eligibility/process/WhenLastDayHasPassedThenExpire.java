package org.communitysupport.eligibility.process;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.communitysupport.eligibility.application.Authorizations;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.AuthorizationEnded;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.AuthorizationExpired;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.AuthorizationGranted;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.AuthorizationNotRequired;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.AuthorizationPartiallyGranted;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.AuthorizationRestored;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.PassThroughOpened;
import org.communitysupport.eligibility.domain.Codes;
import org.communitysupport.eligibility.inbound.Published;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.View;
import org.communitysupport.stream.Deadline;
import org.communitysupport.stream.DueRow;

/** The day after its last day an authorisation is said to have expired. */
public final class WhenLastDayHasPassedThenExpire {
    private WhenLastDayHasPassedThenExpire() {}

    public static Deadline deadline(Authorizations authorizations) {
        return new Deadline(
                "authorization-expiry",
                due(),
                (row, context) -> authorizations.expire(AggregateId.parse(row.aggregate()), context));
    }

    static View<DueRow> due() {
        var view = View.of("due-authorization-expiry", 2, DueRow.class);
        begins(view, PassThroughOpened.class, PassThroughOpened::authorization, PassThroughOpened::to);
        begins(view, AuthorizationGranted.class, AuthorizationGranted::authorization, AuthorizationGranted::to);
        begins(
                view,
                AuthorizationPartiallyGranted.class,
                AuthorizationPartiallyGranted::authorization,
                AuthorizationPartiallyGranted::to);
        begins(
                view,
                AuthorizationNotRequired.class,
                AuthorizationNotRequired::authorization,
                AuthorizationNotRequired::to);
        begins(
                view,
                AuthorizationRestored.class,
                AuthorizationRestored::authorization,
                e -> e.status() == Codes.AuthorizationStatus.GRANTED ? e.to() : null);
        ends(view, AuthorizationEnded.class, AuthorizationEnded::authorization);
        ends(view, AuthorizationExpired.class, AuthorizationExpired::authorization);
        return Published.restIgnored(view);
    }

    private static <E> void begins(
            View<DueRow> view, Class<E> as, Function<E, String> authorization, Function<E, LocalDate> last) {
        view.on(
                "eligibility." + as.getSimpleName(),
                as,
                e -> last.apply(e.data()) == null ? null : authorization.apply(e.data()),
                (row, e) -> DueRow.at(e.envelope().aggregate(), after(last.apply(e.data()), e)));
    }

    private static <E> void ends(View<DueRow> view, Class<E> as, Function<E, String> authorization) {
        view.on(
                "eligibility." + as.getSimpleName(),
                as,
                e -> authorization.apply(e.data()),
                (row, e) -> DueRow.done(row));
    }

    /**
     * Noon UTC of the day after: by then that day has begun in every time zone, so the question is never asked too early, when its answer
     * would be no for good. What is granted for days that are over is asked about at once, and under an id of its own.
     */
    private static Instant after(LocalDate last, Event<?> event) {
        var noon = last.plusDays(1).atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
        return noon.isAfter(event.envelope().at()) ? noon : event.envelope().at();
    }
}
