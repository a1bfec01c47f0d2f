package org.communitysupport.encounter.application;

import java.time.LocalDate;
import java.util.UUID;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.Uuid5;

/** Which aggregate stands where. */
public final class Ids {
    private Ids() {}

    public static AggregateId memberFile(String tenant, String person, String program) {
        return new AggregateId(tenant, "member-file", person, program.replace('.', '_'));
    }

    public static AggregateId encounter(String tenant, String person, String encounter) {
        return new AggregateId(tenant, "encounter", person, encounter);
    }

    public static AggregateId memberDay(String tenant, String person, LocalDate date) {
        return new AggregateId(tenant, "member-day", person, date.toString());
    }

    public static AggregateId staffDay(String tenant, String staff, LocalDate date) {
        return new AggregateId(tenant, "staff-day", staff, date.toString());
    }

    public static AggregateId staffFile(String tenant, String staff) {
        return AggregateId.of(tenant, "staff-file", staff);
    }

    /** The same for a repeat of the same command. */
    static String newEncounter(UUID command) {
        return "n" + hex(Uuid5.of("encounter", command.toString()));
    }

    /** The part of a visit that lies after midnight. */
    static String afterMidnight(String encounter) {
        return "n" + hex(Uuid5.of("after-midnight", encounter));
    }

    private static String hex(UUID id) {
        return id.toString().replace("-", "");
    }
}
