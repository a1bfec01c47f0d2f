package org.communitysupport.careplan.process;

/** Events that the reactions of this service know by name and do not need. */
final class Unread {
    static final String[] REFERRAL = {
        "referral.ConsentGiven",
        "referral.ConsentRevoked",
        "referral.CredentialEnded",
        "referral.CredentialRecorded",
        "referral.MemberIdClaimed",
        "referral.OpenReferralEnded",
        "referral.OpenReferralRegistered",
        "referral.ReferralContactAttempted",
        "referral.ReferralCorrected",
        "referral.ReferralDeclined",
        "referral.ReferralDuplicateDetected",
        "referral.ReferralIdentified",
        "referral.ReferralInformationReceived",
        "referral.ReferralInformationRequested",
        "referral.ReferralOutcomeCorrected",
        "referral.ReferralReceived",
        "referral.ReferralResponseDeadlineMissed",
        "referral.ReferralTriaged",
        "referral.StaffAssigned",
        "referral.StaffRegistered",
        "referral.StaffUnassigned",
        "referral.TeamEstablished",
        "referral.TeamSlotReleased",
        "referral.TeamSlotReserved"
    };
    static final String[] ELIGIBILITY = {
        "eligibility.AssessmentReported",
        "eligibility.AuthorizationDenied",
        "eligibility.AuthorizationEnded",
        "eligibility.AuthorizationExpired",
        "eligibility.AuthorizationGranted",
        "eligibility.AuthorizationNotRequired",
        "eligibility.AuthorizationPartiallyGranted",
        "eligibility.AuthorizationPended",
        "eligibility.AuthorizationRequested",
        "eligibility.AuthorizationReturned",
        "eligibility.CoverageEnded",
        "eligibility.CoverageNotFound",
        "eligibility.CoverageVerified",
        "eligibility.EligibilityStarted",
        "eligibility.MedicalNecessityConfirmed",
        "eligibility.MedicalNecessityNotMet",
        "eligibility.NecessityReported",
        "eligibility.PassThroughNotified",
        "eligibility.PassThroughOpened",
        "eligibility.PayerChanged",
        "eligibility.PlanReported",
        "eligibility.ServiceOrderReported",
        "eligibility.UnitReservationRejected",
        "eligibility.UnitsCommitted",
        "eligibility.UnitsReleased",
        "eligibility.UnitsReserved"
    };

    private Unread() {}
}
