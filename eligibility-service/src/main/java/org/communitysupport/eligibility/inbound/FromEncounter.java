package org.communitysupport.eligibility.inbound;

import java.time.LocalDate;
import java.util.List;

/** Events of encounter-service. */
public final class FromEncounter {
    private FromEncounter() {}

    public record Scheduled(String person, String program, LocalDate date, int units, String line) {}

    /** EncounterCancelled and EncounterMissed. */
    public record Dropped(String person, String program, LocalDate date, String line) {}

    /** @param reservedLine null when it was never scheduled */
    public record Logged(String person, String program, LocalDate date, String reservedLine) {}

    /** DailyUnitsComputed and DailyUnitsRecomputed. */
    public record Day(String person, LocalDate date, String program, int version, List<Line> lines) {}

    public record Line(String line, int units, List<String> encounters) {}
}
