package org.communitysupport.encounter.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.communitysupport.encounter.domain.MemberDayEvent.Cause;
import org.communitysupport.kernel.Basis;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Warning;

/** What happened to one contact. Minutes are stored, units follow from them. */
public sealed interface EncounterEvent {

    /**
     * @param line under which units are reserved
     * @param causes what would hold its line, as it was known then; null in events that were stored before it was asked
     */
    record EncounterScheduled(
            String person,
            String encounter,
            String episode,
            String program,
            String staff,
            String team,
            String role,
            LocalDate date,
            Instant startAt,
            int minutes,
            int units,
            Mode mode,
            String line,
            Basis basis,
            List<Warning> warnings,
            List<Cause> causes)
            implements EncounterEvent {}

    /** @param endedEpisode whose end cancelled it; null when somebody did, and in events that were stored before ends did */
    record EncounterCancelled(
            String person,
            String encounter,
            String program,
            LocalDate date,
            String line,
            String reason,
            String endedEpisode)
            implements EncounterEvent {}

    record EncounterMissed(String person, String encounter, String program, LocalDate date, String line, String reason)
            implements EncounterEvent {}

    /**
     * @param credential kind that was valid on the day; null when none was
     * @param minutes end minus start minus breaks
     * @param code null for time that is no service
     * @param plan active plan of the day; null in the interim before it
     * @param reservedLine line of the reservation it takes the place of; null when it was not scheduled
     */
    record EncounterLogged(
            String person,
            String encounter,
            String episode,
            String program,
            String staff,
            String team,
            String role,
            String credential,
            LocalDate date,
            Instant startAt,
            Instant endAt,
            String zone,
            int breakMinutes,
            int minutes,
            Mode mode,
            String place,
            Activity activity,
            boolean crisis,
            Integer responseMinutes,
            String partOf,
            String code,
            List<String> modifiers,
            List<String> goals,
            String plan,
            Integer planVersion,
            boolean part2,
            Personal<Note> note,
            String reservedLine,
            Basis basis,
            List<Warning> warnings)
            implements EncounterEvent {}

    record EncounterNoteSigned(
            String person,
            String encounter,
            LocalDate date,
            String staff,
            String credential,
            Instant signedAt,
            boolean late,
            Basis basis,
            List<Warning> warnings)
            implements EncounterEvent {}

    /** @param hours from the end of the contact to the signature */
    record LateEntryMarked(String person, String encounter, long hours) implements EncounterEvent {}

    record EncounterAmended(String person, String encounter, Personal<String> addendum, String reason)
            implements EncounterEvent {}

    record EncounterVoided(String person, String encounter, LocalDate date, String staff, String reason)
            implements EncounterEvent {}
}
