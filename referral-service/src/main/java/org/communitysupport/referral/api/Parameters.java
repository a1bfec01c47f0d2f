package org.communitysupport.referral.api;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.communitysupport.web.Problem;

/** Query parameters that are more than a word. */
final class Parameters {
    private Parameters() {}

    /** Null when absent. */
    static Instant instant(String name, String text) {
        if (text == null) return null;
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Problem.malformed("invalid-parameter", "query:" + name, "a time reads like 2024-03-01T20:40:00Z");
        }
    }
}
