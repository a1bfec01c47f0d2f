package org.communitysupport.eligibility.domain;

import java.time.LocalDate;
import java.util.List;

/** What the referrer knew. Only ever sealed. */
public record Clinical(
        Codes.DisabilityGroup disabilityGroup,
        List<String> diagnoses,
        Integer locusComposite,
        String asamLevel,
        Integer psychiatricAdmissions90d,
        Integer edVisits90d,
        Housing housing) {
    public Clinical {
        diagnoses = diagnoses == null ? List.of() : List.copyOf(diagnoses);
    }

    public record Housing(boolean tclMember, boolean homeless, LocalDate permanentHousingSince) {}
}
