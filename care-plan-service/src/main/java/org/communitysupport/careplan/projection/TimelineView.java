package org.communitysupport.careplan.projection;

import java.time.Instant;
import org.communitysupport.careplan.inbound.Published;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.View;

/**
 * One person's history over all services: a row an event, without anything personal, in the order in which it was recorded. Every event that
 * names a person is a line; what names none (staff, teams, payers' files) is nobody's history.
 */
public final class TimelineView {

    /** The few open fields that make a sentence; null where an event has none of the kind. */
    public record Happening(
            String person,
            String authorization,
            String number,
            String claim,
            String code,
            Integer units,
            Integer missing,
            Integer minutes,
            String date,
            String role,
            String kind,
            String state,
            String team,
            Long paidCents,
            Long chargeCents) {}

    /**
     * @param position {@code service:lane:seq}
     * @param about one line in plain words, no personal data
     */
    public record TimelineRow(
            String person,
            Instant at,
            Instant recordedAt,
            String service,
            String position,
            int index,
            String type,
            String about,
            String actor,
            String sensitivity) {}

    // The worker's day is booked for a visit that has a line of its own.
    private static final String TOLD_BY_THE_VISIT = "encounter.StaffTimeBooked";

    public static final View<TimelineRow> VIEW = view();

    private TimelineView() {}

    private static View<TimelineRow> view() {
        var view = View.of("timeline", 2, TimelineRow.class);
        for (String type : Published.all())
            if (!type.equals(TOLD_BY_THE_VISIT))
                view.on(
                        type,
                        Happening.class,
                        e -> e.data().person() == null ? null : e.envelope().eventId(),
                        (row, e) -> row(e));
        return Published.restIgnored(view.index("person", "recordedAt"));
    }

    private static TimelineRow row(Event<Happening> e) {
        var envelope = e.envelope();
        return new TimelineRow(
                e.data().person(),
                envelope.at(),
                envelope.recordedAt(),
                envelope.service(),
                envelope.position().toString(),
                envelope.index(),
                envelope.type(),
                Words.of(envelope.type(), e.data()),
                envelope.actor(),
                envelope.sensitivity());
    }
}
