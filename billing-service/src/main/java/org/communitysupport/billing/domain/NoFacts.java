package org.communitysupport.billing.domain;

/** For deciders that need nothing but command and state. */
public enum NoFacts {
    NONE
}
