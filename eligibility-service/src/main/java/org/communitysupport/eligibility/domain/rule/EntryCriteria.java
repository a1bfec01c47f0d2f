package org.communitysupport.eligibility.domain.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.communitysupport.eligibility.domain.ClinicalFindings;
import org.communitysupport.eligibility.domain.Codes.DisabilityGroup;
import org.communitysupport.eligibility.domain.Codes.Verdict;
import org.communitysupport.eligibility.domain.Criteria.Item;

/** What an assessment shows of each entry criterion: met, unmet or unknown. A proposal for the licensed person, not a finding. */
public final class EntryCriteria {
    public static final String LOCUS = "locus-level";
    public static final String ASAM = "asam-level";

    private EntryCriteria() {}

    public static List<Item> shownBy(ClinicalFindings f, NecessityRules rules, String source) {
        var items = new ArrayList<Item>();
        items.add(new Item(
                "diagnosis", "A qualifying mental-health or substance-use diagnosis", diagnosis(f), source, "A.2"));
        if (Elg3Tools.needsLocus(f.disabilityGroup()))
            items.add(new Item(
                    LOCUS,
                    "LOCUS level of care fits the service",
                    rules.levels().locus(f.locus() == null ? null : f.locus().level()),
                    f.locus() == null
                            ? source
                            : "LOCUS of " + f.locus().ratedOn() + " by "
                                    + f.locus().rater(),
                    "ELG-4"));
        if (Elg3Tools.needsAsam(f.disabilityGroup()))
            items.add(new Item(
                    ASAM,
                    "ASAM level of care fits the service",
                    rules.levels().asam(f.asam() == null ? null : f.asam().level()),
                    f.asam() == null
                            ? source
                            : "ASAM of " + f.asam().ratedOn() + " by "
                                    + f.asam().rater(),
                    "ELG-4"));
        items.add(new Item(
                "functional-impairment",
                "Impairment in several life domains",
                atLeast(rules.deficits(), f.functionalDeficits().size()),
                source,
                "A.2"));
        items.add(new Item(
                "acuity", "A pattern of admissions, emergency visits or crises", acuity(f, rules), source, "A.2"));
        items.add(new Item(
                "lower-level-tried", "A lower level of care was considered or tried", tried(f), source, "A.2"));
        items.add(new Item(
                "able-and-willing",
                "Able and willing to engage with a team and to live in a community setting",
                f.ableAndWilling() == null ? Verdict.UNKNOWN : f.ableAndWilling(),
                source,
                "A.2"));
        return items;
    }

    private static Verdict diagnosis(ClinicalFindings f) {
        if (f.diagnoses().isEmpty()) return Verdict.UNKNOWN;
        return f.disabilityGroup() == DisabilityGroup.IDD ? Verdict.UNMET : Verdict.MET;
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
        if (wanted == null) return Verdict.UNKNOWN;
        return found >= wanted ? Verdict.MET : Verdict.UNMET;
    }

    private static Verdict tried(ClinicalFindings f) {
        if (f.lowerLevelTried() == null) return Verdict.UNKNOWN;
        return f.lowerLevelTried() ? Verdict.MET : Verdict.UNMET;
    }
}
