package org.communitysupport.careplan.domain;

/** What the person lets the team speak about with a natural support. */
public enum SupportScope {
    /** That the person is in care. */
    STATUS,
    APPOINTMENTS,
    CRISIS,
    PLAN,
    MEDICATION,
    /** Treatment of substance use; never implied by another scope. */
    SUBSTANCE_USE
}
