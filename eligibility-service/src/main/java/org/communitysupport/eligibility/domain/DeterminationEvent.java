package org.communitysupport.eligibility.domain;

import java.time.LocalDate;
import java.util.List;
import org.communitysupport.kernel.Basis;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Warning;

/** What a licensed person found of one episode. */
public sealed interface DeterminationEvent extends InProgram {
    record ClinicalAssessmentRecorded(
            String person,
            String episode,
            String program,
            String assessment,
            Codes.AssessmentKind kind,
            LocalDate assessedOn,
            String staff,
            String credential,
            boolean recommendsProgram,
            boolean part2,
            Personal<ClinicalFindings> findings,
            Basis basis,
            List<Warning> warnings)
            implements DeterminationEvent {}

    record MedicalNecessityConfirmed(
            String person,
            String episode,
            String program,
            String assessment,
            String staff,
            String credential,
            LocalDate determinedOn,
            Personal<Criteria> criteria,
            Basis basis,
            List<Warning> warnings)
            implements DeterminationEvent {}

    record MedicalNecessityNotMet(
            String person,
            String episode,
            String program,
            String assessment,
            String staff,
            String credential,
            LocalDate determinedOn,
            Personal<Criteria> criteria,
            Basis basis)
            implements DeterminationEvent {}
}
