package org.communitysupport.careplan.domain;

/** In which capacity a plan is signed. */
public enum SignedBy {
    PERSON,
    LEGALLY_RESPONSIBLE,
    QP
}
