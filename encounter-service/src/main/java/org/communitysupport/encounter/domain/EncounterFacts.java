package org.communitysupport.encounter.domain;

import java.time.Instant;
import org.communitysupport.encounter.domain.rule.EncounterPolicy;

/** What an encounter is judged against: the clock, the pack of the day of service, and what is known of member and staff. */
public record EncounterFacts(Instant now, EncounterPolicy policy, MemberFileState file, StaffFileState staff) {}
