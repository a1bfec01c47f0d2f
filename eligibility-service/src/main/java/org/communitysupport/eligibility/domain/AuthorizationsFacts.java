package org.communitysupport.eligibility.domain;

import java.time.LocalDate;
import org.communitysupport.eligibility.domain.rule.AuthorizationRules;

/** @param rules of program and payer on the day of the request; null when no policy pack covers them */
public record AuthorizationsFacts(LocalDate today, AuthorizationRules rules) {
    /** For commands that only report what others decided. */
    public static final AuthorizationsFacts NONE = new AuthorizationsFacts(null, null);
}
