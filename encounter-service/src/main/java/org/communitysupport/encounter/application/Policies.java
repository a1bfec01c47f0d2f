package org.communitysupport.encounter.application;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.communitysupport.encounter.domain.rule.CodeRule;
import org.communitysupport.encounter.domain.rule.EncounterPolicy;
import org.communitysupport.encounter.domain.rule.Enforcement;
import org.communitysupport.encounter.domain.rule.OverlapRule;
import org.communitysupport.encounter.domain.rule.Rounding;
import org.communitysupport.encounter.domain.rule.UnitRule;
import org.communitysupport.encounter.domain.rule.UnitScope;
import org.communitysupport.policy.Figure;
import org.communitysupport.policy.FigureKey;
import org.communitysupport.policy.Pack;
import org.communitysupport.policy.PolicyPacks;

/** Reads from a policy pack what encounters need. */
public final class Policies {
    private final PolicyPacks packs;

    public Policies(PolicyPacks packs) {
        this.packs = packs;
    }

    /** Programs in which that payer has rules on that day. */
    public List<String> programsOf(String payer, LocalDate day) {
        return packs.programs().stream()
                .filter(program -> packs.payers(program, day).contains(payer))
                .toList();
    }

    /** The zone does not depend on the payer. */
    public ZoneId zone(String program, LocalDate day) {
        return ZoneId.of(
                packs.resolve(program, null, day).figure(FigureKey.ZONE).asText());
    }

    /**
     * @param payer null when it is not known: the state's rules alone
     * @throws PolicyPacks.NoPack when there are no rules for that payer and day
     */
    public EncounterPolicy on(String program, String payer, LocalDate day) {
        var pack = packs.resolve(program, payer, day);
        return new EncounterPolicy(
                pack.id(),
                pack.version(),
                ZoneId.of(pack.figure(FigureKey.ZONE).asText()),
                new UnitRule(
                        pack.figure(FigureKey.UNIT_MINUTES).asInt(),
                        Rounding.valueOf(pack.figure(FigureKey.UNIT_ROUNDING).asText()),
                        scope(pack.figure(FigureKey.UNIT_SCOPE).asText())),
                overlap(pack.figure(FigureKey.OVERLAP).asText()),
                codes(pack),
                lists(pack.figure(FigureKey.ROLE_CREDENTIALS).asMap()),
                Set.copyOf(pack.figure(FigureKey.PLACES).asMap().keySet()),
                pack.figure(FigureKey.NOTE_ELEMENTS).asTexts(),
                pack.figure(FigureKey.NOTE_LATE_HOURS).asInt(),
                pack.figure(FigureKey.NOTE_LAST_DAYS).asInt(),
                enforcement(pack.figure(FigureKey.NOTE_LAST_DAYS)),
                pack.has(FigureKey.ORDER_TIMING) ? enforcement(pack.figure(FigureKey.ORDER_TIMING)) : Enforcement.OFF,
                pack.figure(FigureKey.PLAN_DUE_DAYS).asInt(),
                orderNeeded(pack.figure(FigureKey.ORDER_KIND).asText()),
                pack.figure(FigureKey.CLAIM_FORM).asText(),
                pack.has(FigureKey.WORKER_DAY)
                        ? (Integer) (pack.figure(FigureKey.WORKER_DAY).asInt()
                                * pack.figure(FigureKey.UNIT_MINUTES).asInt())
                        : null);
    }

    /** Where the determination of need is the order, or none is asked for, no document of its own is waited for. */
    private static boolean orderNeeded(String kind) {
        return kind.equals("ORDER") || kind.equals("RECOMMENDATION");
    }

    private static UnitScope scope(String text) {
        return switch (text) {
            case "contact" -> UnitScope.CONTACT;
            case "staffDay" -> UnitScope.STAFF_DAY;
            case "teamDay" -> UnitScope.TEAM_DAY;
            default -> throw new IllegalStateException("unit.scope is contact, staffDay or teamDay, not " + text);
        };
    }

    private static OverlapRule overlap(String text) {
        return switch (text) {
            case "billOneChosen" -> OverlapRule.BILL_ONE_CHOSEN;
            case "billAll" -> OverlapRule.BILL_ALL;
            default -> throw new IllegalStateException("overlap.sameMember is billOneChosen or billAll, not " + text);
        };
    }

    private static CodeRule codes(Pack pack) {
        var byRole = new HashMap<String, CodeRule.RoleCode>();
        for (var line : pack.figure(FigureKey.CODES).asMaps())
            byRole.put(
                    text(line.get("role")),
                    new CodeRule.RoleCode(
                            text(line.get("hcpcs")), texts(line.get("mods")), Boolean.TRUE.equals(line.get("part2"))));
        var byMode = new HashMap<String, String>();
        if (pack.has(FigureKey.MODE_MODIFIERS))
            pack.figure(FigureKey.MODE_MODIFIERS).asMap().forEach((mode, modifier) -> byMode.put(mode, text(modifier)));
        return new CodeRule(
                byRole,
                pack.has(FigureKey.TEAM_MODIFIER)
                        ? pack.figure(FigureKey.TEAM_MODIFIER).asText()
                        : null,
                byMode,
                pack.figure(FigureKey.CLAIM_MODIFIERS).asInt());
    }

    private static Map<String, List<String>> lists(Map<String, Object> map) {
        var lists = new HashMap<String, List<String>>();
        map.forEach((key, value) -> lists.put(key, texts(value)));
        return lists;
    }

    private static List<String> texts(Object list) {
        return list == null
                ? List.of()
                : ((List<?>) list).stream().map(String::valueOf).toList();
    }

    private static String text(Object value) {
        return String.valueOf(value);
    }

    private static Enforcement enforcement(Figure figure) {
        if (figure.isOff()) return Enforcement.OFF;
        return figure.rejects() ? Enforcement.REJECT : Enforcement.WARN;
    }
}
