package org.communitysupport.eligibility.process;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.communitysupport.eligibility.application.Authorizations;
import org.communitysupport.eligibility.application.Policies;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.UnitsReleased;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.UnitsReserved;
import org.communitysupport.eligibility.inbound.Published;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.View;
import org.communitysupport.stream.Deadline;
import org.communitysupport.stream.DueRow;

/** Units of a planned visit that nobody noted are given back after the days of the pack, so that they do not expire unused. */
public final class WhenVisitWasNotNotedThenRelease {
    private WhenVisitWasNotNotedThenRelease() {}

    public static Deadline deadline(Authorizations authorizations, Policies policies) {
        return new Deadline(
                "visit-not-noted",
                due(policies),
                (row, context) -> authorizations.releasePassedVisits(AggregateId.parse(row.aggregate()), context));
    }

    static View<DueRow> due(Policies policies) {
        var view = View.of("due-visit-not-noted", 1, DueRow.class);
        view.on(
                "eligibility.UnitsReserved",
                UnitsReserved.class,
                e -> policies.unnotedVisitDays(e.data().program()) == null
                        ? null
                        : e.data().line(),
                (row, e) -> {
                    var due = dueAt(
                            e.data().date(), policies.unnotedVisitDays(e.data().program()));
                    var now = e.envelope().at();
                    return DueRow.at(e.envelope().aggregate(), due.isAfter(now) ? due : now);
                });
        view.on("eligibility.UnitsReleased", UnitsReleased.class, e -> e.data().line(), (row, e) -> DueRow.done(row));
        return Published.restIgnored(view);
    }

    /** Noon UTC of the day after, when the last day of a note is over in every time zone. */
    static Instant dueAt(LocalDate visit, int days) {
        return visit.plusDays(days + 1L).atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
    }
}
