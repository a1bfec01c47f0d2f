package org.communitysupport.kernel;

import java.util.Map;

/**
 * A business "no": a value, never an exception. Leaves the house as {@code application/problem+json} with status 409 when the state
 * forbids it and 422 when the content does.
 *
 * @param code stable, lower-case with hyphens, part of the published contract, e.g. {@code no-capacity}
 * @param rule the id of the rule that said no, as in the policy packs and the domain reference, e.g. {@code REF-6}; empty when none
 * @param detail one sentence for a person; holds no personal data
 * @param content true when the content of the command is at fault (422), false when the state is (409)
 * @param facts what was judged: names and values, no personal data, e.g. {@code caseload=48, limit=48}
 */
public record Rejection(String code, String rule, String detail, boolean content, Map<String, String> facts) {

    public Rejection {
        facts = Map.copyOf(facts);
    }

    /** The state forbids it. */
    public static Rejection of(String code, String rule, String detail) {
        return new Rejection(code, rule, detail, false, Map.of());
    }

    /** The content of the command is at fault; {@code field} names the place as a JSON pointer. */
    public static Rejection ofContent(String code, String rule, String field, String detail) {
        return new Rejection(code, rule, detail, true, Map.of("field", field));
    }

    public Rejection with(Map<String, String> judged) {
        var all = new java.util.HashMap<>(facts);
        all.putAll(judged);
        return new Rejection(code, rule, detail, content, all);
    }
}
