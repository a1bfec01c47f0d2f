package org.communitysupport.eligibility.domain;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.communitysupport.eligibility.domain.ClinicalFindings.Rated;
import org.communitysupport.eligibility.domain.rule.Elg3Tools;

/**
 * What a request says of the level of care. Only ever sealed. Absent parts are null.
 *
 * @param locusDimensions the seven scores, empty when only the composite is known
 * @param rated what other instruments came to
 */
public record LevelOfCare(
        Codes.DisabilityGroup disabilityGroup,
        Integer locusComposite,
        Integer locusLevel,
        String asamLevel,
        List<Integer> locusDimensions,
        List<Rated> rated) {
    public LevelOfCare {
        locusDimensions = locusDimensions == null ? List.of() : List.copyOf(locusDimensions);
        rated = rated == null ? List.of() : List.copyOf(rated);
    }

    public static LevelOfCare of(ClinicalFindings f) {
        return new LevelOfCare(
                f.disabilityGroup(),
                f.locus() == null ? null : f.locus().composite(),
                f.locus() == null ? null : f.locus().level(),
                f.asam() == null ? null : f.asam().level(),
                f.locus() == null ? List.of() : f.locus().dimensions(),
                f.rated());
    }

    /** The instruments that were used. */
    public Set<String> tools() {
        var tools = new HashSet<String>();
        if (locusLevel != null) tools.add(Elg3Tools.LOCUS);
        if (asamLevel != null) tools.add(Elg3Tools.ASAM);
        rated.forEach(r -> tools.add(r.tool()));
        return tools;
    }
}
