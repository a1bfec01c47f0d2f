package org.communitysupport.eligibility.domain;

import java.time.LocalDate;

/**
 * What is clinically known of one episode.
 *
 * @param newest the last assessment; null before the first
 * @param confirmedOn null while medical necessity is not confirmed
 */
public record DeterminationState(DeterminationEvent.ClinicalAssessmentRecorded newest, LocalDate confirmedOn) {
    static final DeterminationState NONE = new DeterminationState(null, null);
}
