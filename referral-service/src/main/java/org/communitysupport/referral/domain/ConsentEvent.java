package org.communitysupport.referral.domain;

import java.time.LocalDate;
import java.util.List;
import org.communitysupport.kernel.Personal;

public sealed interface ConsentEvent {
    /**
     * @param givenBy null in old events: the person
     * @param guardianUntil the first day on which a guardian of a minor has no say any more; null for every other consent
     */
    record ConsentGiven(
            String person,
            String consent,
            String recipient,
            List<Codes.ConsentScope> scopes,
            boolean part2,
            LocalDate from,
            LocalDate until,
            Codes.ConsentGiver givenBy,
            Personal<LocalDate> guardianUntil)
            implements ConsentEvent {}

    /** @param on the first day without it */
    record ConsentRevoked(String person, String consent, LocalDate on) implements ConsentEvent {}
}
