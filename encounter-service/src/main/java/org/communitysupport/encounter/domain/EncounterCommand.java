package org.communitysupport.encounter.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.communitysupport.kernel.Personal;

/** What can be asked of one contact between one staff member and one member. Nobody types codes or modifiers. */
public sealed interface EncounterCommand {
    record ScheduleEncounter(
            String person,
            String encounter,
            String program,
            String staff,
            LocalDate date,
            Instant startAt,
            int minutes,
            Mode mode)
            implements EncounterCommand {}

    /** @param endedEpisode whose end cancels it; null when somebody does */
    record CancelEncounter(String person, String encounter, String reason, String endedEpisode)
            implements EncounterCommand {
        public CancelEncounter(String person, String encounter, String reason) {
            this(person, encounter, reason, null);
        }
    }

    record RecordMissed(String person, String encounter, String reason) implements EncounterCommand {}

    /**
     * @param date the local date; start and end lie in it (the end may be the midnight that ends it)
     * @param breakMinutes time within it that was no contact
     * @param responseMinutes from a crisis call to the contact; null otherwise
     * @param partOf id that the parts of a contact over midnight share; null otherwise
     * @param part2 true when the content is substance-use treatment; the role may make it so as well
     * @param note null for time that is no service
     */
    record LogEncounter(
            String person,
            String encounter,
            String program,
            String staff,
            LocalDate date,
            Instant startAt,
            Instant endAt,
            int breakMinutes,
            Mode mode,
            String place,
            Activity activity,
            boolean crisis,
            Integer responseMinutes,
            String partOf,
            List<String> goals,
            boolean part2,
            Personal<Note> note)
            implements EncounterCommand {
        public LogEncounter {
            goals = List.copyOf(goals);
        }
    }

    /** By the staff member who served. */
    record SignNote(String person, String encounter, String staff) implements EncounterCommand {}

    record AmendNote(String person, String encounter, Personal<String> addendum, String reason)
            implements EncounterCommand {}

    record VoidEncounter(String person, String encounter, String reason) implements EncounterCommand {}
}
