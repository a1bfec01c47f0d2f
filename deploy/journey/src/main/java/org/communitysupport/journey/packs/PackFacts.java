package org.communitysupport.journey.packs;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import org.communitysupport.eligibility.domain.ClinicalFindings;
import org.communitysupport.eligibility.domain.Codes;

/**
 * An invented person, payer and contact to ask packs about. What is absent is not known.
 *
 * @param payer absent for the state's rules alone
 * @param day of service and request
 * @param role credential of who serves
 * @param mode as a contact has it, e.g. FACE_TO_FACE, GROUP
 * @param minutes of the contact
 */
@JsonIgnoreProperties(ignoreUnknown = false)
record PackFacts(
        String program,
        String payer,
        LocalDate day,
        LocalDate birthDate,
        Codes.DisabilityGroup group,
        List<String> diagnoses,
        Locus locus,
        String asam,
        List<Rated> rated,
        List<String> deficits,
        String role,
        String credential,
        String mode,
        Integer minutes) {

    /** @param scores the seven, in their order */
    record Locus(int level, List<Integer> scores) {}

    record Rated(String tool, Integer score, Integer level, Map<String, Integer> domains) {}

    PackFacts {
        diagnoses = diagnoses == null ? List.of() : List.copyOf(diagnoses);
        rated = rated == null ? List.of() : List.copyOf(rated);
        deficits = deficits == null ? List.of() : List.copyOf(deficits);
    }

    Integer age() {
        return birthDate == null
                ? null
                : (Integer) Period.between(birthDate, day).getYears();
    }

    ClinicalFindings findings() {
        return new ClinicalFindings(
                diagnoses,
                diagnoses.isEmpty() ? null : diagnoses.getFirst(),
                locus == null
                        ? null
                        : new ClinicalFindings.Locus(
                                locus.scores() == null
                                        ? 0
                                        : locus.scores().stream()
                                                .mapToInt(i -> i)
                                                .sum(),
                                locus.scores(),
                                locus.level(),
                                "rater",
                                day),
                asam == null ? null : new ClinicalFindings.Asam(asam, "rater", day),
                deficits,
                null,
                null,
                null,
                null,
                null,
                group,
                rated.stream()
                        .map(r -> new ClinicalFindings.Rated(r.tool(), r.score(), r.level(), r.domains(), "rater", day))
                        .toList());
    }
}
