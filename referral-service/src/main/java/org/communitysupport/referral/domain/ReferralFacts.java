package org.communitysupport.referral.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.communitysupport.referral.domain.rule.IntakeRules;

/**
 * What a referral's rules are told.
 *
 * @param now business clock
 * @param today in the time zone of the program's state
 * @param rules of the program and payer on that day; null when no policy pack covers them
 * @param sender what the realm says of the system that sends; null when our own people ask
 */
public record ReferralFacts(Instant now, LocalDate today, IntakeRules rules, Sender sender) {

    public ReferralFacts(Instant now, LocalDate today, IntakeRules rules) {
        this(now, today, rules, null);
    }

    /** After today, here and where days are counted in UTC: many systems date by it, and in the evening it is a day ahead. */
    boolean isAhead(LocalDate day) {
        return day.isAfter(today) && day.isAfter(LocalDate.ofInstant(now, ZoneOffset.UTC));
    }

    public ReferralFacts sentBy(Sender by) {
        return new ReferralFacts(now, today, rules, by);
    }

    /**
     * A sending system as it is registered, never as it speaks of itself.
     *
     * @param kind null when it is registered as none
     * @param part2Program its records are a Part 2 program's; so are those of a system of which nobody says that they are not (REF-10)
     * @param knowsEnd it may read that its referral has ended; else a late resend is taken like any other
     */
    public record Sender(Codes.SourceType kind, boolean part2Program, boolean knowsEnd) {
        public Sender unaware() {
            return new Sender(kind, part2Program, false);
        }
    }
}
