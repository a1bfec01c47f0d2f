package org.communitysupport.referral.domain.rule;

/** How much a figure weighs: a policy pack says so, per figure. */
public enum Enforcement {
    REJECT,
    WARN,
    OFF
}
