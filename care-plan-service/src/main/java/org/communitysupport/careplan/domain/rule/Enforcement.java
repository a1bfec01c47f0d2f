package org.communitysupport.careplan.domain.rule;

/** What a breach of a figure leads to; an unconfirmed figure never rejects. */
public enum Enforcement {
    REJECT,
    WARN,
    OFF
}
