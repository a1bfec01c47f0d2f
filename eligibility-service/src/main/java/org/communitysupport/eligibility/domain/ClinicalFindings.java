package org.communitysupport.eligibility.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What a licensed person found. Only ever sealed. Of the instruments only scores and the level are kept, with who found them; the
 * instruments themselves are licensed texts.
 *
 * @param functionalDeficits life domains with impairment
 * @param lowerLevelTried null when nobody has asked
 * @param rated other instruments, e.g. CALOCUS, CANS, DLA20
 */
public record ClinicalFindings(
        List<String> diagnoses,
        String principalDiagnosis,
        Locus locus,
        Asam asam,
        List<String> functionalDeficits,
        Integer psychiatricAdmissions90d,
        Integer edVisits90d,
        Integer crisisContacts90d,
        Boolean lowerLevelTried,
        Codes.Verdict ableAndWilling,
        Codes.DisabilityGroup disabilityGroup,
        List<Rated> rated) {
    public ClinicalFindings {
        rated = rated == null ? List.of() : List.copyOf(rated);
        diagnoses = diagnoses == null ? List.of() : List.copyOf(diagnoses);
        functionalDeficits = functionalDeficits == null ? List.of() : List.copyOf(functionalDeficits);
    }

    /** @param level as recommended by the rater: single high scores force a level that the composite alone does not show */
    public record Locus(int composite, List<Integer> dimensions, int level, String rater, LocalDate ratedOn) {
        public Locus {
            dimensions = dimensions == null ? List.of() : List.copyOf(dimensions);
        }
    }

    /**
     * An instrument that is neither LOCUS nor ASAM.
     *
     * @param score level null where the instrument has none
     * @param domains scores of its parts, by name
     */
    public record Rated(
            String tool, Integer score, Integer level, Map<String, Integer> domains, String rater, LocalDate ratedOn) {
        public Rated {
            domains = domains == null ? Map.of() : Map.copyOf(domains);
        }
    }

    public record Asam(String level, String rater, LocalDate ratedOn) {}
}
