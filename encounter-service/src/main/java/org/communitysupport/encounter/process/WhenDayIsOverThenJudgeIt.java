package org.communitysupport.encounter.process;

import java.time.ZoneId;
import org.communitysupport.encounter.application.Days;
import org.communitysupport.encounter.domain.MemberDayEvent.ContactCounted;
import org.communitysupport.encounter.inbound.Published;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.View;
import org.communitysupport.stream.Deadline;
import org.communitysupport.stream.DueRow;

/** A day goes out as a whole, so it is judged when it is over: at midnight in the state's time zone. */
public final class WhenDayIsOverThenJudgeIt {
    private WhenDayIsOverThenJudgeIt() {}

    public static Deadline deadline(Days days) {
        return new Deadline(
                "day-is-over", due(), (row, context) -> days.evaluate(AggregateId.parse(row.aggregate()), context));
    }

    static View<DueRow> due() {
        var view = View.of("due-day-is-over", 1, DueRow.class)
                .on(
                        "encounter.ContactCounted",
                        ContactCounted.class,
                        e -> e.envelope().aggregate(),
                        (row, e) -> row != null
                                ? row
                                : DueRow.at(
                                        e.envelope().aggregate(),
                                        e.data()
                                                .date()
                                                .plusDays(1)
                                                .atStartOfDay(ZoneId.of(e.data().zone()))
                                                .toInstant()));
        return Published.restIgnored(view);
    }
}
