package org.communitysupport.encounter.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.communitysupport.encounter.domain.rule.CodeRule.ServiceCode;
import org.communitysupport.kernel.Basis;
import org.communitysupport.kernel.Warning;

/** What happened to one member's day. */
public sealed interface MemberDayEvent {
    String person();

    LocalDate date();

    /** @param part2 whether it is substance-use treatment; null in events that were stored before it was kept */
    record ContactCounted(
            String person,
            LocalDate date,
            String encounter,
            String program,
            String episode,
            String staff,
            String team,
            String role,
            String code,
            List<String> modifiers,
            String place,
            Instant startAt,
            Instant endAt,
            String zone,
            int minutes,
            boolean signed,
            Boolean part2)
            implements MemberDayEvent {
        public ContactCounted {
            modifiers = List.copyOf(modifiers);
        }

        /** e.g. {@code H2015-HT-U1}. */
        public String codeText() {
            return ServiceCode.text(code, modifiers);
        }
    }

    record ContactSigned(String person, LocalDate date, String encounter, Instant signedAt) implements MemberDayEvent {}

    record ContactRemoved(String person, LocalDate date, String encounter) implements MemberDayEvent {}

    /** Two staff with the member at the same time; the shared minutes stay unbilled until somebody chooses. */
    record EncounterOverlapDetected(String person, LocalDate date, List<String> encounters, int minutes)
            implements MemberDayEvent {}

    record BillableContactChosen(
            String person, LocalDate date, String billed, String notBilled, int minutes, String reason)
            implements MemberDayEvent {}

    /**
     * @param part2 whether a contact of it is, or was, substance-use treatment; null in events that were stored before it was kept
     * @param units 0 when the line is gone, too short or not billable: the pool gets back what it gave
     */
    record DailyLine(
            String line,
            String staff,
            String code,
            List<String> modifiers,
            String place,
            int minutes,
            int units,
            List<String> encounters,
            Boolean part2) {
        public boolean isPart2() {
            return Boolean.TRUE.equals(part2);
        }

        public String codeText() {
            return ServiceCode.text(code, modifiers);
        }
    }

    /** @param version of the day: an answer to an older version than the line's last change says nothing */
    record DailyUnitsComputed(
            String person,
            LocalDate date,
            String program,
            String episode,
            int version,
            List<DailyLine> lines,
            Basis basis)
            implements MemberDayEvent {}

    record DailyUnitsRecomputed(
            String person,
            LocalDate date,
            String program,
            String episode,
            int version,
            List<DailyLine> lines,
            Basis basis)
            implements MemberDayEvent {}

    /** @param authorization null where none is required; {@code number} null for a pass-through */
    record Allocation(String authorization, String number, String kind, int units) {}

    record UnitsAnswered(
            String person,
            LocalDate date,
            String line,
            int version,
            List<Allocation> allocations,
            int shortUnits,
            String reason,
            String source)
            implements MemberDayEvent {}

    /** @param mend the role that can do something about it */
    record Cause(String code, String rule, String detail, String mend, LocalDate since) {}

    record EncounterHeld(
            String person,
            LocalDate date,
            String program,
            String line,
            String staff,
            List<String> encounters,
            int units,
            List<Cause> causes,
            Basis basis)
            implements MemberDayEvent {}

    record EncounterHoldLifted(String person, LocalDate date, String line) implements MemberDayEvent {}

    record EncounterMarkedNonBillable(
            String person, LocalDate date, List<String> encounters, String line, String reason, String rule)
            implements MemberDayEvent {}

    /** @param minutes of the whole line, also where its units come from several pools */
    record ReleasedLine(
            String line,
            String staff,
            String staffNpi,
            String code,
            List<String> modifiers,
            String place,
            int minutes,
            int units,
            String authorization,
            String authorizationNumber,
            String authorizationKind,
            List<String> encounters) {
        public String codeText() {
            return ServiceCode.text(code, modifiers);
        }
    }

    /** A fact that the release rested on. @param position where it was published */
    record Fact(String name, String value, String position) {}

    /** @param release counts the releases of the day, from 1; one entry per line and pool */
    record EncounterReleasedForBilling(
            String person,
            LocalDate date,
            String program,
            String episode,
            String payer,
            int release,
            List<ReleasedLine> lines,
            Basis basis,
            List<Warning> warnings,
            List<Fact> facts)
            implements MemberDayEvent {}

    /** For these codes with modifiers, {@code lines} takes the place of all that was released before; no lines means: take it back. */
    record EncounterReleaseCorrected(
            String person,
            LocalDate date,
            String program,
            String episode,
            String payer,
            int release,
            List<String> codes,
            List<ReleasedLine> lines,
            Basis basis,
            List<Warning> warnings,
            List<Fact> facts)
            implements MemberDayEvent {}
}
