package org.communitysupport.careplan.domain;

/** How far a linkage has come: asked, applied, waiting, and then connected or refused. */
public enum LinkageState {
    ASKED,
    APPLIED,
    WAITING,
    CONNECTED,
    REFUSED
}
