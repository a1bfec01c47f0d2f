package org.communitysupport.eligibility.domain.rule;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.communitysupport.eligibility.domain.ClinicalFindings;

/**
 * Which level LOCUS scores come to. A check of what was entered, never a finding: the rater's level counts.
 *
 * @param byComposite the level from each composite on
 * @param overrides a single score that forces at least a level, whatever the composite
 */
public record LocusLadder(List<FromComposite> byComposite, List<Override> overrides) {
    public LocusLadder {
        byComposite = byComposite.stream()
                .sorted(Comparator.comparing(FromComposite::composite))
                .toList();
        overrides = List.copyOf(overrides);
    }

    public record FromComposite(int composite, int level) {}

    /** @param dimensions by number, from 1 (risk of harm) to 7 */
    public record Override(List<Integer> dimensions, int score, int level) {}

    /** Empty where the scores reach no level of the ladder. */
    public OptionalInt level(ClinicalFindings.Locus locus) {
        int level = 0;
        for (var from : byComposite) if (locus.composite() >= from.composite()) level = from.level();
        for (var rule : overrides)
            for (int dimension : rule.dimensions())
                if (locus.dimensions().size() >= dimension && locus.dimensions().get(dimension - 1) >= rule.score())
                    level = Math.max(level, rule.level());
        return level == 0 ? OptionalInt.empty() : OptionalInt.of(level);
    }
}
