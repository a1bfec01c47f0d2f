package org.communitysupport.careplan.inbound;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** What the encounter service tells. */
public final class FromEncounter {
    private FromEncounter() {}

    public record Scheduled(
            String person, String encounter, String staff, String role, LocalDate date, Instant startAt, int units) {}

    public record Gone(String person, String encounter) {}

    public record Logged(
            String person,
            String encounter,
            String staff,
            String role,
            LocalDate date,
            Instant startAt,
            String activity,
            boolean crisis,
            Integer responseMinutes) {}

    public record Cause(String code, String rule, String detail, String mend) {}

    public record Held(String person, LocalDate date, String line, int units, List<Cause> causes) {}

    public record HoldLifted(String person, LocalDate date, String line) {}
}
