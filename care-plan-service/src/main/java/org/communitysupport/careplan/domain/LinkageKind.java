package org.communitysupport.careplan.domain;

/** What a person is linked to. */
public enum LinkageKind {
    HOUSING,
    BENEFITS,
    EMPLOYMENT,
    EDUCATION,
    VOCATIONAL,
    MEDICAL,
    RECOVERY,
    COMMUNITY,
    TRANSPORT,
    LEGAL,
    FOOD,
    PSYCHIATRY
}
