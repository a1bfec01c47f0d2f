package org.communitysupport.encounter.api;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.communitysupport.web.Problem;

/** How ids and dates look in requests. */
final class Ids {
    static final String ID = "[A-Za-z0-9_-]{1,40}";
    static final String PERSON = "p[0-9a-f]{32}";
    static final String PROGRAM = "[A-Z]{2}-[A-Z]{2}\\.[A-Z]{2,10}";

    private Ids() {}

    /** Null stays null. */
    static LocalDate date(String parameter, String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw Problem.malformed(
                    "invalid-parameter", "query:" + parameter, "The date cannot be read. Send for example 2026-11-23.");
        }
    }
}
