package org.communitysupport.eligibility.domain.rule;

import java.util.List;

/**
 * A program's entry criteria.
 *
 * @param licensed credentials whose holder may assess and confirm (ELG-5), the strongest first
 * @param deficits how many impaired life domains are asked for; null when the pack gives none
 * @param acuity how many admissions, emergency visits or crises in 90 days speak of high acuity; null when the pack gives none
 * @param minAge in years; null when the pack gives none
 * @param qualifying prefixes of diagnoses that certainly qualify; empty when the pack gives none
 * @param criteria in the order and with the words of the pack
 * @param domains the life domains that count; empty when the pack gives none
 * @param ladder null when the pack gives none
 */
public record NecessityRules(
        PackRef pack,
        List<String> licensed,
        Elg4LevelOfCare levels,
        Integer deficits,
        Integer acuity,
        Integer minAge,
        List<String> qualifying,
        List<Criterion> criteria,
        List<String> domains,
        LocusLadder ladder) {
    public NecessityRules {
        licensed = List.copyOf(licensed);
        qualifying = List.copyOf(qualifying);
        criteria = List.copyOf(criteria);
        domains = List.copyOf(domains);
    }

    /** @param unmet what follows when a person confirms although it is not met */
    public record Criterion(String id, String rule, String text, Enforcement unmet) {}
}
