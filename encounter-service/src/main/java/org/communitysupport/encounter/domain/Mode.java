package org.communitysupport.encounter.domain;

/**
 * How staff and member met, or whom the contact served. Collateral: with somebody else on the member's behalf. A payer's modifier may follow
 * from it ({@code codes.modeModifiers}).
 */
public enum Mode {
    FACE_TO_FACE,
    VIDEO,
    PHONE,
    COLLATERAL,
    /** With others who are served at the same time. */
    GROUP,
    /** With the family, the member present. */
    FAMILY_WITH,
    /** With the family, the member not present. */
    FAMILY_WITHOUT
}
