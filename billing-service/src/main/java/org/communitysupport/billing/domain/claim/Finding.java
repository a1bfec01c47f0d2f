package org.communitysupport.billing.domain.claim;

/**
 * Something that a payer would send the claim back for.
 *
 * @param rule e.g. {@code BIL-3}
 * @param place e.g. {@code line 1}
 * @param detail one sentence, no personal data
 */
public record Finding(String rule, String place, String detail) {}
