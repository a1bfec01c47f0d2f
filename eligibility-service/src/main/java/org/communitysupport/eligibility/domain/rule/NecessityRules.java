package org.communitysupport.eligibility.domain.rule;

import java.util.List;
import java.util.Set;

/**
 * A program's entry criteria.
 *
 * @param licensed credentials whose holder may assess and confirm (ELG-5), the strongest first
 * @param deficits how many impaired life domains are asked for; null when the pack gives none
 * @param acuity how many admissions, emergency visits or crises in 90 days speak of high acuity; null when the pack gives none
 * @param weak criteria whose figures nobody confirmed: unmet they warn
 */
public record NecessityRules(
        PackRef pack,
        List<String> licensed,
        Elg4LevelOfCare levels,
        Integer deficits,
        Integer acuity,
        Set<String> weak) {
    public NecessityRules {
        licensed = List.copyOf(licensed);
        weak = Set.copyOf(weak);
    }
}
