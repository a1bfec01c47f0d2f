package org.communitysupport.encounter.domain;

/** For deciders that need nothing but command and state. */
public enum NoFacts {
    NONE
}
