package org.communitysupport.referral.domain;

import java.time.LocalDate;
import java.util.List;

public sealed interface ConsentCommand {
    /** @param recipient the sending system that may read. @param until last day; null when open-ended */
    record GiveConsent(
            String person,
            String consent,
            String recipient,
            List<Codes.ConsentScope> scopes,
            boolean part2,
            LocalDate from,
            LocalDate until)
            implements ConsentCommand {}

    record RevokeConsent(String consent, LocalDate on) implements ConsentCommand {}
}
