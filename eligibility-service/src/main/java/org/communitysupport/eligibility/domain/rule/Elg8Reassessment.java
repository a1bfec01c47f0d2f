package org.communitysupport.eligibility.domain.rule;

import java.time.LocalDate;

/**
 * ELG-8: after so many months of service a new assessment or an addendum recommends going on.
 *
 * @param byCalendarYear months are counted within the calendar year, else over the episode
 */
public record Elg8Reassessment(int afterMonths, boolean byCalendarYear, Enforcement enforcement) {

    /** @param since first day of service of the episode */
    public boolean asksFor(LocalDate since, LocalDate firstDayAskedFor) {
        var newYear = firstDayAskedFor.withDayOfYear(1);
        var counted = byCalendarYear && newYear.isAfter(since) ? newYear : since;
        return !firstDayAskedFor.isBefore(counted.plusMonths(afterMonths));
    }
}
