package org.communitysupport.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyPacksTest {
    private static final Path SHIPPED = Path.of("../../deploy/policy-packs");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-23");

    private static final String STATE = "US-NC/CST/_/2000-01-01.yaml";
    private static final String PLAN = "US-NC/CST/northfork/2025-01-01.yaml";

    @TempDir
    Path dir;

    @Test
    void the_payer_wins_over_the_state_and_the_state_over_the_base() throws IOException {
        shipped();
        set("_/_/_/2000-01-01.yaml", "plan.dueDays", "{value: 1, enforcement: warn, confidence: C, source: x}");
        set("_/_/_/2000-01-01.yaml", "note.lateHours", "{value: 1, enforcement: warn, confidence: C, source: x}");
        set("_/_/_/2000-01-01.yaml", "order.lifeMonths", "{value: 1, enforcement: warn, confidence: C, source: x}");
        set(STATE, "note.lateHours", "{value: 2, enforcement: warn, confidence: C, source: x}");
        set(STATE, "order.lifeMonths", "{value: 2, enforcement: warn, confidence: C, source: x}");
        set(PLAN, "order.lifeMonths", "{value: 3, enforcement: warn, confidence: C, source: x}");
        var pack = PolicyPacks.load(dir).resolve("US-NC.CST", "northfork", TODAY);
        assertThat(List.of(
                        pack.figure(FigureKey.PLAN_DUE_DAYS).asInt(),
                        pack.figure(FigureKey.NOTE_LATE_HOURS).asInt(),
                        pack.figure(FigureKey.ORDER_LIFE).asInt()))
                .containsExactly(1, 2, 3);
        assertThat(pack.basis("REF-6").pack()).isEqualTo("US-NC.CST/northfork");
        assertThat(pack.version()).isEqualTo("2025-01-01");
    }

    @Test
    @Tag("Q-11")
    void a_figure_that_no_decision_reads_is_refused_with_file_and_line() throws IOException {
        shipped();
        set(STATE, "team.color", "{value: blue, enforcement: warn, confidence: C, source: x}");
        assertThatThrownBy(() -> PolicyPacks.load(dir))
                .hasMessageMatching("(?s).*US-NC.CST._.2000-01-01\\.yaml:\\d+: team\\.color is no figure.*");
    }

    @Test
    void a_value_of_another_shape_is_refused_with_file_and_line() throws IOException {
        shipped();
        set(STATE, "team.max", "{value: many, enforcement: warn, confidence: C, source: x}");
        assertThatThrownBy(() -> PolicyPacks.load(dir))
                .hasMessageMatching("(?s).*2000-01-01\\.yaml:\\d+: team\\.max is not a whole number.*");
    }

    @Test
    void a_part_that_nobody_reads_is_refused_inside_a_figure_too() throws IOException {
        shipped();
        set(
                PLAN,
                "authorization.ladder",
                "{value: [{step: INITIAL, units: 128, days: 60, weeks: 8}], enforcement: warn, confidence: illustrative, source: x}");
        assertThatThrownBy(() -> PolicyPacks.load(dir))
                .hasMessageContaining("authorization.ladder entry 1: has an unknown part weeks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zone", "state", "places", "entry.criteria", "order.signers", "fiscalYear.startMonth"})
    void a_program_without_a_figure_that_its_decisions_need_is_refused(String figure) throws IOException {
        shipped();
        for (String file : List.of(STATE, PLAN)) set(file, figure, null);
        assertThatThrownBy(() -> PolicyPacks.load(dir)).hasMessageContaining(figure + " is missing");
    }

    @Test
    void a_figure_without_a_value_decides_nothing() throws IOException {
        shipped();
        set(PLAN, "payer.claimId", "{value: null, enforcement: reject, confidence: C, source: x}");
        assertThatThrownBy(() -> PolicyPacks.load(dir)).hasMessageContaining("its enforcement is off");
    }

    @Test
    void a_payer_without_rules_on_the_day_has_no_pack() {
        var packs = PolicyPacks.load(SHIPPED);
        assertThatThrownBy(() -> packs.resolve("US-NC.CST", "partners", LocalDate.parse("2019-11-25")))
                .isInstanceOf(PolicyPacks.NoPack.class)
                .hasMessageContaining("partners");
        assertThatThrownBy(() -> packs.resolve("US-ZZ.CPST", null, TODAY)).isInstanceOf(PolicyPacks.NoPack.class);
    }

    @Test
    void an_unconfirmed_figure_must_not_reject() throws IOException {
        shipped();
        set(STATE, "team.max", "{value: 1, enforcement: reject, confidence: K, source: x}");
        assertThatThrownBy(() -> PolicyPacks.load(dir)).hasMessageContaining("unconfirmed and must not reject");
    }

    @Test
    void a_figure_without_a_source_is_refused() throws IOException {
        shipped();
        set(STATE, "team.max", "{value: 1, enforcement: warn, confidence: C}");
        assertThatThrownBy(() -> PolicyPacks.load(dir)).hasMessageContaining("names no source");
    }

    @Test
    void versions_that_overlap_or_leave_a_hole_are_refused() throws IOException {
        shipped();
        String second = Files.readString(dir.resolve(PLAN));
        Files.writeString(
                dir.resolve("US-NC/CST/northfork/2025-06-01.yaml"),
                second.replace("{from: 2025-01-01}", "{from: 2025-06-01}"));
        Files.writeString(
                dir.resolve(PLAN), second.replace("{from: 2025-01-01}", "{from: 2025-01-01, to: 2025-06-30}"));
        assertThatThrownBy(() -> PolicyPacks.load(dir)).hasMessageContaining("overlap");
        Files.writeString(
                dir.resolve(PLAN), second.replace("{from: 2025-01-01}", "{from: 2025-01-01, to: 2025-04-30}"));
        assertThatThrownBy(() -> PolicyPacks.load(dir)).hasMessageContaining("hole");
    }

    @Test
    void of_dated_entries_the_newest_that_has_begun_counts_in_whatever_order_they_stand() throws IOException {
        shipped();
        set(
                STATE,
                "authorization.decision",
                "{value: [{from: 2026-01-01, days: 7}, {from: 2000-01-01, days: 14}], enforcement: warn, confidence: C, source: x}");
        var figure = PolicyPacks.load(dir).resolve("US-NC.CST", null, TODAY).figure(FigureKey.DECISION_DAYS);
        assertThat(figure.on(LocalDate.parse("2025-12-31"))).containsEntry("days", 14);
        assertThat(figure.on(LocalDate.parse("2026-01-01"))).containsEntry("days", 7);
    }

    @Test
    void a_payer_belongs_to_one_state() throws IOException {
        shipped();
        Files.createDirectories(dir.resolve("US-OH/CPST/northfork"));
        Files.writeString(
                dir.resolve("US-OH/CPST/northfork/2025-01-01.yaml"),
                Files.readString(dir.resolve("US-OH/CPST/humana/2025-01-01.yaml"))
                        .replace("payer: humana", "payer: northfork"));
        assertThatThrownBy(() -> PolicyPacks.load(dir))
                .hasMessageContaining("US-OH/CPST/northfork/2025-01-01.yaml: payer northfork is one of US-NC already");
    }

    @Test
    void every_fault_of_every_file_is_told_at_once() throws IOException {
        shipped();
        set(STATE, "team.color", "{value: blue, enforcement: warn, confidence: C, source: x}");
        set(PLAN, "team.max", "{value: many, enforcement: warn, confidence: C, source: x}");
        assertThat(PolicyPacks.faults(dir)).hasSize(2);
        assertThat(PolicyPacks.faults(SHIPPED)).isEmpty();
    }

    @Test
    void a_file_in_the_wrong_folder_is_refused() throws IOException {
        shipped();
        Files.createDirectories(dir.resolve("US-NC/CST/plan"));
        Files.copy(dir.resolve(PLAN), dir.resolve("US-NC/CST/plan/2025-01-01.yaml"));
        assertThatThrownBy(() -> PolicyPacks.load(dir)).hasMessageContaining("the folder says plan");
    }

    @TestFactory
    Stream<DynamicTest> shipped_packs_say_what_their_tests_expect() throws IOException {
        var packs = PolicyPacks.load(SHIPPED);
        var tests = new ArrayList<DynamicTest>();
        try (var files = Files.walk(SHIPPED)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".tests.yaml"))
                    .sorted()
                    .toList()) {
                Path at = SHIPPED.relativize(file);
                String program = at.getName(0) + "." + at.getName(1);
                String payer = at.getName(2).toString();
                List<Map<String, Object>> cases =
                        new ObjectMapper(new YAMLFactory()).readValue(file.toFile(), new TypeReference<>() {});
                // What decides for given facts is tried where the deciders are (./cs packs test).
                for (var c : cases)
                    if (!c.containsKey("given"))
                        tests.add(DynamicTest.dynamicTest(at + " " + c, () -> holds(packs, program, payer, c)));
            }
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    private static void holds(PolicyPacks packs, String program, String payer, Map<String, Object> c) {
        if (c.containsKey("noPackOn")) {
            var day = LocalDate.parse(c.get("noPackOn").toString());
            assertThatThrownBy(() -> packs.resolve(program, payer, day)).isInstanceOf(PolicyPacks.NoPack.class);
            return;
        }
        var day = LocalDate.parse(c.get("on").toString());
        var pack = packs.resolve(program, payer, day);
        Object found = c.containsKey("dated")
                ? pack.figure(FigureKey.of((String) c.get("dated"))).on(day).get((String) c.get("part"))
                : pack.figure(FigureKey.of((String) c.get("figure"))).value();
        assertThat(found).isEqualTo(c.get("expect"));
    }

    /** A copy of what is shipped, in which a test changes one thing. */
    private void shipped() throws IOException {
        try (var files = Files.walk(SHIPPED)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = dir.resolve(SHIPPED.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** @param figure as YAML; null takes it out */
    private void set(String file, String key, String figure) throws IOException {
        Path path = dir.resolve(file);
        String text = Files.readString(path).replaceFirst("(?m)^  " + Pattern.quote(key) + ":.*\\R(?:    .*\\R)*", "");
        if (figure != null)
            text = text.replaceFirst(
                    "(?m)^figures:\\R", "figures:\n  " + key + ": " + Matcher.quoteReplacement(figure) + "\n");
        Files.writeString(path, text);
    }
}
