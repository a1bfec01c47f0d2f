package org.communitysupport.referral.domain;

import java.time.LocalDate;
import org.communitysupport.referral.domain.rule.Ref6TeamCapacity;

/**
 * What a team's rules are told.
 *
 * @param capacity the figures in force today; null when no policy pack covers the team's program
 * @param registered the member of staff who is to be assigned works here
 */
public record TeamFacts(LocalDate today, Ref6TeamCapacity capacity, boolean registered) {
    public TeamFacts(LocalDate today, Ref6TeamCapacity capacity) {
        this(today, capacity, true);
    }

    public TeamFacts withMember(boolean isRegistered) {
        return new TeamFacts(today, capacity, isRegistered);
    }
}
