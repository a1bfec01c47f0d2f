package org.communitysupport.eligibility.domain.rule;

import java.math.BigDecimal;
import org.communitysupport.eligibility.domain.Codes.Verdict;

/**
 * ELG-4: the levels of care at which the program is right, by instrument. Levels, not composites: single scores can force a level.
 *
 * @param locusFrom locusTo both inclusive; null when the pack gives none
 * @param asamFrom asamTo both inclusive, as in {@code 2.1}; null when the pack gives none
 */
public record Elg4LevelOfCare(
        Integer locusFrom, Integer locusTo, String asamFrom, String asamTo, Enforcement enforcement) {

    /** A level of either edition, with or without withdrawal management: 2.1, 3.7, 3.7WM, 4-WM. */
    public static final String ASAM = "(0\\.5|1(\\.[057])?|2(\\.[0157])?|3(\\.[01357])?|4(\\.0)?)([ -]?WM)?";

    public Verdict locus(Integer level) {
        if (level == null || locusFrom == null || locusTo == null) return Verdict.UNKNOWN;
        return level >= locusFrom && level <= locusTo ? Verdict.MET : Verdict.UNMET;
    }

    public Verdict asam(String level) {
        if (level == null || asamFrom == null || asamTo == null || !level.matches(ASAM)) return Verdict.UNKNOWN;
        // Withdrawal management is given at a level; it is that level that is compared.
        var at = new BigDecimal(level.replaceFirst("[ -]?WM$", ""));
        boolean inside = at.compareTo(new BigDecimal(asamFrom)) >= 0 && at.compareTo(new BigDecimal(asamTo)) <= 0;
        return inside ? Verdict.MET : Verdict.UNMET;
    }
}
