package org.communitysupport.referral.application;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.policy.Figure;
import org.communitysupport.policy.FigureKey;
import org.communitysupport.policy.Pack;
import org.communitysupport.policy.PolicyPacks;
import org.communitysupport.referral.domain.Codes;
import org.communitysupport.referral.domain.ReferralFacts;
import org.communitysupport.referral.domain.TeamFacts;
import org.communitysupport.referral.domain.rule.Enforcement;
import org.communitysupport.referral.domain.rule.IntakeRules;
import org.communitysupport.referral.domain.rule.PackRef;
import org.communitysupport.referral.domain.rule.Ref6TeamCapacity;

/** Turns policy packs into the figures that the domain asks for, and the clock into dates of the program's state. */
public final class Policies {
    private final PolicyPacks packs;
    private final BusinessClock clock;

    public Policies(PolicyPacks packs, BusinessClock clock) {
        this.packs = packs;
        this.clock = clock;
    }

    public boolean knows(String program) {
        return packs.programs().contains(program);
    }

    /** What a door must know of the programs with rules today to tell what is asked for, and of whom. */
    public ReferralBundles.Practice practice() {
        var programs = new TreeMap<String, ReferralBundles.Program>();
        for (String program : packs.programs()) {
            var today = today(program);
            var pack = packs.resolve(program, null, today);
            programs.put(
                    program,
                    new ReferralBundles.Program(
                            pack.figure(FigureKey.STATE).asText(),
                            zone(program, clock.now()),
                            today,
                            serviceCodes(pack),
                            Set.copyOf(packs.payers(program, today))));
        }
        return new ReferralBundles.Practice(programs);
    }

    private static Set<String> serviceCodes(Pack pack) {
        if (!pack.has(FigureKey.CODES)) return Set.of();
        return pack.figure(FigureKey.CODES).asMaps().stream()
                .map(c -> String.valueOf(c.get("hcpcs")))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * A program as somebody who wants to refer has to know it.
     *
     * @param state that it serves: the person lives there
     * @param name as people call it
     * @param minimumAge in years, from which it serves; null when none is on file
     * @param maximumAge in years, the last that it serves; null when none is on file
     * @param wants what a referral to it should bring, in words; what is missing is asked for later
     * @param payers whose rules are on file; a person whose payer is another can be referred as well
     */
    public record Program(
            String id,
            String name,
            String state,
            Integer minimumAge,
            Integer maximumAge,
            List<String> wants,
            List<String> payers) {}

    public List<Program> programs() {
        return packs.programs().stream()
                .map(program -> {
                    var rules = packs.resolve(program, null, today(program));
                    return new Program(
                            program,
                            rules.figure(FigureKey.PROGRAM_NAME).asText(),
                            rules.figure(FigureKey.STATE).asText(),
                            years(rules, FigureKey.MINIMUM_AGE),
                            years(rules, FigureKey.MAXIMUM_AGE),
                            rules.has(FigureKey.SENDER_NEEDS)
                                    ? rules.figure(FigureKey.SENDER_NEEDS).asTexts()
                                    : List.of(),
                            packs.payers(program, today(program)));
                })
                .toList();
    }

    public Instant now() {
        return clock.now();
    }

    /** In the state's time zone; UTC for a program that nobody knows, which is refused anyway. */
    public LocalDate today(String program) {
        return dayOf(clock.now(), program);
    }

    private LocalDate dayOf(Instant at, String program) {
        return at.atZone(zone(program, at)).toLocalDate();
    }

    /** Intake follows the state's rules whoever pays: a payer without a pack is declined with a reason, not left unread. */
    public ReferralFacts intake(String program) {
        return intake(program, clock.now());
    }

    public ReferralFacts intake(String program, Instant at) {
        var today = dayOf(at, program);
        return new ReferralFacts(at, today, knows(program) ? rules(packs.resolve(program, null, today)) : null);
    }

    public TeamFacts team(String program) {
        var today = today(program);
        return new TeamFacts(today, knows(program) ? capacity(packs.resolve(program, null, today)) : null);
    }

    /** At which age a guardian's say ends. */
    public int majorityAge(String program) {
        return packs.resolve(program, null, today(program))
                .figure(FigureKey.MAJORITY_AGE)
                .asInt();
    }

    /** How many years a record is kept after its episode. */
    public int retentionYears(String program) {
        return packs.resolve(program, null, today(program))
                .figure(FigureKey.RETENTION_YEARS)
                .asInt();
    }

    private ZoneId zone(String program, Instant at) {
        if (!knows(program)) return ZoneId.of("UTC");
        var day = at.atZone(ZoneId.of("UTC")).toLocalDate();
        return ZoneId.of(
                packs.resolve(program, null, day).figure(FigureKey.ZONE).asText());
    }

    private static IntakeRules rules(Pack pack) {
        var within = new EnumMap<Codes.Urgency, Duration>(Codes.Urgency.class);
        if (pack.has(FigureKey.RESPONSE_HOURS))
            pack.figure(FigureKey.RESPONSE_HOURS)
                    .asMap()
                    .forEach((urgency, hours) ->
                            within.put(Codes.Urgency.valueOf(urgency), Duration.ofHours(((Number) hours).longValue())));
        boolean shaped = pack.has(FigureKey.MEMBER_ID_PATTERN);
        return new IntakeRules(
                ref(pack),
                pack.figure(FigureKey.STATE).asText(),
                within,
                shaped ? enforcement(pack.figure(FigureKey.MEMBER_ID_PATTERN)) : Enforcement.WARN,
                shaped ? pack.figure(FigureKey.MEMBER_ID_PATTERN).asText() : null,
                years(pack, FigureKey.MINIMUM_AGE),
                years(pack, FigureKey.MAXIMUM_AGE));
    }

    private static Integer years(Pack pack, FigureKey key) {
        return pack.has(key) ? (Integer) pack.figure(key).asInt() : null;
    }

    private static Ref6TeamCapacity capacity(Pack pack) {
        return new Ref6TeamCapacity(
                ref(pack),
                pack.has(FigureKey.TEAM_RATIO)
                        ? pack.figure(FigureKey.TEAM_RATIO).asInt()
                        : null,
                pack.has(FigureKey.TEAM_MAX) ? pack.figure(FigureKey.TEAM_MAX).asInt() : null,
                pack.has(FigureKey.TEAM_MAX) ? enforcement(pack.figure(FigureKey.TEAM_MAX)) : Enforcement.OFF);
    }

    private static PackRef ref(Pack pack) {
        return new PackRef(pack.id(), pack.version());
    }

    private static Enforcement enforcement(Figure figure) {
        return Enforcement.valueOf(figure.enforcement().name());
    }
}
