package org.communitysupport.referral.domain;

import java.time.LocalDate;
import java.util.List;

public sealed interface ConsentCommand {
    /**
     * @param recipient the sending system that may read
     * @param until last day; null when open-ended
     * @param givenBy the person when nobody else is named
     * @param majorityOn the day on which the person comes of age; null when the birth date is not known
     */
    record GiveConsent(
            String person,
            String consent,
            String recipient,
            List<Codes.ConsentScope> scopes,
            boolean part2,
            LocalDate from,
            LocalDate until,
            Codes.ConsentGiver givenBy,
            LocalDate majorityOn)
            implements ConsentCommand {

        public GiveConsent(
                String person,
                String consent,
                String recipient,
                List<Codes.ConsentScope> scopes,
                boolean part2,
                LocalDate from,
                LocalDate until) {
            this(person, consent, recipient, scopes, part2, from, until, Codes.ConsentGiver.PERSON, null);
        }
    }

    record RevokeConsent(String consent, LocalDate on) implements ConsentCommand {}
}
