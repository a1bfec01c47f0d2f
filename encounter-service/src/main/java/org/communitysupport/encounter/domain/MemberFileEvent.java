package org.communitysupport.encounter.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Facts about one member in one program; each names the days that wait for it. */
public sealed interface MemberFileEvent {

    /** What was learned about the member. */
    sealed interface Fact extends MemberFileEvent {
        String person();

        /** The days that are to be judged again because of it. */
        List<LocalDate> openDays();
    }

    record MemberFileOpened(
            String person,
            String episode,
            String program,
            String payer,
            String team,
            String referral,
            String source,
            List<LocalDate> openDays)
            implements Fact {}

    /** @param openedOn null when only the end is known */
    record EpisodeFact(
            String person,
            String program,
            String episode,
            LocalDate openedOn,
            LocalDate closedOn,
            String source,
            List<LocalDate> openDays)
            implements Fact {}

    /** @param endedOn last covered day when the coverage ended before the proof did; null otherwise */
    record CoverageFact(
            String person,
            String program,
            String payer,
            LocalDate verifiedFrom,
            LocalDate verifiedTo,
            LocalDate endedOn,
            String source,
            List<LocalDate> openDays)
            implements Fact {}

    record OrderFact(
            String person,
            String program,
            String order,
            LocalDate orderedOn,
            LocalDate validTo,
            String source,
            List<LocalDate> openDays)
            implements Fact {}

    /**
     * @param episode whose plan it is; null in events that were stored before it was kept
     * @param goalTargets target dates by goal; null in events that were stored before they were kept
     * @param part2Goals those of its goals that are substance-use treatment; null in events that were stored before it was kept
     */
    record PlanFact(
            String person,
            String program,
            String episode,
            String plan,
            int version,
            LocalDate activatedOn,
            LocalDate from,
            LocalDate to,
            List<String> goals,
            List<String> part2Goals,
            Map<String, LocalDate> goalTargets,
            String source,
            List<LocalDate> openDays)
            implements Fact {}

    /** A visit is planned; the end of its episode before that day cancels it. */
    record VisitWatched(String person, String program, String encounter, String episode, LocalDate date)
            implements MemberFileEvent {}

    record VisitUnwatched(String person, String program, String encounter) implements MemberFileEvent {}

    record DayOpened(String person, String program, LocalDate date) implements MemberFileEvent {}

    record DaySettled(String person, String program, LocalDate date) implements MemberFileEvent {}
}
