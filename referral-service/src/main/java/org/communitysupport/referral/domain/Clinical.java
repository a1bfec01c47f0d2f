package org.communitysupport.referral.domain;

import java.time.LocalDate;
import java.util.List;

/** What the referrer knows of the person's health. Only ever sealed. Absent parts are null, absent lists empty. */
public record Clinical(
        Codes.DisabilityGroup disabilityGroup,
        List<String> diagnoses,
        Integer locusComposite,
        String asamLevel,
        String presentingProblem,
        Integer psychiatricAdmissions90d,
        Integer edVisits90d,
        List<String> currentServices,
        List<String> medications,
        List<String> riskFlags,
        Housing housing) {

    public Clinical {
        diagnoses = diagnoses == null ? List.of() : List.copyOf(diagnoses);
        currentServices = currentServices == null ? List.of() : List.copyOf(currentServices);
        medications = medications == null ? List.of() : List.copyOf(medications);
        riskFlags = riskFlags == null ? List.of() : List.copyOf(riskFlags);
    }

    public record Housing(boolean tclMember, boolean homeless, LocalDate permanentHousingSince) {}
}
