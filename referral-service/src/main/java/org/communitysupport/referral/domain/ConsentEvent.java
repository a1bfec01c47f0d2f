package org.communitysupport.referral.domain;

import java.time.LocalDate;
import java.util.List;

public sealed interface ConsentEvent {
    record ConsentGiven(
            String person,
            String consent,
            String recipient,
            List<Codes.ConsentScope> scopes,
            boolean part2,
            LocalDate from,
            LocalDate until)
            implements ConsentEvent {}

    /** @param on the first day without it */
    record ConsentRevoked(String person, String consent, LocalDate on) implements ConsentEvent {}
}
