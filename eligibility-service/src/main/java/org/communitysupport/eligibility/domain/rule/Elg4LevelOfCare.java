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

    public Verdict locus(Integer level) {
        if (level == null || locusFrom == null || locusTo == null) return Verdict.UNKNOWN;
        return level >= locusFrom && level <= locusTo ? Verdict.MET : Verdict.UNMET;
    }

    public Verdict asam(String level) {
        if (level == null || asamFrom == null || asamTo == null || !level.matches("\\d(\\.\\d)?"))
            return Verdict.UNKNOWN;
        var at = new BigDecimal(level);
        boolean inside = at.compareTo(new BigDecimal(asamFrom)) >= 0 && at.compareTo(new BigDecimal(asamTo)) <= 0;
        return inside ? Verdict.MET : Verdict.UNMET;
    }
}
