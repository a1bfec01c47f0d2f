package org.communitysupport.journey.packs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.communitysupport.billing.application.BillingPolicy;
import org.communitysupport.careplan.application.PlanFacts;
import org.communitysupport.eligibility.domain.Codes;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.policy.FigureKey;
import org.communitysupport.policy.PolicyPacks;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A figure that changes nothing is a lie in a pack. For each declared figure: another value, and what becomes other by it. */
class FiguresAreReadTest {
    private static final Path SHIPPED = Path.of("../policy-packs");
    private static final String PROGRAM = "US-NC.CST";
    private static final String PAYER = "northfork";
    private static final String STATE_FILE = "US-NC/CST/_/2000-01-01.yaml";
    private static final String PAYER_FILE = "US-NC/CST/northfork/2025-01-01.yaml";
    private static final LocalDate DAY = LocalDate.parse("2026-11-30");
    private static final ObjectMapper YAML = new YAMLMapper(new YAMLFactory());

    /** Read where a row of a view is judged; the tests of the coordination board show it. This list may only shrink. */
    private static final Set<FigureKey> SHOWN_BY_THE_BOARD = EnumSet.of(
            FigureKey.ASK_MARGIN,
            FigureKey.ALERT_DAYS,
            FigureKey.ALERT_PERCENT,
            FigureKey.AGE_NOTICE_DAYS,
            FigureKey.INTAKE_DUE,
            FigureKey.ASSESSMENT_DUE);

    /** Read into the rules of a service, whose own tests show what they decide; no decision is tried here. May only shrink. */
    private static final Set<FigureKey> HANDED_OVER = EnumSet.of(
            FigureKey.ZONE,
            FigureKey.STATE,
            FigureKey.MEMBER_ID_PATTERN,
            FigureKey.TOOL_RANGES,
            FigureKey.RESPONSE_HOURS,
            FigureKey.TEAM_RATIO,
            FigureKey.TEAM_MAX,
            FigureKey.MAJORITY_AGE,
            FigureKey.RETENTION_YEARS,
            FigureKey.PROGRAM_NAME,
            FigureKey.SENDER_NEEDS,
            FigureKey.ACUITY_MINIMUM,
            FigureKey.COVERAGE_CHECK,
            FigureKey.FISCAL_YEAR,
            FigureKey.REASSESSMENT,
            FigureKey.LOCUS_OVERRIDES,
            FigureKey.UNNOTED_VISIT_DAYS,
            FigureKey.EXPEDITED_HOURS,
            FigureKey.FORM_FIELDS,
            FigureKey.PAYER_NAME,
            FigureKey.REQUEST_WORD,
            FigureKey.AUTHOR_TRAINING,
            FigureKey.ORDER_LIFE,
            FigureKey.ORDER_NOT_BACKDATED,
            FigureKey.ORDER_TIMING,
            FigureKey.UNIT_SCOPE,
            FigureKey.OVERLAP,
            FigureKey.PLACES,
            FigureKey.WORKER_DAY,
            FigureKey.PLAN_UNITS_PER_WEEK,
            FigureKey.NOTE_ELEMENTS,
            FigureKey.NOTE_LATE_HOURS,
            FigureKey.NOTE_LAST_DAYS,
            FigureKey.CLAIM_LINES,
            FigureKey.CLAIM_TAXONOMY,
            FigureKey.NUMBER_ON_CLAIM,
            FigureKey.PAYER_RECEIVER_ID,
            FigureKey.FILING_WARNING,
            FigureKey.ORIGINAL_AFTER,
            FigureKey.SMALL_REDUCTION,
            FigureKey.NOTICE_DAYS,
            FigureKey.PAYMENT_DAYS,
            FigureKey.REFUND_DAYS,
            FigureKey.CHARGES,
            FigureKey.RATE_TIER,
            FigureKey.DENIALS);

    private static final Map<FigureKey, String> OTHER = others();

    @TempDir
    Path dir;

    @Test
    void every_declared_figure_has_another_value_to_try() {
        var untried = EnumSet.allOf(FigureKey.class);
        untried.removeAll(OTHER.keySet());
        assertThat(untried).isEqualTo(SHOWN_BY_THE_BOARD);
    }

    @TestFactory
    Stream<DynamicTest> a_figure_that_changes_changes_a_decision() {
        return OTHER.entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(e.getKey() + " = " + e.getValue(), () -> {
                    var as = load(Map.of());
                    var other = load(Map.of(e.getKey(), e.getValue()));
                    boolean decides = !decisions(as).equals(decisions(other));
                    if (HANDED_OVER.contains(e.getKey())) {
                        assertThat(rules(as)).as("no rule reads " + e.getKey()).isNotEqualTo(rules(other));
                        assertThat(decides)
                                .as(e.getKey() + " decides something here: take it off the list")
                                .isFalse();
                    } else
                        assertThat(decides)
                                .as("nothing depends on " + e.getKey())
                                .isTrue();
                }));
    }

    /** What is decided for some people. */
    private static List<Object> decisions(PolicyPacks packs) {
        var all = new ArrayList<Object>();
        for (var facts : people()) Explained.of(packs, facts).forEach(a -> all.add(a.id() + ": " + a.answer()));
        return all;
    }

    private static List<PackFacts> people() {
        var people = new ArrayList<>(Packs.read(SHIPPED.resolve("facts.json")).stream()
                .filter(p -> p.program().equals(PROGRAM) && PAYER.equals(p.payer()))
                .toList());
        var first = people.getFirst();
        for (String mode : List.of("PHONE", "GROUP"))
            people.add(new PackFacts(
                    PROGRAM,
                    PAYER,
                    DAY,
                    LocalDate.parse("1960-01-01"),
                    first.group(),
                    List.of("F20.9"),
                    // Composite 28: by the ladder level 6, which is not what the rater says; no single score forces
                    // one.
                    new PackFacts.Locus(3, List.of(3, 3, 3, 4, 5, 5, 5)),
                    "2.1",
                    List.of(new PackFacts.Rated("CANS", 7, 3, Map.of())),
                    List.of("HOUSING"),
                    "QP",
                    "QP",
                    mode,
                    52));
        people.add(new PackFacts(
                PROGRAM,
                PAYER,
                DAY,
                LocalDate.parse("1990-01-01"),
                Codes.DisabilityGroup.SUD,
                List.of("F10.20"),
                null,
                "3.1",
                List.of(),
                List.of(),
                null,
                null,
                null,
                null));
        return people;
    }

    /** What the services make of a pack. */
    private static List<Object> rules(PolicyPacks packs) {
        BusinessClock clock = () -> Instant.parse("2026-11-30T18:00:00Z");
        var referral = new org.communitysupport.referral.application.Policies(packs, clock);
        var eligibility = new org.communitysupport.eligibility.application.Policies(packs, clock);
        var rules = new ArrayList<Object>();
        rules.add(referral.intake(PROGRAM).rules());
        rules.add(referral.team(PROGRAM).capacity());
        rules.add(referral.majorityAge(PROGRAM));
        rules.add(referral.retentionYears(PROGRAM));
        rules.add(referral.programs());
        rules.add(eligibility.determination(PROGRAM, PAYER, DAY, Set.of(), 30).rules());
        rules.add(eligibility.authorizations(PROGRAM, PAYER, DAY).rules());
        rules.add(eligibility.coverage(PAYER, DAY, List.of(PROGRAM)).proof());
        rules.add(eligibility.formFields(PROGRAM, PAYER, DAY));
        rules.add(eligibility.payerName(PROGRAM, PAYER, DAY));
        rules.add(eligibility.requestWord(PROGRAM, PAYER, DAY));
        rules.add(String.valueOf(eligibility.unnotedVisitDays(PROGRAM)));
        rules.add(new org.communitysupport.encounter.application.Policies(packs).on(PROGRAM, PAYER, DAY));
        rules.add(new BillingPolicy(packs).rules(PROGRAM, PAYER, DAY));
        rules.add(PlanFacts.policy(packs.resolve(PROGRAM, PAYER, DAY)));
        return rules;
    }

    /** The base, North Carolina and one payer, with the figures given another value at the state. */
    private PolicyPacks load(Map<FigureKey, String> changed) throws IOException {
        var root = Files.createTempDirectory(dir, "packs");
        copy(root, "_/_/_/2000-01-01.yaml", Map.of(), Set.of());
        copy(root, STATE_FILE, changed, changed.keySet());
        copy(root, PAYER_FILE, Map.of(), changed.keySet());
        return PolicyPacks.load(root);
    }

    @SuppressWarnings("unchecked") // a pack is a map of maps
    private static void copy(Path root, String file, Map<FigureKey, String> changed, Set<FigureKey> without)
            throws IOException {
        Map<String, Object> pack = YAML.readValue(SHIPPED.resolve(file).toFile(), Map.class);
        var figures = new LinkedHashMap<>((Map<String, Object>) pack.get("figures"));
        for (var key : without) figures.remove(key.key());
        for (var e : changed.entrySet())
            figures.put(
                    e.getKey().key(),
                    Map.of(
                            "value",
                            YAML.readValue(e.getValue(), Object.class),
                            "enforcement",
                            "warn",
                            "confidence",
                            "C",
                            "source",
                            "test"));
        if (without.contains(FigureKey.AUTHOR_TRAINING)) figures.remove(FigureKey.AUTHOR_TRAINING.key());
        // Without bands nothing depends on age modifiers.
        if (file.equals(STATE_FILE))
            figures.putIfAbsent(
                    FigureKey.AGE_BANDS.key(),
                    Map.of(
                            "value",
                            List.of(Map.of("band", "ALL", "from", 0)),
                            "enforcement",
                            "warn",
                            "confidence",
                            "C",
                            "source",
                            "test"));
        pack.put("figures", figures);
        Path to = root.resolve(file);
        Files.createDirectories(to.getParent());
        YAML.writeValue(to.toFile(), pack);
    }

    private static Map<FigureKey, String> others() {
        var m = new EnumMap<FigureKey, String>(FigureKey.class);
        m.put(FigureKey.ZONE, "Pacific/Kiritimati");
        m.put(FigureKey.STATE, "SC");
        m.put(FigureKey.MEMBER_ID_PATTERN, "'^X$'");
        m.put(FigureKey.RESPONSE_HOURS, "{URGENT: 5}");
        m.put(FigureKey.TEAM_RATIO, "7");
        m.put(FigureKey.TEAM_MAX, "9");
        m.put(FigureKey.MAJORITY_AGE, "19");
        m.put(FigureKey.RETENTION_YEARS, "3");
        m.put(FigureKey.PROGRAM_NAME, "Another name");
        m.put(FigureKey.SENDER_NEEDS, "[a letter]");
        m.put(FigureKey.MINIMUM_AGE, "12");
        m.put(FigureKey.MAXIMUM_AGE, "60");
        m.put(FigureKey.AGE_BANDS, "[{band: YOUNG, from: 0}, {band: OLD, from: 30}]");
        m.put(FigureKey.ENTRY_CRITERIA, "[{id: only, rule: ELG-5, text: only, source: test, test: PERSON}]");
        m.put(FigureKey.DEFICITS_MINIMUM, "1");
        m.put(FigureKey.DEFICIT_DOMAINS, "[LEGAL]");
        m.put(FigureKey.ACUITY_MINIMUM, "9");
        m.put(FigureKey.MENTAL_HEALTH_PREFIXES, "[F99]");
        m.put(FigureKey.SUBSTANCE_USE_PREFIXES, "[F99]");
        m.put(FigureKey.LICENSED_CREDENTIALS, "[CPSS, QP]");
        m.put(FigureKey.ENTRY_TOOLS, "[{tool: CANS, groups: [MH, MH_SUD]}]");
        m.put(FigureKey.TOOL_RANGES, "[{tool: CANS, min: 9}]");
        m.put(FigureKey.LOCUS_RANGE, "{min: 5, max: 6}");
        m.put(FigureKey.ASAM_RANGE, "{min: '3', max: '4'}");
        m.put(FigureKey.LOCUS_LADDER, "[{from: 7, level: 3}]");
        m.put(FigureKey.LOCUS_OVERRIDES, "[{dimensions: [1], score: 5, level: 6}]");
        m.put(FigureKey.COVERAGE_CHECK, "monthly");
        m.put(FigureKey.FISCAL_YEAR, "1");
        m.put(FigureKey.AUTHORIZATION_REQUIRED, "false");
        m.put(FigureKey.AUTHORIZATION_LADDER, "[{step: INITIAL, units: 5, days: 5}]");
        m.put(FigureKey.FREE_VISITS, "3");
        m.put(FigureKey.DECISION_DAYS, "[{from: 2000-01-01, days: 3, kind: calendar}]");
        m.put(FigureKey.EXPEDITED_HOURS, "24");
        m.put(FigureKey.SILENCE_DENIES, "false");
        m.put(FigureKey.REASSESSMENT, "{afterMonths: 3, basis: episode}");
        m.put(FigureKey.UNNOTED_VISIT_DAYS, "3");
        m.put(FigureKey.FORM_FIELDS, "[{field: units, label: Units}]");
        m.put(FigureKey.PAYER_NAME, "Another payer");
        m.put(FigureKey.REQUEST_WORD, "PA");
        m.put(FigureKey.PLAN_DUE_DAYS, "12");
        m.put(FigureKey.PLAN_LIFE, "6");
        m.put(FigureKey.PLAN_UNITS_PER_WEEK, "20");
        m.put(FigureKey.CRISIS_PLAN_FIRST, "false");
        // Taken out: what a person must have learned is a credential, and the figure says whether it is asked for.
        m.put(FigureKey.AUTHOR_TRAINING, "1");
        m.put(FigureKey.ORDER_LIFE, "6");
        m.put(FigureKey.ORDER_SIGNERS, "[MD]");
        m.put(FigureKey.ORDER_NOT_BACKDATED, "false");
        m.put(FigureKey.ORDER_KIND, "NONE");
        m.put(FigureKey.ORDER_TIMING, "onOrBeforeFirstService");
        m.put(FigureKey.UNIT_MINUTES, "30");
        m.put(FigureKey.UNIT_ROUNDING, "CEILING");
        m.put(FigureKey.UNIT_SCOPE, "contact");
        m.put(FigureKey.OVERLAP, "billAll");
        m.put(FigureKey.CODES, "[{role: PEER, hcpcs: H0038, mods: [HT]}, {role: QP, hcpcs: H0036, mods: [HT]}]");
        m.put(FigureKey.TEAM_MODIFIER, "XX");
        m.put(FigureKey.MODE_MODIFIERS, "{PHONE: ZZ}");
        m.put(FigureKey.ROLE_CREDENTIALS, "{PEER: [MD]}");
        m.put(FigureKey.PLACES, "{'12': home}");
        m.put(FigureKey.WORKER_DAY, "40");
        m.put(FigureKey.NOTE_ELEMENTS, "[purpose]");
        m.put(FigureKey.NOTE_LATE_HOURS, "48");
        m.put(FigureKey.NOTE_LAST_DAYS, "3");
        m.put(FigureKey.ROLE_MODIFIERS, "[HO]");
        m.put(FigureKey.AGE_MODIFIERS, "{ALL: HA}");
        m.put(FigureKey.CLAIM_LINES, "5");
        m.put(FigureKey.CLAIM_MODIFIERS, "2");
        m.put(FigureKey.CLAIM_FORM, "837I");
        m.put(FigureKey.RATE_TIER, "{afterUnits: 2, percent: 50}");
        m.put(FigureKey.CLAIM_RENDERING, "STAFF");
        m.put(FigureKey.CLAIM_TAXONOMY, "101Y00000X");
        m.put(FigureKey.NUMBER_ON_CLAIM, "false");
        m.put(FigureKey.PAYER_CLAIM_ID, "OTHER1");
        m.put(FigureKey.PAYER_RECEIVER_ID, "OTHER");
        m.put(FigureKey.FILING, "[{from: 2000-01-01, days: 10}]");
        m.put(FigureKey.FILING_WARNING, "[5]");
        m.put(FigureKey.ORIGINAL_AFTER, "['*']");
        m.put(FigureKey.SMALL_REDUCTION, "50");
        m.put(FigureKey.NOTICE_DAYS, "5");
        m.put(FigureKey.PAYMENT_DAYS, "5");
        m.put(FigureKey.REFUND_DAYS, "5");
        m.put(FigureKey.CHARGES, "{U1: 1}");
        m.put(FigureKey.RATES, "[{from: 2000-01-01, U1: 1}]");
        m.put(FigureKey.DENIALS, "{'4': {cause: c, nextStep: n, owner: biller}}");
        return m;
    }
}
