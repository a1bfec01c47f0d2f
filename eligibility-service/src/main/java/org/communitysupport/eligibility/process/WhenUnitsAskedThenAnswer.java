package org.communitysupport.eligibility.process;

import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Stream;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.DayLine;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.SetDay;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.SetUnits;
import org.communitysupport.eligibility.domain.Codes.UnitState;
import org.communitysupport.eligibility.inbound.FromEncounter;
import org.communitysupport.eligibility.inbound.Published;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.Reaction;

/**
 * Scheduled visits reserve units, a visit that falls through or takes place frees what it reserved, a member's day commits them. An answer
 * is always an event: drawn, released, or short with what is missing (G.6, unit flow).
 */
public final class WhenUnitsAskedThenAnswer {
    private static final int RESERVED = 1;
    private static final int FREED = 2;

    private WhenUnitsAskedThenAnswer() {}

    public static Reaction reaction() {
        return Published.restIgnored(Reaction.named("WhenUnitsAskedThenAnswer")
                .on("encounter.EncounterScheduled", FromEncounter.Scheduled.class, WhenUnitsAskedThenAnswer::reserve)
                .on("encounter.EncounterCancelled", FromEncounter.Dropped.class, WhenUnitsAskedThenAnswer::dropped)
                .on("encounter.EncounterMissed", FromEncounter.Dropped.class, WhenUnitsAskedThenAnswer::dropped)
                .on("encounter.EncounterLogged", FromEncounter.Logged.class, WhenUnitsAskedThenAnswer::logged)
                .on("encounter.DailyUnitsComputed", FromEncounter.Day.class, WhenUnitsAskedThenAnswer::day)
                .on("encounter.DailyUnitsRecomputed", FromEncounter.Day.class, WhenUnitsAskedThenAnswer::day));
    }

    private static void reserve(Event<FromEncounter.Scheduled> event, Reaction.Context context) {
        var e = event.data();
        var state = e.units() == 0 ? UnitState.RELEASED : UnitState.RESERVED;
        var command = new SetUnits(e.person(), e.program(), e.line(), RESERVED, e.date(), e.units(), state);
        ToAuthorizations.tell(event, e.person(), e.program(), command, context);
    }

    private static void dropped(Event<FromEncounter.Dropped> event, Reaction.Context context) {
        var e = event.data();
        free(event, e.person(), e.program(), e.line(), e.date(), context);
    }

    private static void logged(Event<FromEncounter.Logged> event, Reaction.Context context) {
        var e = event.data();
        free(event, e.person(), e.program(), e.reservedLine(), e.date(), context);
    }

    /** A visit that was never scheduled has reserved nothing. */
    private static void free(
            Event<?> event, String person, String program, String line, LocalDate date, Reaction.Context context) {
        if (line == null) return;
        var command = new SetUnits(person, program, line, FREED, date, 0, UnitState.RELEASED);
        ToAuthorizations.tell(event, person, program, command, context);
    }

    private static void day(Event<FromEncounter.Day> event, Reaction.Context context) {
        var day = event.data();
        var lines =
                day.lines().stream().map(l -> new DayLine(l.line(), l.units())).toList();
        var fulfilled = day.lines().stream()
                .flatMap(l -> l.encounters() == null ? Stream.<String>empty() : l.encounters().stream())
                .filter(Objects::nonNull)
                .map("sched_"::concat)
                .distinct()
                .toList();
        var command = new SetDay(day.person(), day.program(), day.date(), day.version(), lines, fulfilled);
        ToAuthorizations.tell(event, day.person(), day.program(), command, context);
    }
}
