package org.communitysupport.encounter.domain.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From who served and how to procedure code and modifiers (ENC-3, ENC-7). Staff never type codes.
 *
 * @param byRole figure {@code codes}
 * @param teamModifier figure {@code codes.teamModifier}: without it the claim names another service (NC CST: HT); null when the program
 *     has none
 * @param byMode figure {@code codes.modeModifiers}: what telephone or video adds, in the last place
 * @param maxModifiers places on a claim line
 */
public record CodeRule(
        Map<String, RoleCode> byRole, String teamModifier, Map<String, String> byMode, int maxModifiers) {

    /** @param part2 true when contacts of this role are substance-use treatment records (ENC-16) */
    public record RoleCode(String hcpcs, List<String> modifiers, boolean part2) {}

    /** Code and modifiers as they go on the line. */
    public record ServiceCode(String code, List<String> modifiers, boolean part2) {
        public ServiceCode {
            modifiers = List.copyOf(modifiers);
        }

        /** e.g. {@code H2015-HT-U1}. */
        public String text() {
            return text(code, modifiers);
        }

        /** As {@link #text()}; the code alone when it has no modifiers. */
        public static String text(String code, List<String> modifiers) {
            return modifiers.isEmpty() ? code : code + '-' + String.join("-", modifiers);
        }
    }

    public CodeRule {
        byRole = Map.copyOf(byRole);
        byMode = Map.copyOf(byMode);
    }

    /** Empty when the pack has no code for the role, lacks the team modifier, or the modifiers do not fit on the line. */
    public Optional<ServiceCode> code(String role, String mode) {
        var found = byRole.get(role);
        if (found == null) return Optional.empty();
        var modifiers = new ArrayList<>(found.modifiers());
        if (teamModifier != null && !modifiers.contains(teamModifier)) return Optional.empty();
        if (byMode.containsKey(mode)) modifiers.add(byMode.get(mode));
        if (modifiers.size() > maxModifiers) return Optional.empty();
        return Optional.of(new ServiceCode(found.hcpcs(), modifiers, found.part2()));
    }
}
