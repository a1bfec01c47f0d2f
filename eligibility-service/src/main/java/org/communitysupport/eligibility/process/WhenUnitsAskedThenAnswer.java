package org.communitysupport.eligibility.process;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.communitysupport.eligibility.domain.Aggregates;
import org.communitysupport.eligibility.domain.AuthorizationsCommand;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.DayLine;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.SetDay;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.SetUnits;
import org.communitysupport.eligibility.domain.AuthorizationsFacts;
import org.communitysupport.eligibility.domain.Codes.UnitState;
import org.communitysupport.eligibility.inbound.FromEncounter;
import org.communitysupport.eligibility.inbound.Published;
import org.communitysupport.kernel.Envelope;
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
        return Reaction.named("WhenUnitsAskedThenAnswer")
                .on("encounter.EncounterScheduled", FromEncounter.Scheduled.class, (event, context) -> {
                    var e = event.data();
                    set(event.envelope(), e.person(), e.program(), e.line(), RESERVED, e.date(), e.units(), context);
                })
                .on("encounter.EncounterCancelled", FromEncounter.Dropped.class, (event, context) -> {
                    var e = event.data();
                    set(event.envelope(), e.person(), e.program(), e.line(), FREED, e.date(), 0, context);
                })
                .on("encounter.EncounterMissed", FromEncounter.Dropped.class, (event, context) -> {
                    var e = event.data();
                    set(event.envelope(), e.person(), e.program(), e.line(), FREED, e.date(), 0, context);
                })
                .on("encounter.EncounterLogged", FromEncounter.Logged.class, (event, context) -> {
                    var e = event.data();
                    set(event.envelope(), e.person(), e.program(), e.reservedLine(), FREED, e.date(), 0, context);
                })
                .on(
                        "encounter.DailyUnitsComputed",
                        FromEncounter.Day.class,
                        (event, context) -> day(event.envelope(), event.data(), context))
                .on(
                        "encounter.DailyUnitsRecomputed",
                        FromEncounter.Day.class,
                        (event, context) -> day(event.envelope(), event.data(), context))
                .ignores(Published.encounterBesides(
                        "EncounterScheduled",
                        "EncounterCancelled",
                        "EncounterMissed",
                        "EncounterLogged",
                        "DailyUnitsComputed",
                        "DailyUnitsRecomputed"));
    }

    /** A visit that was never scheduled has reserved nothing. */
    private static void set(
            Envelope envelope,
            String person,
            String program,
            String line,
            int version,
            LocalDate date,
            int units,
            Reaction.Context context) {
        if (line == null) return;
        var state = version == FREED || units == 0 ? UnitState.RELEASED : UnitState.RESERVED;
        run(envelope, person, program, new SetUnits(person, program, line, version, date, units, state), context);
    }

    private static void day(Envelope envelope, FromEncounter.Day day, Reaction.Context context) {
        var lines =
                day.lines().stream().map(l -> new DayLine(l.line(), l.units())).toList();
        var fulfilled = day.lines().stream()
                .flatMap(l -> l.encounters() == null ? Stream.<String>empty() : l.encounters().stream())
                .filter(Objects::nonNull)
                .map("sched_"::concat)
                .distinct()
                .toList();
        run(
                envelope,
                day.person(),
                day.program(),
                new SetDay(day.person(), day.program(), day.date(), day.version(), lines, List.copyOf(fulfilled)),
                context);
    }

    private static void run(
            Envelope envelope, String person, String program, AuthorizationsCommand command, Reaction.Context context) {
        context.run(
                Aggregates.AUTHORIZATIONS,
                Aggregates.authorizations(envelope.tenant(), person, program),
                command,
                new AuthorizationsFacts(null, null));
    }
}
