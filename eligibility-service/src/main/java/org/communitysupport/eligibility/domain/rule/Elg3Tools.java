package org.communitysupport.eligibility.domain.rule;

import java.util.List;
import java.util.Set;
import org.communitysupport.eligibility.domain.Codes.DisabilityGroup;

/**
 * ELG-3: which instruments the program asks for, e.g. LOCUS wherever there is a mental health diagnosis, or CANS for children.
 *
 * @param tools empty where the program asks for none
 * @param missing what a request without one of them leads to
 */
public record Elg3Tools(List<Tool> tools, Enforcement missing) {
    public static final String LOCUS = "LOCUS";
    public static final String ASAM = "ASAM";
    public static final Elg3Tools NONE = new Elg3Tools(List.of(), Enforcement.OFF);

    /** @param band null for every age */
    public record Tool(String tool, List<DisabilityGroup> groups, String band) {
        public Tool {
            groups = List.copyOf(groups);
        }
    }

    public Elg3Tools {
        tools = List.copyOf(tools);
    }

    /**
     * @param group null while nobody has assessed: then none is known to be needed
     * @param band null while the age is not known
     */
    public List<String> needed(DisabilityGroup group, String band) {
        if (group == null) return List.of();
        return tools.stream()
                .filter(t -> t.groups().contains(group) && AgeBands.fits(t.band(), band))
                .map(Tool::tool)
                .distinct()
                .toList();
    }

    public List<String> missing(DisabilityGroup group, String band, Set<String> rated) {
        return needed(group, band).stream().filter(t -> !rated.contains(t)).toList();
    }
}
