package org.communitysupport.eligibility.domain;

/** The aggregate knows all it needs. */
public record NoFacts() {
    public static final NoFacts NONE = new NoFacts();
}
