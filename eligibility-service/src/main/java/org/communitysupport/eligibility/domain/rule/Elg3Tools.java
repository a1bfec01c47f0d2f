package org.communitysupport.eligibility.domain.rule;

import java.util.ArrayList;
import java.util.List;
import org.communitysupport.eligibility.domain.Codes.DisabilityGroup;

/** ELG-3: LOCUS wherever there is a mental-health diagnosis, ASAM wherever there is a substance-use one; co-occurring needs both. */
public final class Elg3Tools {
    private Elg3Tools() {}

    public static boolean needsLocus(DisabilityGroup group) {
        return group == DisabilityGroup.MH || group == DisabilityGroup.MH_SUD;
    }

    public static boolean needsAsam(DisabilityGroup group) {
        return group == DisabilityGroup.SUD || group == DisabilityGroup.MH_SUD;
    }

    public static List<String> missing(DisabilityGroup group, boolean hasLocus, boolean hasAsam) {
        var missing = new ArrayList<String>();
        if (needsLocus(group) && !hasLocus) missing.add("LOCUS");
        if (needsAsam(group) && !hasAsam) missing.add("ASAM");
        return missing;
    }
}
