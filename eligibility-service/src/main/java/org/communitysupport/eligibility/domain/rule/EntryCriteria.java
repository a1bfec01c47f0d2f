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

/** What an assessment shows of each entry criterion: met, unmet or unknown. A proposal for the licensed person, not a finding. */
public final class EntryCriteria {
    public static final String LEVEL_OF_CARE = "level-of-care";
    private static final String AGE = "age";

    private EntryCriteria() {}

    /** @param age on the day of the determination; null when nobody knows */
    public static List<Item> shownBy(ClinicalFindings f, Integer age, NecessityRules rules, String source) {
        var items = new ArrayList<Item>();
        for (var c : rules.criteria()) {
            items.add(new Item(c.id(), c.text(), verdict(c.id(), f, age, rules), source(c.id(), f, source), c.rule()));
        }
        return items;
    }

    private static String source(String id, ClinicalFindings f, String assessment) {
        return switch (id) {
            case LEVEL_OF_CARE -> instruments(f, assessment);
            case AGE -> "birth date on the referral";
            default -> assessment;
        };
    }

    /** A criterion that only a person can judge is unknown until one does. */
    private static Verdict verdict(String id, ClinicalFindings f, Integer age, NecessityRules rules) {
        return switch (id) {
            case "diagnosis" -> diagnosis(f, rules.qualifying());
            case LEVEL_OF_CARE -> level(f, rules);
            case "functional-impairment" -> impaired(f, rules);
            case "acuity" -> acuity(f, rules);
            case "lower-level" -> f.lowerLevelTried() == null ? Verdict.UNKNOWN : said(f.lowerLevelTried());
            case "able-and-willing" -> f.ableAndWilling() == null ? Verdict.UNKNOWN : f.ableAndWilling();
            case AGE -> age == null ? Verdict.UNKNOWN : atLeast(rules.minAge(), age);
            default -> Verdict.UNKNOWN;
        };
    }

    /** A diagnosis that is not among those of the pack may still qualify: the payers' own lists are not on file. */
    private static Verdict diagnosis(ClinicalFindings f, List<String> qualifying) {
        if (f.diagnoses().isEmpty()) return Verdict.UNKNOWN;
        if (f.disabilityGroup() == DisabilityGroup.IDD) return Verdict.UNMET;
        boolean listed = f.diagnoses().stream()
                .map(d -> d.toUpperCase(Locale.ROOT))
                .anyMatch(d -> qualifying.stream().anyMatch(d::startsWith));
        return listed ? Verdict.MET : Verdict.UNKNOWN;
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
    private static Verdict level(ClinicalFindings f, NecessityRules rules) {
        var levels = rules.levels();
        var verdicts = new ArrayList<Verdict>();
        if (Elg3Tools.needsLocus(f.disabilityGroup())) {
            verdicts.add(levels.locus(f.locus() == null ? null : f.locus().level()));
            if (contradicted(f, rules) && verdicts.getLast() == Verdict.MET) verdicts.set(0, Verdict.UNKNOWN);
        }
        if (Elg3Tools.needsAsam(f.disabilityGroup()))
            verdicts.add(levels.asam(f.asam() == null ? null : f.asam().level()));
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
