package org.communitysupport.kernel;

import java.util.List;

/**
 * What a decision rested on, kept in the event so that a replay shows which rule judged it.
 *
 * @param pack id of the policy pack, e.g. {@code US-NC.CST/partners}
 * @param version the pack's effective-from date, e.g. {@code 2019-11-26}
 * @param rules the ids of the rules that were asked, in the order they were asked
 */
public record Basis(String pack, String version, List<String> rules) {
    public Basis {
        rules = List.copyOf(rules);
    }
}
