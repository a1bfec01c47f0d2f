package org.communitysupport.encounter.process;

import java.time.Duration;
import org.communitysupport.encounter.application.Encounters;
import org.communitysupport.encounter.domain.StaffDayEvent.StaffTimeBooked;
import org.communitysupport.encounter.inbound.Published;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.View;
import org.communitysupport.stream.Deadline;
import org.communitysupport.stream.DueRow;

/**
 * Logging takes the worker's time first and writes the encounter next. A death between the two leaves time taken for nothing; a repeat of
 * the request uses it, else it is given back.
 */
public final class WhenTimeIsUnusedThenFreeIt {
    private static final Duration AFTER = Duration.ofMinutes(15);

    private WhenTimeIsUnusedThenFreeIt() {}

    public static Deadline deadline(Encounters encounters) {
        return new Deadline(
                "staff-time-unused",
                due(),
                (row, context) -> encounters.freeUnused(AggregateId.parse(row.aggregate()), AFTER, context));
    }

    static View<DueRow> due() {
        var view = View.of("due-staff-time-unused", 1, DueRow.class)
                .on(
                        "encounter.StaffTimeBooked",
                        StaffTimeBooked.class,
                        e -> e.envelope().aggregate(),
                        (row, e) -> DueRow.at(
                                e.envelope().aggregate(), e.data().bookedAt().plus(AFTER)));
        return Published.restIgnored(view);
    }
}
