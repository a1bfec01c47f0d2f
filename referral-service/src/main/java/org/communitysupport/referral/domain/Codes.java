package org.communitysupport.referral.domain;

/** The closed lists of intake. Their names stand in events and are therefore for ever; free text never takes their place. */
public final class Codes {
    private Codes() {}

    /** Who sends a referral (REF-3). */
    public enum SourceType {
        LME_MCO(true),
        HOSPITAL(true),
        PCP(true),
        BH_PROVIDER(true),
        SELF(false),
        FAMILY(false),
        OTHER(false);

        private final boolean professional;

        SourceType(boolean professional) {
            this.professional = professional;
        }

        public boolean professional() {
            return professional;
        }
    }

    public enum Urgency {
        EMERGENT,
        URGENT,
        ROUTINE
    }

    public enum Channel {
        JSON,
        FHIR
    }

    /** Why an agency may say no (REF-5): the payer's no-reject duty leaves no other reason. */
    public enum DeclineReason {
        NO_CAPACITY,
        OUT_OF_COMPETENCY,
        CRITERIA_NOT_MET,
        OUT_OF_AREA,
        PAYER_NOT_CONTRACTED,
        MEMBER_DECLINED,
        DUPLICATE
    }

    public enum WithdrawalReason {
        MEMBER_WITHDREW,
        REFERRER_WITHDREW,
        MOVED,
        CANNOT_LOCATE,
        DECEASED,
        OTHER
    }

    public enum ClosureReason {
        GOALS_MET,
        STEPPED_DOWN,
        HIGHER_LEVEL,
        NO_GAIN,
        MEMBER_WITHDREW,
        MOVED,
        CANNOT_LOCATE,
        TRANSFERRED,
        DECEASED,
        OTHER
    }

    /** Where somebody is after the discharge. */
    public enum Destination {
        HOME,
        OUTPATIENT,
        OTHER_COMMUNITY_PROVIDER,
        HIGHER_LEVEL_OF_CARE,
        HOSPITAL,
        RESIDENTIAL,
        JAIL,
        OUT_OF_AREA,
        DECEASED,
        UNKNOWN
    }

    public enum CorrectionReason {
        KEYED_WRONGLY,
        NEW_INFORMATION,
        OTHER
    }

    public enum ContactOutcome {
        REACHED,
        LEFT_MESSAGE,
        NO_ANSWER,
        WRONG_NUMBER,
        REFUSED
    }

    public enum InformationItem {
        DEMOGRAPHICS,
        CONTACT,
        GUARDIAN,
        MEMBER_ID,
        DIAGNOSIS,
        LOCUS,
        ASAM,
        MEDICATIONS,
        DISCHARGE_DATE,
        CONSENT,
        OTHER
    }

    public enum DisabilityGroup {
        MH,
        SUD,
        MH_SUD,
        IDD
    }

    public enum TeamRole {
        TEAM_LEAD,
        SUD_PROF,
        QP,
        AP,
        PARA,
        PEER,
        PHYSICIAN,
        /** A licensed practitioner who is no physician. */
        LICENSED,
        NURSE,
        /** Unlicensed, under supervision. */
        PRACTITIONER
    }

    public enum CredentialKind {
        MD,
        DO,
        LP,
        LPA,
        NP,
        PA,
        RN,
        LCSW,
        LCSWA,
        LCMHC,
        LCMHCA,
        LMFT,
        LMFTA,
        LCAS,
        LCASA,
        CCS,
        CSAC,
        QP,
        AP,
        PARAPROFESSIONAL,
        CPSS,
        // Other states' licenses and qualifications; the packs of a program say which count.
        CNS,
        MP,
        LPN,
        LISW,
        LICSW,
        LSW,
        LMSW,
        LPC,
        LPCC,
        LMHC,
        LCAT,
        MFT,
        IMFT,
        LAC,
        LICDC,
        QMHS,
        CMS,
        PCP_TRAINING
    }

    public enum CredentialEnd {
        EXPIRED,
        SURRENDERED,
        REVOKED,
        REPLACED,
        OTHER
    }

    public enum SlotReleaseReason {
        WITHDRAWN,
        DECLINED,
        CLOSED,
        NOT_ACCEPTED
    }

    /** Who gives a consent. A minor who may be treated for substance use on their own word gives it alone (42 CFR 2.14). */
    public enum ConsentGiver {
        PERSON,
        GUARDIAN
    }

    /** What a person lets a referrer read back (REF-10). */
    public enum ConsentScope {
        STATUS,
        TEAM,
        APPOINTMENT,
        CLINICAL
    }

    /** Why intake is asked who somebody is (REF-2). */
    public enum IdentityQuestion {
        /** The member id is another's whose name or birth date differ. */
        MEMBER_ID,
        /** The sender's number came again with name, birth date and member id all different. */
        RESENT_AS_ANOTHER
    }

    public enum IdentityAnswer {
        SAME_PERSON,
        ANOTHER_PERSON,
        /** Nobody answered: it was corrected on one of the two sides. */
        NO_LONGER_ASKED
    }

    /** Whose word changed what is known of a person. */
    public enum CorrectedBy {
        SENDER,
        INTAKE,
        /** The answer to a question about who it is. */
        ANSWER
    }
}
