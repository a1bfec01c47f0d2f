package org.communitysupport.kernel;

/**
 * Something a person should look at that does not stop the work: a rule of kind W, or one whose figure nobody confirmed.
 *
 * @param code stable, lower-case with hyphens
 * @param rule the rule id, e.g. {@code REF-4}
 * @param detail one sentence, no personal data
 */
public record Warning(String code, String rule, String detail) {}
