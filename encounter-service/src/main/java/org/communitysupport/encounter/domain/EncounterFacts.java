package org.communitysupport.encounter.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.communitysupport.encounter.domain.StaffDayState.Interval;
import org.communitysupport.encounter.domain.rule.EncounterPolicy;

/**
 * What an encounter is judged against: the clock, the pack of the day of service, and what is known of member and staff.
 *
 * @param booked times of the same worker's other contacts on that day
 * @param planned times of the same worker's other visits of that day that are still planned
 */
public record EncounterFacts(
        Instant now,
        EncounterPolicy policy,
        MemberFileState file,
        StaffFileState staff,
        List<Interval> booked,
        List<Interval> planned) {
    public EncounterFacts {
        booked = List.copyOf(booked);
        planned = List.copyOf(planned);
    }

    /** A worker with nothing else on that day. */
    public EncounterFacts(Instant now, EncounterPolicy policy, MemberFileState file, StaffFileState staff) {
        this(now, policy, file, staff, List.of(), List.of());
    }

    /** What the worker's other contacts of that day take, whoever was served. */
    public int workedMinutes() {
        return (int) booked.stream()
                .mapToLong(t -> Duration.between(t.startAt(), t.endAt()).toMinutes())
                .sum();
    }
}
