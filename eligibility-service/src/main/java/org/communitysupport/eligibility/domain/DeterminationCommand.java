package org.communitysupport.eligibility.domain;

import java.time.LocalDate;
import java.util.List;

public sealed interface DeterminationCommand {
    record RecordAssessment(
            String person,
            String episode,
            String program,
            String assessment,
            Codes.AssessmentKind kind,
            LocalDate assessedOn,
            String staff,
            boolean recommendsProgram,
            boolean part2,
            ClinicalFindings findings)
            implements DeterminationCommand {}

    /**
     * @param confirmed the licensed person's word; the system never says it (ELG-5)
     * @param judged verdicts where the person differs from, or knows more than, what the assessment shows
     */
    record DetermineNecessity(
            String program, String staff, LocalDate determinedOn, boolean confirmed, List<Criteria.Item> judged)
            implements DeterminationCommand {}
}
