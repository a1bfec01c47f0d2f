package org.communitysupport.eligibility.domain.rule;

import java.util.Comparator;
import java.util.List;

/**
 * The age bands of a program, e.g. children and adults.
 *
 * @param bands empty where everybody is treated alike
 */
public record AgeBands(List<Band> bands) {
    public static final AgeBands NONE = new AgeBands(List.of());

    /** @param from the age in years at which it begins */
    public record Band(String id, int from) {}

    public AgeBands {
        bands = bands.stream().sorted(Comparator.comparing(Band::from)).toList();
    }

    /** Null where there are no bands, or nobody knows the age. */
    public String of(Integer age) {
        if (age == null) return null;
        String band = null;
        for (var b : bands) if (age >= b.from()) band = b.id();
        return band;
    }

    /**
     * @param wanted null for what holds at every age
     * @param found null while the age is not known: then nothing is left out
     */
    static boolean fits(String wanted, String found) {
        return wanted == null || found == null || wanted.equals(found);
    }
}
