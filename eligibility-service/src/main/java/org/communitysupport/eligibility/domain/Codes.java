package org.communitysupport.eligibility.domain;

/** The closed lists of eligibility. Their names stand in events and are therefore for ever. */
public final class Codes {
    private Codes() {}

    public enum ProofKind {
        PORTAL,
        X271,
        CARD
    }

    public enum AssessmentKind {
        CCA,
        CCA_ADDENDUM
    }

    public enum DisabilityGroup {
        MH,
        SUD,
        MH_SUD,
        IDD
    }

    public enum Verdict {
        MET,
        UNMET,
        UNKNOWN
    }

    public enum Step {
        INITIAL,
        CONCURRENT
    }

    /** What units are drawn from, in the order in which they are drawn. */
    public enum PoolKind {
        PASS_THROUGH,
        AUTHORIZATION,
        NOT_REQUIRED
    }

    public enum AuthorizationStatus {
        REQUESTED,
        PENDED,
        RETURNED,
        DENIED,
        /** A managed care plan said nothing until the due day (ELG-13). */
        DEEMED_DENIED,
        CANCELLED,
        GRANTED,
        EXPIRED,
        ENDED
    }

    public enum UnitState {
        RESERVED,
        COMMITTED,
        RELEASED
    }

    public enum ShortReason {
        NO_AUTHORIZATION,
        OUTSIDE_DATES,
        EXHAUSTED
    }

    /** What a payer may ask to see with a request. */
    public enum DocumentKind {
        CCA,
        CCA_NEW_OR_ADDENDUM,
        PCP,
        PCP_UPDATED,
        CRISIS_PLAN,
        SERVICE_ORDER
    }

    public enum EndReason {
        WITHDRAWN,
        EPISODE_CLOSED,
        PAYER_CHANGED
    }
}
