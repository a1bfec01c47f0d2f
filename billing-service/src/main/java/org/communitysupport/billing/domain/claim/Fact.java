package org.communitysupport.billing.domain.claim;

/**
 * What was known when the line was released or the claim was built.
 *
 * @param name e.g. {@code coverage}
 * @param value no personal data
 * @param position of the event that told it, {@code service:lane:seq}; empty when it is the pack's
 */
public record Fact(String name, String value, String position) {}
