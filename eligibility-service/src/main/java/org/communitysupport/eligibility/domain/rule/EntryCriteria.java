package org.communitysupport.eligibility.domain.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.communitysupport.eligibility.domain.ClinicalFindings;
import org.communitysupport.eligibility.domain.Codes.DisabilityGroup;
import org.communitysupport.eligibility.domain.Codes.Verdict;
import org.communitysupport.eligibility.domain.Criteria.Item;
import org.communitysupport.eligibility.domain.LevelOfCare;
import org.communitysupport.eligibility.domain.rule.NecessityRules.Test;

/** What an assessment shows of each entry criterion: met, unmet or unknown. A proposal for the licensed person, not a finding. */
public final class EntryCriteria {
    private EntryCriteria() {}

    /** @param age on the day of the determination; null when nobody knows */
    public static List<Item> shownBy(ClinicalFindings f, Integer age, NecessityRules rules, String source) {
        var items = new ArrayList<Item>();
        String band = rules.bands().of(age);
        for (var c : rules.criteria())
            if (AgeBands.fits(c.band(), band))
                items.add(new Item(
                        c.id(), c.text(), verdict(c.test(), f, age, rules), source(c.test(), f, source), c.rule()));
        return items;
    }

    private static String source(Test test, ClinicalFindings f, String assessment) {
        return switch (test) {
            case LEVEL_OF_CARE, TOOLS_RATED -> instruments(f, assessment);
            case AGE -> "birth date on the referral";
            default -> assessment;
        };
    }

    /** A criterion that only a person can judge is unknown until one does. */
    private static Verdict verdict(Test test, ClinicalFindings f, Integer age, NecessityRules rules) {
        return switch (test) {
            case DIAGNOSIS -> diagnosis(f, rules.qualifying());
            case LEVEL_OF_CARE -> level(f, rules.bands().of(age), rules);
            case TOOLS_RATED -> rated(f, rules.bands().of(age), rules);
            case DEFICITS -> impaired(f, rules);
            case ACUITY -> acuity(f, rules);
            case LOWER_LEVEL -> f.lowerLevelTried() == null ? Verdict.UNKNOWN : said(f.lowerLevelTried());
            case ABLE_AND_WILLING -> f.ableAndWilling() == null ? Verdict.UNKNOWN : f.ableAndWilling();
            case AGE -> age == null ? Verdict.UNKNOWN : ofAge(age, rules);
            case PERSON -> Verdict.UNKNOWN;
        };
    }

    private static Verdict ofAge(int age, NecessityRules rules) {
        if (rules.minAge() == null && rules.maxAge() == null) return Verdict.UNKNOWN;
        return said(
                (rules.minAge() == null || age >= rules.minAge()) && (rules.maxAge() == null || age <= rules.maxAge()));
    }

    /** Whether the instruments that are asked for were used at all. */
    private static Verdict rated(ClinicalFindings f, String band, NecessityRules rules) {
        if (f.disabilityGroup() == null) return Verdict.UNKNOWN;
        return said(rules.tools()
                .missing(f.disabilityGroup(), band, LevelOfCare.of(f).tools())
                .isEmpty());
    }

    /** A diagnosis that is not among those of the pack may still qualify: the payers' own lists are not on file. */
    private static Verdict diagnosis(ClinicalFindings f, List<String> qualifying) {
        if (f.diagnoses().isEmpty()) return Verdict.UNKNOWN;
        if (f.disabilityGroup() == DisabilityGroup.IDD) return Verdict.UNMET;
        if (substanceUseAlone(f) && !qualifying.isEmpty() && qualifying.stream().noneMatch(EntryCriteria::substanceUse))
            return Verdict.UNMET;
        boolean listed = f.diagnoses().stream()
                .map(d -> d.toUpperCase(Locale.ROOT))
                .anyMatch(d -> qualifying.stream().anyMatch(d::startsWith));
        return listed ? Verdict.MET : Verdict.UNKNOWN;
    }

    private static boolean substanceUseAlone(ClinicalFindings f) {
        return f.disabilityGroup() == DisabilityGroup.SUD
                || f.principalDiagnosis() != null
                        && substanceUse(f.principalDiagnosis().toUpperCase(Locale.ROOT));
    }

    /** ICD-10-CM F10 to F19. */
    private static boolean substanceUse(String code) {
        return code.startsWith("F1");
    }

    /** A domain counts once. Whoever named none has not said that there is none. */
    private static Verdict impaired(ClinicalFindings f, NecessityRules rules) {
        if (f.functionalDeficits().isEmpty()) return Verdict.UNKNOWN;
        long domains = f.functionalDeficits().stream()
                .map(d -> d.strip().toUpperCase(Locale.ROOT))
                .filter(d -> rules.domains().isEmpty() || rules.domains().contains(d))
                .distinct()
                .count();
        return atLeast(rules.deficits(), (int) domains);
    }

    /**
     * Each instrument that the diagnoses ask for must fit; one that is missing leaves it unknown, and so does a rater's level that fits
     * while the scores say one that does not.
     */
    private static Verdict level(ClinicalFindings f, String band, NecessityRules rules) {
        var found = LevelOfCare.of(f);
        var verdicts = new ArrayList<Verdict>();
        for (String tool : rules.tools().needed(f.disabilityGroup(), band)) {
            var verdict = rules.levels().verdict(tool, band, found);
            boolean doubtful = tool.equals(Elg3Tools.LOCUS) && verdict == Verdict.MET && contradicted(f, rules);
            verdicts.add(doubtful ? Verdict.UNKNOWN : verdict);
        }
        if (verdicts.contains(Verdict.UNMET)) return Verdict.UNMET;
        return verdicts.isEmpty() || verdicts.contains(Verdict.UNKNOWN) ? Verdict.UNKNOWN : Verdict.MET;
    }

    /** The rater's level fits the range and the level of the scores does not. */
    private static boolean contradicted(ClinicalFindings f, NecessityRules rules) {
        if (f.locus() == null || rules.ladder() == null) return false;
        var scored = rules.ladder().level(f.locus());
        return scored.isPresent()
                && scored.getAsInt() != f.locus().level()
                && rules.levels().locus(scored.getAsInt()) == Verdict.UNMET;
    }

    private static String instruments(ClinicalFindings f, String source) {
        var from = new ArrayList<String>();
        if (f.locus() != null)
            from.add("LOCUS of " + f.locus().ratedOn() + " by " + f.locus().rater());
        if (f.asam() != null)
            from.add("ASAM of " + f.asam().ratedOn() + " by " + f.asam().rater());
        for (var r : f.rated()) from.add(r.tool() + " of " + r.ratedOn() + " by " + r.rater());
        return from.isEmpty() ? source : String.join(", ", from);
    }

    private static Verdict acuity(ClinicalFindings f, NecessityRules rules) {
        var counts = Stream.of(f.psychiatricAdmissions90d(), f.edVisits90d(), f.crisisContacts90d())
                .filter(Objects::nonNull)
                .toList();
        return counts.isEmpty()
                ? Verdict.UNKNOWN
                : atLeast(rules.acuity(), counts.stream().mapToInt(i -> i).sum());
    }

    private static Verdict atLeast(Integer wanted, int found) {
        return wanted == null ? Verdict.UNKNOWN : said(found >= wanted);
    }

    private static Verdict said(boolean met) {
        return met ? Verdict.MET : Verdict.UNMET;
    }
}
