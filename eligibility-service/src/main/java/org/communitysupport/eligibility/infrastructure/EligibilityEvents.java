package org.communitysupport.eligibility.infrastructure;

import org.communitysupport.codec.EventTypes;
import org.communitysupport.eligibility.domain.AuthorizationsEvent;
import org.communitysupport.eligibility.domain.CoverageEvent;
import org.communitysupport.eligibility.domain.DeterminationEvent;

/** The names under which events are stored and published. A name never changes. */
public final class EligibilityEvents {
    private EligibilityEvents() {}

    public static EventTypes types() {
        return EventTypes.of("eligibility")
                .event("EligibilityStarted", AuthorizationsEvent.EligibilityStarted.class)
                .event("DemographicsNoted", AuthorizationsEvent.DemographicsNoted.class)
                .event("AssessmentReported", AuthorizationsEvent.AssessmentReported.class)
                .event("NecessityReported", AuthorizationsEvent.NecessityReported.class)
                .event("PlanReported", AuthorizationsEvent.PlanReported.class)
                .event("ServiceOrderReported", AuthorizationsEvent.ServiceOrderReported.class)
                .event("PassThroughNotified", AuthorizationsEvent.PassThroughNotified.class)
                .event("PassThroughOpened", AuthorizationsEvent.PassThroughOpened.class)
                .event("AuthorizationRequested", AuthorizationsEvent.AuthorizationRequested.class)
                .event("AuthorizationPended", AuthorizationsEvent.AuthorizationPended.class)
                .event("AuthorizationReturned", AuthorizationsEvent.AuthorizationReturned.class)
                .event("AuthorizationGranted", AuthorizationsEvent.AuthorizationGranted.class)
                .event("AuthorizationPartiallyGranted", AuthorizationsEvent.AuthorizationPartiallyGranted.class)
                .event("AuthorizationDenied", AuthorizationsEvent.AuthorizationDenied.class)
                .event("AuthorizationDeemedDenied", AuthorizationsEvent.AuthorizationDeemedDenied.class)
                .event("AuthorizationDecisionExtended", AuthorizationsEvent.AuthorizationDecisionExtended.class)
                .event("AuthorizationRequestCancelled", AuthorizationsEvent.AuthorizationRequestCancelled.class)
                .event("AuthorizationResubmitted", AuthorizationsEvent.AuthorizationResubmitted.class)
                .event("AuthorizationNotRequired", AuthorizationsEvent.AuthorizationNotRequired.class)
                .event("AuthorizationRestored", AuthorizationsEvent.AuthorizationRestored.class)
                .event("AuthorizationEnded", AuthorizationsEvent.AuthorizationEnded.class)
                .event("AuthorizationExpired", AuthorizationsEvent.AuthorizationExpired.class)
                .event("UnitsReserved", AuthorizationsEvent.UnitsReserved.class)
                .event("UnitsCommitted", AuthorizationsEvent.UnitsCommitted.class)
                .event("UnitsReleased", AuthorizationsEvent.UnitsReleased.class)
                .event("UnitReservationRejected", AuthorizationsEvent.UnitReservationRejected.class)
                .event("CoverageVerified", CoverageEvent.CoverageVerified.class)
                .event("CoverageNotFound", CoverageEvent.CoverageNotFound.class)
                .event("CoverageEnded", CoverageEvent.CoverageEnded.class)
                .event("PayerChanged", CoverageEvent.PayerChanged.class)
                .event(
                        "ClinicalAssessmentRecorded",
                        DeterminationEvent.ClinicalAssessmentRecorded.class,
                        e -> e.part2() ? "part2" : "")
                .event("MedicalNecessityConfirmed", DeterminationEvent.MedicalNecessityConfirmed.class)
                .event("MedicalNecessityNotMet", DeterminationEvent.MedicalNecessityNotMet.class);
    }
}
