package org.communitysupport.referral.infrastructure.fhir;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Period;

/** FHIR writes a year, a month, a day or a moment where a date is due. */
final class Days {
    private Days() {}

    /** Whether a period covers the day; an open end lasts. */
    static boolean current(Period period, LocalDate today) {
        if (period == null) return true;
        var end = last(text(period.getEndElement()));
        var start = first(text(period.getStartElement()));
        return (end == null || !end.isBefore(today)) && (start == null || !start.isAfter(today));
    }

    static LocalDate start(Period period) {
        var start = period == null ? null : first(text(period.getStartElement()));
        return start == null ? LocalDate.MIN : start;
    }

    /** The day where it happened: as written with its offset, in the zone given when it is written in UTC. Null when no day is said. */
    static LocalDate day(BaseDateTimeType moment, ZoneId zone) {
        String text = text(moment);
        if (text == null || text.length() < 10) return null;
        try {
            return text.endsWith("Z")
                    ? OffsetDateTime.parse(text).atZoneSameInstant(zone).toLocalDate()
                    : LocalDate.parse(text.substring(0, 10));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static String text(BaseDateTimeType moment) {
        return moment == null ? null : moment.getValueAsString();
    }

    private static LocalDate first(String text) {
        if (text == null) return null;
        return switch (text.length()) {
            case 4 -> LocalDate.of(Integer.parseInt(text), 1, 1);
            case 7 -> YearMonth.parse(text).atDay(1);
            default -> LocalDate.parse(text.substring(0, 10));
        };
    }

    private static LocalDate last(String text) {
        if (text == null) return null;
        return switch (text.length()) {
            case 4 -> LocalDate.of(Integer.parseInt(text), 12, 31);
            case 7 -> YearMonth.parse(text).atEndOfMonth();
            default -> LocalDate.parse(text.substring(0, 10));
        };
    }
}
