package org.communitysupport.eligibility.api;

/** Who may do what here. */
final class Roles {
    static final String[] COVERAGE = {"intake", "care-coordinator", "biller", "supervisor"};
    static final String[] CLINICAL = {"clinician"};
    static final String[] REQUESTS = {"care-coordinator", "supervisor", "intake"};
    static final String[] READ = {"intake", "care-coordinator", "supervisor", "clinician", "biller"};

    /** Units and dates, nothing personal: whoever plans visits or staff. */
    static final String[] LIST = {
        "intake", "care-coordinator", "supervisor", "clinician", "biller", "staff", "agency-admin"
    };

    private Roles() {}
}
