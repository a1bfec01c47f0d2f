package org.communitysupport.referral.domain;

/** The aggregate knows all it needs. */
public record NoFacts() {
    public static final NoFacts NONE = new NoFacts();
}
