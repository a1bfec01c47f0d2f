package org.communitysupport.eligibility.domain;

import java.time.LocalDate;
import org.communitysupport.eligibility.domain.rule.AuthorizationRules;

/** @param rules of program and payer on the day of the request; null when no policy pack covers them */
public record AuthorizationsFacts(LocalDate today, AuthorizationRules rules) {}
