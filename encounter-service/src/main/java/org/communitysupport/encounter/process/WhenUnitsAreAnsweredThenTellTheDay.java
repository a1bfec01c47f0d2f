package org.communitysupport.encounter.process;

import java.time.LocalDate;
import java.util.List;
import org.communitysupport.encounter.application.Days;
import org.communitysupport.encounter.application.Ids;
import org.communitysupport.encounter.domain.MemberDayCommand.AnswerUnits;
import org.communitysupport.encounter.domain.MemberDayEvent.Allocation;
import org.communitysupport.encounter.inbound.FromEligibility;
import org.communitysupport.encounter.inbound.Published;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.Reaction;

/** What the pool answered for a unit line reaches the day that the line belongs to. Reservations belong to no day. */
public final class WhenUnitsAreAnsweredThenTellTheDay {
    private WhenUnitsAreAnsweredThenTellTheDay() {}

    public static Reaction reaction(Days days) {
        var reaction = Reaction.named("WhenUnitsAreAnsweredThenTellTheDay")
                .on("eligibility.UnitsCommitted", FromEligibility.UnitsCommitted.class, (e, c) -> {
                    var d = e.data();
                    tell(days, e, c, d.person(), d.date(), d.line(), d.version(), d.allocations(), 0, null);
                })
                .on("eligibility.UnitReservationRejected", FromEligibility.UnitReservationRejected.class, (e, c) -> {
                    var d = e.data();
                    if ("COMMITTED".equals(d.state()))
                        tell(
                                days,
                                e,
                                c,
                                d.person(),
                                d.date(),
                                d.line(),
                                d.version(),
                                d.allocations(),
                                d.missing(),
                                d.reason());
                });
        return Published.restIgnored(reaction);
    }

    private static void tell(
            Days days,
            Event<?> event,
            Reaction.Context context,
            String person,
            LocalDate date,
            String line,
            int version,
            List<FromEligibility.Allocation> allocations,
            int missing,
            String reason) {
        var day = Ids.memberDay(event.envelope().tenant(), person, date);
        var drawn = allocations.stream()
                .map(a -> new Allocation(a.authorization(), a.number(), a.kind(), a.units()))
                .toList();
        var answer = new AnswerUnits(
                person,
                date,
                line,
                version,
                drawn,
                missing,
                reason,
                event.envelope().position().toString());
        days.run(day, answer, context.commandContext(day)).mustBeDone();
    }
}
