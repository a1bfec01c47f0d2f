package org.communitysupport.eligibility.domain.rule;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.communitysupport.eligibility.domain.ClinicalFindings.Rated;
import org.communitysupport.eligibility.domain.Codes.Verdict;
import org.communitysupport.eligibility.domain.LevelOfCare;

/**
 * ELG-4: the levels of care at which the program is right, by instrument. Levels, not composites: single scores can force a level.
 *
 * @param locusFrom locusTo both inclusive; null when the pack gives none
 * @param locusDomains the least score of a LOCUS dimension, by name; all must hold
 * @param asamFrom asamTo both inclusive, as in {@code 2.1}; null when the pack gives none
 * @param others the ranges of other instruments
 */
public record Elg4LevelOfCare(
        Integer locusFrom,
        Integer locusTo,
        Map<String, Integer> locusDomains,
        String asamFrom,
        String asamTo,
        List<Range> others,
        Enforcement enforcement) {
    public static final Elg4LevelOfCare NONE =
            new Elg4LevelOfCare(null, null, Map.of(), null, null, List.of(), Enforcement.OFF);

    /** A level of either edition, with or without withdrawal management: 2.1, 3.7, 3.7WM, 4-WM. */
    public static final String ASAM = "(0\\.5|1(\\.[057])?|2(\\.[0157])?|3(\\.[01357])?|4(\\.0)?)([ -]?WM)?";

    /** The dimensions of LOCUS in their order. */
    private static final List<String> DIMENSIONS = List.of(
            "RISK_OF_HARM",
            "FUNCTIONAL_STATUS",
            "CO_MORBIDITY",
            "ENVIRONMENT_STRESS",
            "ENVIRONMENT_SUPPORT",
            "TREATMENT_HISTORY",
            "ENGAGEMENT");

    /**
     * @param band null for every age
     * @param min max levels, both inclusive; null for no bound
     * @param minDomains the least score of a domain; all must hold
     */
    public record Range(String tool, String band, Integer min, Integer max, Map<String, Integer> minDomains) {
        public Range {
            minDomains = Map.copyOf(minDomains);
        }

        Verdict verdict(Rated rated) {
            if ((min != null || max != null) && rated.level() == null) return Verdict.UNKNOWN;
            if (min != null && rated.level() < min || max != null && rated.level() > max) return Verdict.UNMET;
            return atLeast(minDomains, rated.domains());
        }
    }

    public Elg4LevelOfCare {
        locusDomains = Map.copyOf(locusDomains);
        others = List.copyOf(others);
    }

    /** What one instrument says; unknown when it was not used or the pack gives no range for it. */
    public Verdict verdict(String tool, String band, LevelOfCare found) {
        return switch (tool) {
            case Elg3Tools.LOCUS -> worse(locus(found.locusLevel()), dimensions(found.locusDimensions()));
            case Elg3Tools.ASAM -> asam(found.asamLevel());
            default -> other(tool, band, found);
        };
    }

    private Verdict other(String tool, String band, LevelOfCare found) {
        var rated = found.rated().stream().filter(r -> r.tool().equals(tool)).reduce((a, b) -> b);
        if (rated.isEmpty()) return Verdict.UNKNOWN;
        return others.stream()
                .filter(r -> r.tool().equals(tool) && AgeBands.fits(r.band(), band))
                .map(r -> r.verdict(rated.get()))
                .reduce(Elg4LevelOfCare::worse)
                .orElse(Verdict.UNKNOWN);
    }

    public Verdict locus(Integer level) {
        if (level == null || locusFrom == null || locusTo == null) return Verdict.UNKNOWN;
        return level >= locusFrom && level <= locusTo ? Verdict.MET : Verdict.UNMET;
    }

    private Verdict dimensions(List<Integer> scores) {
        if (locusDomains.isEmpty()) return Verdict.MET;
        var named = new java.util.HashMap<String, Integer>();
        for (int i = 0; i < scores.size() && i < DIMENSIONS.size(); i++) named.put(DIMENSIONS.get(i), scores.get(i));
        return atLeast(locusDomains, named);
    }

    private static Verdict atLeast(Map<String, Integer> wanted, Map<String, Integer> found) {
        var verdict = Verdict.MET;
        for (var domain : wanted.entrySet()) {
            Integer score = found.get(domain.getKey());
            verdict = worse(
                    verdict,
                    score == null ? Verdict.UNKNOWN : score >= domain.getValue() ? Verdict.MET : Verdict.UNMET);
        }
        return verdict;
    }

    private static Verdict worse(Verdict a, Verdict b) {
        if (a == Verdict.UNMET || b == Verdict.UNMET) return Verdict.UNMET;
        return a == Verdict.UNKNOWN || b == Verdict.UNKNOWN ? Verdict.UNKNOWN : Verdict.MET;
    }

    public Verdict asam(String level) {
        if (level == null || asamFrom == null || asamTo == null || !level.matches(ASAM)) return Verdict.UNKNOWN;
        // Withdrawal management is given at a level; it is that level that is compared.
        var at = new BigDecimal(level.replaceFirst("[ -]?WM$", ""));
        boolean inside = at.compareTo(new BigDecimal(asamFrom)) >= 0 && at.compareTo(new BigDecimal(asamTo)) <= 0;
        return inside ? Verdict.MET : Verdict.UNMET;
    }
}
