package org.communitysupport.referral.domain;

import java.time.Instant;
import java.time.LocalDate;
import org.communitysupport.referral.domain.rule.IntakeRules;

/**
 * What a referral's rules are told.
 *
 * @param now business clock
 * @param today in the time zone of the program's state
 * @param rules of the program and payer on that day; null when no policy pack covers them
 */
public record ReferralFacts(Instant now, LocalDate today, IntakeRules rules) {}
