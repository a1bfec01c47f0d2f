package org.communitysupport.eligibility.application;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.communitysupport.eligibility.domain.AuthorizationsFacts;
import org.communitysupport.eligibility.domain.Codes.DisabilityGroup;
import org.communitysupport.eligibility.domain.Codes.DocumentKind;
import org.communitysupport.eligibility.domain.Codes.Step;
import org.communitysupport.eligibility.domain.CoverageFacts;
import org.communitysupport.eligibility.domain.DeterminationFacts;
import org.communitysupport.eligibility.domain.rule.AgeBands;
import org.communitysupport.eligibility.domain.rule.AuthorizationRules;
import org.communitysupport.eligibility.domain.rule.Elg13DecisionClock;
import org.communitysupport.eligibility.domain.rule.Elg1Proof;
import org.communitysupport.eligibility.domain.rule.Elg3Tools;
import org.communitysupport.eligibility.domain.rule.Elg4LevelOfCare;
import org.communitysupport.eligibility.domain.rule.Elg6PassThrough;
import org.communitysupport.eligibility.domain.rule.Elg7Step;
import org.communitysupport.eligibility.domain.rule.Elg8Reassessment;
import org.communitysupport.eligibility.domain.rule.Enforcement;
import org.communitysupport.eligibility.domain.rule.LocusLadder;
import org.communitysupport.eligibility.domain.rule.NecessityRules;
import org.communitysupport.eligibility.domain.rule.PackRef;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.policy.Figure;
import org.communitysupport.policy.FigureKey;
import org.communitysupport.policy.Pack;
import org.communitysupport.policy.PolicyPacks;

/** Turns policy packs into the figures that the domain asks for, and the clock into dates of the program's state. */
public final class Policies {
    private final PolicyPacks packs;
    private final BusinessClock clock;

    public Policies(PolicyPacks packs, BusinessClock clock) {
        this.packs = packs;
        this.clock = clock;
    }

    public List<String> programs() {
        return packs.programs();
    }

    public boolean knows(String program) {
        return packs.programs().contains(program);
    }

    public LocalDate today(String program) {
        var utc = clock.today(ZoneId.of("UTC"));
        if (!knows(program)) return utc;
        return clock.today(ZoneId.of(
                packs.resolve(program, null, utc).figure(FigureKey.ZONE).asText()));
    }

    /**
     * How the payer's coverage is proven: by the rules of the programs that the person is in, or of all that have rules of that payer
     * while they are in none. Of several the strictest counts.
     *
     * @param of the person's programs
     */
    public CoverageFacts coverage(String payer, LocalDate on, List<String> of) {
        var own = proofs(of, payer, on);
        var proofs = own.isEmpty() ? proofs(packs.programs(), payer, on) : own;
        return new CoverageFacts(proofs.stream()
                .filter(Elg1Proof::eachService)
                .findFirst()
                .orElse(proofs.isEmpty() ? null : proofs.getFirst()));
    }

    private List<Elg1Proof> proofs(List<String> programs, String payer, LocalDate on) {
        return programs.stream()
                .flatMap(program -> pack(program, payer, on).stream())
                .map(Policies::proof)
                .toList();
    }

    /** Where the person's programs are; where they lie in several zones, the day that has begun in one of them. */
    public LocalDate today(List<String> programs) {
        return programs.stream()
                .map(this::today)
                .max(Comparator.naturalOrder())
                .orElseGet(() -> clock.today(ZoneId.of("UTC")));
    }

    /** @param payer null while nobody knows it: then the state's rules, which name no levels of care */
    public DeterminationFacts determination(
            String program, String payer, LocalDate on, Set<String> credentials, Integer age) {
        return new DeterminationFacts(
                credentials,
                age,
                pack(program, payer, on).map(Policies::necessity).orElse(null));
    }

    /** @param on the day of the request */
    public AuthorizationsFacts authorizations(String program, String payer, LocalDate on) {
        return new AuthorizationsFacts(
                on,
                payer == null
                        ? null
                        : pack(program, payer, on).map(Policies::authorization).orElse(null));
    }

    /** The payer's own form, in the payer's order; empty when no pack covers the day. */
    public List<Map<String, Object>> formFields(String program, String payer, LocalDate on) {
        return pack(program, payer, on)
                .filter(p -> p.has(FigureKey.FORM_FIELDS))
                .map(p -> p.figure(FigureKey.FORM_FIELDS).asMaps())
                .orElse(List.of());
    }

    /** The payer's name and its word for a request, e.g. SAR; the payer's id where the pack has none. */
    public String payerName(String program, String payer, LocalDate on) {
        return pack(program, payer, on)
                .filter(p -> p.has(FigureKey.PAYER_NAME))
                .map(p -> p.figure(FigureKey.PAYER_NAME).asText())
                .orElse(payer);
    }

    public String requestWord(String program, String payer, LocalDate on) {
        return pack(program, payer, on)
                .filter(p -> p.has(FigureKey.REQUEST_WORD))
                .map(p -> p.figure(FigureKey.REQUEST_WORD).asText())
                .orElse("Authorization request");
    }

    private Optional<Pack> pack(String program, String payer, LocalDate on) {
        try {
            return Optional.of(packs.resolve(program, payer, on));
        } catch (PolicyPacks.NoPack e) {
            return Optional.empty();
        }
    }

    private static Elg1Proof proof(Pack pack) {
        var check = pack.figure(FigureKey.COVERAGE_CHECK);
        return new Elg1Proof(ref(pack), check.asText().equals("eachService"), enforcement(check));
    }

    private static NecessityRules necessity(Pack pack) {
        var levels = levels(pack);
        var criteria = new ArrayList<NecessityRules.Criterion>();
        for (var c : pack.figure(FigureKey.ENTRY_CRITERIA).asMaps())
            criteria.add(new NecessityRules.Criterion(
                    text(c, "id"),
                    text(c, "rule"),
                    text(c, "text"),
                    NecessityRules.Test.valueOf(text(c, "test")),
                    weight(NecessityRules.Test.valueOf(text(c, "test")), levels, pack),
                    (String) c.get("band")));
        return new NecessityRules(
                ref(pack),
                pack.figure(FigureKey.LICENSED_CREDENTIALS).asTexts(),
                levels,
                number(pack, FigureKey.DEFICITS_MINIMUM),
                number(pack, FigureKey.ACUITY_MINIMUM),
                number(pack, FigureKey.MINIMUM_AGE),
                number(pack, FigureKey.MAXIMUM_AGE),
                qualifying(pack),
                criteria,
                pack.has(FigureKey.DEFICIT_DOMAINS)
                        ? pack.figure(FigureKey.DEFICIT_DOMAINS).asTexts()
                        : List.of(),
                ladder(pack),
                tools(pack),
                bands(pack));
    }

    private static Elg3Tools tools(Pack pack) {
        if (!pack.has(FigureKey.ENTRY_TOOLS)) return Elg3Tools.NONE;
        var figure = pack.figure(FigureKey.ENTRY_TOOLS);
        var tools = figure.asMaps().stream()
                .map(t -> new Elg3Tools.Tool(
                        text(t, "tool"),
                        ((List<?>) t.get("groups"))
                                .stream()
                                        .map(g -> DisabilityGroup.valueOf(g.toString()))
                                        .toList(),
                        (String) t.get("band")))
                .toList();
        return new Elg3Tools(tools, enforcement(figure));
    }

    private static AgeBands bands(Pack pack) {
        if (!pack.has(FigureKey.AGE_BANDS)) return AgeBands.NONE;
        return new AgeBands(pack.figure(FigureKey.AGE_BANDS).asMaps().stream()
                .map(b -> new AgeBands.Band(text(b, "band"), integer(b.get("from"))))
                .toList());
    }

    private static LocusLadder ladder(Pack pack) {
        if (!pack.has(FigureKey.LOCUS_LADDER)) return null;
        var byComposite = pack.figure(FigureKey.LOCUS_LADDER).asMaps().stream()
                .map(f -> new LocusLadder.FromComposite(integer(f.get("from")), integer(f.get("level"))))
                .toList();
        if (!pack.has(FigureKey.LOCUS_OVERRIDES)) return new LocusLadder(byComposite, List.of());
        var overrides = pack.figure(FigureKey.LOCUS_OVERRIDES).asMaps().stream()
                .map(f -> new LocusLadder.Override(
                        ((List<?>) f.get("dimensions"))
                                .stream().map(Policies::integer).toList(),
                        integer(f.get("score")),
                        integer(f.get("level"))))
                .toList();
        return new LocusLadder(byComposite, overrides);
    }

    private static Elg8Reassessment reassessment(Pack pack) {
        if (!pack.has(FigureKey.REASSESSMENT)) return null;
        var figure = pack.figure(FigureKey.REASSESSMENT);
        return new Elg8Reassessment(
                integer(figure.asMap().get("afterMonths")),
                text(figure.asMap(), "basis").equals("calendarYear"),
                enforcement(figure));
    }

    /** After so many days a planned visit that nobody noted gives its units back; null where the pack has no figure. */
    public Integer unnotedVisitDays(String program) {
        return knows(program)
                ? number(packs.resolve(program, null, today(program)), FigureKey.UNNOTED_VISIT_DAYS)
                : null;
    }

    private static List<String> qualifying(Pack pack) {
        var prefixes = new ArrayList<String>();
        for (var key : List.of(FigureKey.MENTAL_HEALTH_PREFIXES, FigureKey.SUBSTANCE_USE_PREFIXES))
            if (pack.has(key)) prefixes.addAll(pack.figure(key).asTexts());
        return prefixes;
    }

    /** What an unmet criterion weighs: the figure behind it says so; one without a figure is a person's judgement and warns. */
    private static Enforcement weight(NecessityRules.Test test, Elg4LevelOfCare levels, Pack pack) {
        return switch (test) {
            case DIAGNOSIS -> enforcement(pack.figure(FigureKey.ENTRY_CRITERIA));
            case LEVEL_OF_CARE -> levels.enforcement();
            case TOOLS_RATED -> weight(pack, FigureKey.ENTRY_TOOLS);
            case DEFICITS -> weight(pack, FigureKey.DEFICITS_MINIMUM);
            case AGE -> weight(pack, pack.has(FigureKey.MINIMUM_AGE) ? FigureKey.MINIMUM_AGE : FigureKey.MAXIMUM_AGE);
            default -> Enforcement.WARN;
        };
    }

    private static Enforcement weight(Pack pack, FigureKey key) {
        return pack.has(key) ? enforcement(pack.figure(key)) : Enforcement.OFF;
    }

    private static Elg4LevelOfCare levels(Pack pack) {
        var locus = pack.has(FigureKey.LOCUS_RANGE)
                ? pack.figure(FigureKey.LOCUS_RANGE).asMap()
                : Map.<String, Object>of();
        var asam = pack.has(FigureKey.ASAM_RANGE)
                ? pack.figure(FigureKey.ASAM_RANGE).asMap()
                : Map.<String, Object>of();
        var others = pack.has(FigureKey.TOOL_RANGES)
                ? pack.figure(FigureKey.TOOL_RANGES).asMaps()
                : List.<Map<String, Object>>of();
        return new Elg4LevelOfCare(
                integer(locus.get("min")),
                integer(locus.get("max")),
                domains(locus),
                asam.get("min") == null ? null : asam.get("min").toString(),
                asam.get("max") == null ? null : asam.get("max").toString(),
                others.stream()
                        .map(t -> new Elg4LevelOfCare.Range(
                                text(t, "tool"),
                                (String) t.get("band"),
                                integer(t.get("min")),
                                integer(t.get("max")),
                                domains(t)))
                        .toList(),
                weight(pack, pack.has(FigureKey.LOCUS_RANGE) ? FigureKey.LOCUS_RANGE : FigureKey.TOOL_RANGES));
    }

    private static Map<String, Integer> domains(Map<String, Object> range) {
        var domains = new HashMap<String, Integer>();
        if (range.get("minDomains") instanceof Map<?, ?> least)
            least.forEach((domain, score) -> domains.put(domain.toString(), integer(score)));
        return domains;
    }

    private static AuthorizationRules authorization(Pack pack) {
        var figure = pack.has(FigureKey.AUTHORIZATION_LADDER) ? pack.figure(FigureKey.AUTHORIZATION_LADDER) : null;
        var steps = figure == null ? List.<Map<String, Object>>of() : figure.asMaps();
        var ladder = new EnumMap<Step, Elg7Step>(Step.class);
        Elg6PassThrough passThrough = null;
        Elg7Step housing = null;
        for (var step : steps) {
            String name = text(step, "step");
            if (name.equals("PASS_THROUGH")) passThrough = passThrough(step, pack, enforcement(figure));
            else ladder.put(Step.valueOf(name), step(step, integer(step.get("units")), enforcement(figure)));
            // Present without a number: the track exists, its figure was never confirmed, so nothing is weighed.
            if (step.containsKey("housingUnits"))
                housing = step(step, integer(step.get("housingUnits")), enforcement(figure));
        }
        return new AuthorizationRules(
                ref(pack),
                demand(pack),
                passThrough,
                ladder,
                housing,
                levels(pack),
                clock(pack),
                reassessment(pack),
                pack.has(FigureKey.SILENCE_DENIES)
                        && pack.figure(FigureKey.SILENCE_DENIES).asBoolean(),
                tools(pack),
                bands(pack),
                number(pack, FigureKey.FREE_VISITS));
    }

    private static AuthorizationRules.Demand demand(Pack pack) {
        if (!pack.has(FigureKey.AUTHORIZATION_REQUIRED)) return AuthorizationRules.Demand.NOT_ON_FILE;
        return pack.figure(FigureKey.AUTHORIZATION_REQUIRED).asBoolean()
                ? AuthorizationRules.Demand.ASKED
                : AuthorizationRules.Demand.NOT_ASKED;
    }

    private static Elg6PassThrough passThrough(Map<String, Object> step, Pack pack, Enforcement enforcement) {
        var once = step.get("oncePer") instanceof List<?> list ? list : List.of();
        return new Elg6PassThrough(
                integer(step.get("units")),
                integer(step.get("days")),
                once.contains("episode"),
                once.contains("fiscalYear"),
                MonthDay.of(pack.figure(FigureKey.FISCAL_YEAR).asInt(), 1),
                enforcement);
    }

    private static Elg7Step step(Map<String, Object> step, Integer units, Enforcement enforcement) {
        var documents = step.get("documents") instanceof List<?> list ? list : List.of();
        return new Elg7Step(
                units,
                integer(step.get("days")),
                documents.stream().map(d -> DocumentKind.valueOf(d.toString())).toList(),
                enforcement);
    }

    private static Elg13DecisionClock clock(Pack pack) {
        var from = pack.figure(FigureKey.DECISION_DAYS).asMaps().stream()
                .map(e -> new Elg13DecisionClock.From(
                        LocalDate.parse(e.get("from").toString()), integer(e.get("days"))))
                .toList();
        Integer hours = number(pack, FigureKey.EXPEDITED_HOURS);
        return new Elg13DecisionClock(from, hours == null ? null : hours / 24);
    }

    private static Integer number(Pack pack, FigureKey key) {
        return pack.has(key) ? (Integer) pack.figure(key).asInt() : null;
    }

    private static Integer integer(Object value) {
        return value instanceof Number n ? (Integer) n.intValue() : null;
    }

    private static String text(Map<String, Object> map, String key) {
        return String.valueOf(map.get(key));
    }

    private static PackRef ref(Pack pack) {
        return new PackRef(pack.id(), pack.version());
    }

    private static Enforcement enforcement(Figure figure) {
        return Enforcement.valueOf(figure.enforcement().name());
    }
}
