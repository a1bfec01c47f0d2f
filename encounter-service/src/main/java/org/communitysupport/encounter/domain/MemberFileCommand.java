package org.communitysupport.encounter.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Facts about one member in one program as the other services published them. {@code source} is the position of the fact. */
public sealed interface MemberFileCommand {
    String person();

    String program();

    /** @param payer null when the payer is not known yet */
    record OpenFile(
            String person, String episode, String program, String payer, String team, String referral, String source)
            implements MemberFileCommand {}

    record NoteEpisodeOpened(String person, String program, String episode, LocalDate openedOn, String source)
            implements MemberFileCommand {}

    record NoteEpisodeClosed(String person, String program, String episode, LocalDate closedOn, String source)
            implements MemberFileCommand {}

    /** Its end was a mistake: the episode goes on as if it had not been. */
    record NoteEpisodeReopened(String person, String program, String episode, String source)
            implements MemberFileCommand {}

    /** The proof speaks for dates of service from {@code verifiedFrom} to {@code verifiedTo}. */
    record NoteCoverage(
            String person, String program, String payer, LocalDate verifiedFrom, LocalDate verifiedTo, String source)
            implements MemberFileCommand {}

    record NoteCoverageEnd(String person, String program, String payer, LocalDate endedOn, String source)
            implements MemberFileCommand {}

    record NoteOrder(String person, String program, String order, LocalDate orderedOn, LocalDate validTo, String source)
            implements MemberFileCommand {}

    /**
     * @param episode null when it is not known: events before 2026-12 do not say it to us
     * @param part2Goals goals of substance-use treatment
     */
    record NotePlan(
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
            String source)
            implements MemberFileCommand {}

    /** A visit is planned: the end of its episode cancels it. */
    record WatchVisit(String person, String program, String encounter, String episode, LocalDate date)
            implements MemberFileCommand {}

    /** It took place, or will not. */
    record UnwatchVisit(String person, String program, String encounter) implements MemberFileCommand {}

    /** A day has contacts: tell it when a fact changes. */
    record OpenDay(String person, String program, LocalDate date) implements MemberFileCommand {}

    /** Nothing of that day waits any more. */
    record SettleDay(String person, String program, LocalDate date) implements MemberFileCommand {}
}
