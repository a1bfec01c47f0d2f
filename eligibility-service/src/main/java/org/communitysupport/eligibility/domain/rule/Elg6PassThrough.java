package org.communitysupport.eligibility.domain.rule;

import java.time.LocalDate;
import java.time.MonthDay;

/**
 * ELG-6: so many units in so many days without review, once per episode and per fiscal year.
 *
 * @param days inclusive: 30 days from the 1st end on the 30th
 * @param fiscalYearStart first day of the state's fiscal year
 */
public record Elg6PassThrough(
        int units,
        int days,
        boolean oncePerEpisode,
        boolean oncePerFiscalYear,
        MonthDay fiscalYearStart,
        Enforcement enforcement) {

    /** The calendar year in which the day's fiscal year began. */
    public int fiscalYear(LocalDate day) {
        return MonthDay.from(day).isBefore(fiscalYearStart) ? day.getYear() - 1 : day.getYear();
    }

    public LocalDate lastDay(LocalDate from) {
        return from.plusDays(days - 1L);
    }
}
