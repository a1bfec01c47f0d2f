package org.communitysupport.careplan.domain.rule;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;

/**
 * REF-11 while service goes on: a child turns 18 or 21, and the program's rules change with the birthday or end with it.
 *
 * @param maximum the last age that the program serves, in years; null when it serves every age
 * @param bands the ages in years at which rules change
 * @param noticeDays how long before the birthday it is told
 */
public record Ref11Ages(Integer maximum, List<Integer> bands, int noticeDays) {
    /** The person has grown out of the program; it stays until the episode is closed. */
    public static final String PASSED = "AGE_LIMIT_PASSED";

    public static final String NEAR = "AGE_LIMIT_NEAR";
    public static final String BAND_CHANGES = "AGE_BAND_CHANGES";

    public Ref11Ages {
        bands = List.copyOf(bands);
    }

    /** Whether a birth date changes anything. */
    public boolean matter() {
        return maximum != null || bands.stream().anyMatch(from -> from > 0);
    }

    /** @param born null when not known */
    public List<String> alerts(LocalDate born, LocalDate today) {
        var alerts = new ArrayList<String>();
        if (born == null || born.isAfter(today)) return alerts;
        int age = Period.between(born, today).getYears();
        if (maximum != null && age > maximum) alerts.add(PASSED);
        else if (maximum != null && isNear(born, maximum + 1, today)) alerts.add(NEAR);
        if (bands.stream().anyMatch(from -> from > age && isNear(born, from, today))) alerts.add(BAND_CHANGES);
        return alerts;
    }

    private boolean isNear(LocalDate born, int years, LocalDate today) {
        return !today.plusDays(noticeDays).isBefore(born.plusYears(years));
    }
}
