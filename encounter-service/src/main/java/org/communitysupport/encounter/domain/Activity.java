package org.communitysupport.encounter.domain;

/** What the time went into. Only service is ever billed; the rest is recorded apart (ENC-14). */
public enum Activity {
    SERVICE,
    TRAVEL,
    PAPERWORK,
    SUPERVISION
}
