package org.communitysupport.encounter.domain;

import java.time.Instant;
import org.communitysupport.encounter.domain.rule.EncounterPolicy;

/**
 * What an encounter is judged against: the clock, the pack of the day of service, and what is known of member and staff.
 *
 * @param workedMinutes what the worker's other contacts of that day take, whoever was served
 */
public record EncounterFacts(
        Instant now, EncounterPolicy policy, MemberFileState file, StaffFileState staff, int workedMinutes) {
    public EncounterFacts(Instant now, EncounterPolicy policy, MemberFileState file, StaffFileState staff) {
        this(now, policy, file, staff, 0);
    }
}
