package org.communitysupport.careplan.inbound;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** What the encounter service tells. */
public final class FromEncounter {
    private FromEncounter() {}

    public record Scheduled(
            String person, String encounter, String staff, String role, LocalDate date, Instant startAt, int units)
            implements OfPerson {}

    public record Gone(String person, String encounter) implements OfPerson {}

    /** @param endedEpisode whose end cancelled the visit; null when somebody did */
    public record Cancelled(String person, String encounter, LocalDate date, String endedEpisode) implements OfPerson {}

    public record Logged(
            String person,
            String encounter,
            String staff,
            String role,
            LocalDate date,
            Instant startAt,
            String activity,
            boolean crisis,
            Integer responseMinutes)
            implements OfPerson {}

    public record Cause(String code, String rule, String detail, String mend) {}

    public record Held(String person, LocalDate date, String line, int units, List<Cause> causes) implements OfPerson {}

    public record HoldLifted(String person, LocalDate date, String line) implements OfPerson {}
}
