package org.communitysupport.encounter.domain;

import java.time.Instant;
import java.util.Map;
import org.communitysupport.encounter.domain.rule.EncounterPolicy;

/**
 * What a member's day is judged against.
 *
 * @param policies by program: the pack of the date of service
 * @param files by program
 * @param staff by staff id
 */
public record DayFacts(
        Instant now,
        Map<String, EncounterPolicy> policies,
        Map<String, MemberFileState> files,
        Map<String, StaffFileState> staff) {

    /** Those of one contact. */
    static DayFacts of(String program, String staff, EncounterFacts one) {
        return new DayFacts(
                one.now(), Map.of(program, one.policy()), Map.of(program, one.file()), Map.of(staff, one.staff()));
    }

    public EncounterPolicy policy(String program) {
        var policy = policies.get(program);
        if (policy == null) throw new IllegalArgumentException("no policy was handed in for " + program);
        return policy;
    }

    public MemberFileState file(String program) {
        return files.getOrDefault(program, new MemberFileState.Unopened(MemberFileState.File.EMPTY));
    }

    public StaffFileState.Known staff(String staff) {
        return this.staff.getOrDefault(staff, new StaffFileState.Unknown()).known();
    }
}
