package org.communitysupport.eligibility.domain.rule;

import java.util.List;

/**
 * A program's entry criteria.
 *
 * @param licensed credentials whose holder may assess and confirm (ELG-5), the strongest first
 * @param deficits how many impaired life domains are asked for; null when the pack gives none
 * @param acuity how many admissions, emergency visits or crises in 90 days speak of high acuity; null when the pack gives none
 * @param minAge maxAge in years, both included; null when the pack gives none
 * @param qualifying prefixes of diagnoses that certainly qualify; empty when the pack gives none
 * @param criteria in the order and with the words of the pack
 * @param domains the life domains that count; empty when the pack gives none
 * @param ladder null when the pack gives none
 * @param tools the instruments that are asked for
 * @param bands the ages at which rules change
 */
public record NecessityRules(
        PackRef pack,
        List<String> licensed,
        Elg4LevelOfCare levels,
        Integer deficits,
        Integer acuity,
        Integer minAge,
        Integer maxAge,
        List<String> qualifying,
        List<Criterion> criteria,
        List<String> domains,
        LocusLadder ladder,
        Elg3Tools tools,
        AgeBands bands) {
    public NecessityRules {
        licensed = List.copyOf(licensed);
        qualifying = List.copyOf(qualifying);
        criteria = List.copyOf(criteria);
        domains = List.copyOf(domains);
    }

    /** How a criterion is looked at. A {@code PERSON} judges what no record shows. */
    public enum Test {
        DIAGNOSIS,
        LEVEL_OF_CARE,
        TOOLS_RATED,
        DEFICITS,
        ACUITY,
        LOWER_LEVEL,
        ABLE_AND_WILLING,
        AGE,
        PERSON
    }

    /**
     * @param unmet what follows when a person confirms although it is not met
     * @param band the ages at which it is asked; null for all
     */
    public record Criterion(String id, String rule, String text, Test test, Enforcement unmet, String band) {}
}
