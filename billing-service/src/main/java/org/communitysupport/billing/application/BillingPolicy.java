package org.communitysupport.billing.application;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.communitysupport.billing.domain.rule.BillingRules;
import org.communitysupport.billing.domain.rule.ByAge;
import org.communitysupport.policy.FigureKey;
import org.communitysupport.policy.Pack;
import org.communitysupport.policy.PolicyPacks;

/** What the packs say about billing, as the rules need it. */
@Singleton
public class BillingPolicy {
    private final PolicyPacks packs;

    @Inject
    public BillingPolicy(PolicyPacks packs) {
        this.packs = packs;
    }

    /** The rules of that payer on that date of service; rules that let nothing pass when there is no pack. */
    public BillingRules rules(String program, String payer, LocalDate dateOfService) {
        try {
            return rules(packs.resolve(program, payer, dateOfService));
        } catch (PolicyPacks.NoPack e) {
            return BillingRules.none(program, payer);
        }
    }

    /** The time zone in which the program's days begin and end. */
    public ZoneId zone(String program, LocalDate on) {
        return ZoneId.of(packs.resolve(program, null, on).figure(FigureKey.ZONE).asText());
    }

    private static BillingRules rules(Pack pack) {
        return new BillingRules(
                text(pack, FigureKey.PAYER_NAME, pack.payer()),
                text(pack, FigureKey.PAYER_CLAIM_ID, null),
                text(pack, FigureKey.PAYER_RECEIVER_ID, null),
                services(pack),
                text(pack, FigureKey.TEAM_MODIFIER, null),
                pack.has(FigureKey.ROLE_MODIFIERS)
                        ? pack.figure(FigureKey.ROLE_MODIFIERS).asTexts()
                        : List.of(),
                pack.figure(FigureKey.CLAIM_MODIFIERS).asInt(),
                pack.figure(FigureKey.CLAIM_LINES).asInt(),
                text(pack, FigureKey.CLAIM_RENDERING, "AGENCY"),
                text(pack, FigureKey.CLAIM_TAXONOMY, null),
                pack.has(FigureKey.NUMBER_ON_CLAIM)
                        && pack.figure(FigureKey.NUMBER_ON_CLAIM).asBoolean(),
                filing(pack),
                pack.has(FigureKey.FILING_WARNING)
                        ? numbers(pack.figure(FigureKey.FILING_WARNING).asTexts())
                        : List.of(),
                pack.has(FigureKey.CHARGES)
                        ? cents(pack.figure(FigureKey.CHARGES).asMap())
                        : Map.of(),
                rates(pack),
                routes(pack),
                followUp(pack),
                byAge(pack),
                tier(pack),
                text(pack, FigureKey.CLAIM_FORM, "UNKNOWN"),
                pack.has(FigureKey.CLAIM_RENDERING)
                        && pack.figure(FigureKey.CLAIM_RENDERING).rejects(),
                unconfirmed(pack),
                pack.id(),
                pack.version());
    }

    private static List<String> services(Pack pack) {
        if (!pack.has(FigureKey.CODES)) return List.of();
        var services = new ArrayList<String>();
        for (var code : pack.figure(FigureKey.CODES).asMaps()) {
            var service = new StringBuilder(code.get("hcpcs").toString());
            if (code.get("mods") instanceof List<?> mods)
                mods.forEach(m -> service.append('-').append(m));
            if (!services.contains(service.toString())) services.add(service.toString());
        }
        return List.copyOf(services);
    }

    private static ByAge byAge(Pack pack) {
        if (!pack.has(FigureKey.AGE_MODIFIERS) || !pack.has(FigureKey.AGE_BANDS)) return ByAge.NOTHING;
        var modifiers = new HashMap<String, String>();
        pack.figure(FigureKey.AGE_MODIFIERS).asMap().forEach((band, m) -> modifiers.put(band, m.toString()));
        var bands = pack.figure(FigureKey.AGE_BANDS).asMaps().stream()
                .map(b -> new ByAge.Band(
                        b.get("band").toString(), Integer.parseInt(b.get("from").toString())))
                .toList();
        return new ByAge(bands, modifiers);
    }

    /** What it excludes are modes; on a line they show as modifiers. */
    private static BillingRules.Tier tier(Pack pack) {
        if (!pack.has(FigureKey.RATE_TIER)) return null;
        var tier = pack.figure(FigureKey.RATE_TIER).asMap();
        var modes = pack.has(FigureKey.MODE_MODIFIERS)
                ? pack.figure(FigureKey.MODE_MODIFIERS).asMap()
                : Map.<String, Object>of();
        var excluded = new ArrayList<String>();
        if (tier.get("excludes") instanceof List<?> list)
            for (var mode : list)
                if (modes.containsKey(mode)) excluded.add(modes.get(mode).toString());
        return new BillingRules.Tier(
                Integer.parseInt(tier.get("afterUnits").toString()),
                tier.get("percent") instanceof Number n ? (Integer) n.intValue() : null,
                excluded);
    }

    private static String unconfirmed(Pack pack) {
        var codes = pack.figure(FigureKey.CODES);
        return switch (codes.confidence()) {
            case UNCONFIRMED, CONFIRMED_OLD -> codes.source();
            case CONFIRMED, SECONDARY, ILLUSTRATIVE -> null;
        };
    }

    private static List<BillingRules.FilingLimit> filing(Pack pack) {
        if (!pack.has(FigureKey.FILING)) return List.of();
        return pack.figure(FigureKey.FILING).asMaps().stream()
                .map(f -> new BillingRules.FilingLimit(
                        LocalDate.parse(f.get("from").toString()),
                        Integer.parseInt(f.get("days").toString())))
                .toList();
    }

    private static List<BillingRules.RateTable> rates(Pack pack) {
        if (!pack.has(FigureKey.RATES)) return List.of();
        return pack.figure(FigureKey.RATES).asMaps().stream()
                .map(r ->
                        new BillingRules.RateTable(LocalDate.parse(r.get("from").toString()), cents(r)))
                .toList();
    }

    private static Map<String, Long> cents(Map<String, Object> yaml) {
        var cents = new HashMap<String, Long>();
        yaml.forEach((role, value) -> {
            if (value instanceof Number n) cents.put(role, n.longValue());
        });
        return Map.copyOf(cents);
    }

    private static Map<String, BillingRules.Route> routes(Pack pack) {
        if (!pack.has(FigureKey.DENIALS)) return Map.of();
        var routes = new HashMap<String, BillingRules.Route>();
        pack.figure(FigureKey.DENIALS).asMap().forEach((carc, value) -> {
            if (value instanceof Map<?, ?> route)
                routes.put(
                        carc,
                        new BillingRules.Route(
                                String.valueOf(route.get("cause")),
                                String.valueOf(route.get("nextStep")),
                                String.valueOf(route.get("owner"))));
        });
        return Map.copyOf(routes);
    }

    private static BillingRules.FollowUp followUp(Pack pack) {
        var usual = BillingRules.FollowUp.USUAL;
        return new BillingRules.FollowUp(
                pack.has(FigureKey.ORIGINAL_AFTER)
                        ? pack.figure(FigureKey.ORIGINAL_AFTER).asTexts()
                        : usual.originalAfter(),
                number(pack, FigureKey.SMALL_REDUCTION, usual.smallReductionPercent()),
                number(pack, FigureKey.NOTICE_DAYS, usual.noticeDays()),
                number(pack, FigureKey.PAYMENT_DAYS, usual.paymentDays()),
                number(pack, FigureKey.REFUND_DAYS, usual.refundDays()));
    }

    private static int number(Pack pack, FigureKey key, int otherwise) {
        return pack.has(key) ? pack.figure(key).asInt() : otherwise;
    }

    private static List<Integer> numbers(List<String> texts) {
        return texts.stream().map(Integer::valueOf).toList();
    }

    private static String text(Pack pack, FigureKey key, String otherwise) {
        return pack.has(key) ? pack.figure(key).asText() : otherwise;
    }
}
