package org.communitysupport.billing.api;

import java.time.LocalDate;
import org.communitysupport.web.Problem;

/** What several addresses take in the same way. */
final class Inputs {
    /** A reason is a word from the agency's own list: no free text, which might name a person. */
    static final String REASON = "[A-Z][A-Z0-9_]{2,39}";

    private Inputs() {}

    /** A day on which something was done: not before 2000 and not after today. */
    static void past(String pointer, LocalDate on, LocalDate today) {
        if (on.isBefore(LocalDate.of(2000, 1, 1)) || on.isAfter(today))
            throw Problem.content(
                    "day-out-of-range",
                    "",
                    pointer,
                    "The day is before 2000-01-01 or after today. Enter the day on which it happened.");
    }
}
