package org.communitysupport.referral.domain;

import java.time.LocalDate;
import org.communitysupport.referral.domain.rule.Ref6TeamCapacity;

/** @param capacity the figures in force today; null when no policy pack covers the team's program */
public record TeamFacts(LocalDate today, Ref6TeamCapacity capacity) {}
