package org.communitysupport.eligibility.api;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.communitysupport.web.Problem;

/** Query parameters that are more than a word. */
final class Parameters {
    private Parameters() {}

    /** Null when absent. */
    static LocalDate day(String name, String text) {
        if (text == null) return null;
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw Problem.malformed("invalid-parameter", "query:" + name, "a day reads like 2024-03-01");
        }
    }
}
