package org.communitysupport.encounter.domain;

/** How staff and member met. Collateral: with somebody else on the member's behalf. */
public enum Mode {
    FACE_TO_FACE,
    VIDEO,
    PHONE,
    COLLATERAL
}
