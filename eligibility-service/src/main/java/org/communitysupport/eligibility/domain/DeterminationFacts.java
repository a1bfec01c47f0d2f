package org.communitysupport.eligibility.domain;

import java.util.Set;
import org.communitysupport.eligibility.domain.rule.NecessityRules;

/**
 * @param credentials that the acting member of staff holds on the day of the act, by the names of the referral service
 * @param age of the person in years on that day; null when nobody knows
 * @param rules null when no policy pack covers program and payer
 */
public record DeterminationFacts(Set<String> credentials, Integer age, NecessityRules rules) {
    public DeterminationFacts {
        credentials = Set.copyOf(credentials);
    }
}
