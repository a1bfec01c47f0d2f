package org.communitysupport.referral.inbound;

import java.util.ArrayList;
import java.util.List;

/** The type names of the topics read here. A test holds them against the producers' contracts. */
public final class Published {
    private static final List<String> REFERRAL = List.of(
            "StaffRegistered",
            "CredentialRecorded",
            "CredentialEnded",
            "TeamEstablished",
            "StaffAssigned",
            "StaffUnassigned",
            "TeamSlotReserved",
            "TeamSlotReleased",
            "ReferralReceived",
            "ReferralCorrected",
            "ReferralIdentified",
            "ReferralDuplicateDetected",
            "ReferralTriaged",
            "ReferralInformationRequested",
            "ReferralInformationReceived",
            "ReferralContactAttempted",
            "ReferralAccepted",
            "ReferralDeclined",
            "ReferralWithdrawn",
            "ReferralOutcomeCorrected",
            "ReferralResponseDeadlineMissed",
            "EpisodeOpened",
            "EpisodeClosed",
            "MemberIdClaimed",
            "OpenReferralRegistered",
            "OpenReferralEnded",
            "ConsentGiven",
            "ConsentRevoked");
    private static final List<String> ELIGIBILITY = List.of(
            "EligibilityStarted",
            "AssessmentReported",
            "NecessityReported",
            "PlanReported",
            "ServiceOrderReported",
            "PassThroughNotified",
            "PassThroughOpened",
            "AuthorizationRequested",
            "AuthorizationPended",
            "AuthorizationReturned",
            "AuthorizationGranted",
            "AuthorizationPartiallyGranted",
            "AuthorizationDenied",
            "AuthorizationNotRequired",
            "AuthorizationEnded",
            "AuthorizationExpired",
            "UnitsReserved",
            "UnitsCommitted",
            "UnitsReleased",
            "UnitReservationRejected",
            "CoverageVerified",
            "CoverageNotFound",
            "CoverageEnded",
            "PayerChanged",
            "ClinicalAssessmentRecorded",
            "MedicalNecessityConfirmed",
            "MedicalNecessityNotMet");

    private Published() {}

    /** What is ignored by name: all of referral's own events but these. */
    public static String[] referralBesides(String... handled) {
        return besides("referral.", REFERRAL, handled);
    }

    public static String[] eligibilityBesides(String... handled) {
        return besides("eligibility.", ELIGIBILITY, handled);
    }

    private static String[] besides(String service, List<String> all, String... handled) {
        var rest = new ArrayList<>(all);
        for (String name : handled)
            if (!rest.remove(name)) throw new IllegalStateException(service + name + " is not published");
        return rest.stream().map(service::concat).toArray(String[]::new);
    }
}
