package org.communitysupport.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class PolicyPacksTest {
    private static final Path SHIPPED = Path.of("../../deploy/policy-packs");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-23");

    @TempDir
    Path dir;

    @Test
    void the_payer_wins_over_the_state_and_the_state_over_the_base() throws IOException {
        write(
                "_/_/_/2000-01-01.yaml",
                "_",
                "_",
                "2000-01-01",
                "",
                figure("a", 1, "warn", "C") + figure("b", 1, "warn", "C") + figure("c", 1, "warn", "C"));
        write(
                "US-NC/CST/_/2000-01-01.yaml",
                "US-NC.CST",
                "_",
                "2000-01-01",
                "",
                figure("b", 2, "warn", "C") + figure("c", 2, "warn", "C"));
        write("US-NC/CST/plan/2020-01-01.yaml", "US-NC.CST", "plan", "2020-01-01", "", figure("c", 3, "warn", "C"));
        var pack = PolicyPacks.load(dir).resolve("US-NC.CST", "plan", TODAY);
        assertThat(List.of(
                        pack.figure("a").asInt(),
                        pack.figure("b").asInt(),
                        pack.figure("c").asInt()))
                .containsExactly(1, 2, 3);
        assertThat(pack.basis("REF-6").pack()).isEqualTo("US-NC.CST/plan");
        assertThat(pack.version()).isEqualTo("2020-01-01");
    }

    @Test
    void a_payer_without_rules_on_the_day_has_no_pack() {
        var packs = PolicyPacks.load(SHIPPED);
        assertThatThrownBy(() -> packs.resolve("US-NC.CST", "partners", LocalDate.parse("2025-01-01")))
                .isInstanceOf(PolicyPacks.NoPack.class)
                .hasMessageContaining("partners");
        assertThatThrownBy(() -> packs.resolve("US-OH.CPST", null, TODAY)).isInstanceOf(PolicyPacks.NoPack.class);
    }

    @Test
    void an_unconfirmed_figure_must_not_reject() throws IOException {
        write("US-NC/CST/_/2000-01-01.yaml", "US-NC.CST", "_", "2000-01-01", "", figure("a", 1, "reject", "K"));
        assertThatThrownBy(() -> PolicyPacks.load(dir)).hasMessageContaining("unconfirmed and must not reject");
    }

    @Test
    void a_figure_without_a_source_is_refused() throws IOException {
        write(
                "US-NC/CST/_/2000-01-01.yaml",
                "US-NC.CST",
                "_",
                "2000-01-01",
                "",
                "  a: {value: 1, enforcement: warn, confidence: C}\n");
        assertThatThrownBy(() -> PolicyPacks.load(dir)).hasMessageContaining("names no source");
    }

    @Test
    void versions_that_overlap_or_leave_a_hole_are_refused() throws IOException {
        write(
                "US-NC/CST/_/2000-01-01.yaml",
                "US-NC.CST",
                "_",
                "2000-01-01",
                ", to: 2000-06-30",
                figure("a", 1, "warn", "C"));
        write("US-NC/CST/_/2000-06-01.yaml", "US-NC.CST", "_", "2000-06-01", "", figure("a", 1, "warn", "C"));
        assertThatThrownBy(() -> PolicyPacks.load(dir)).hasMessageContaining("overlap");
        Files.delete(dir.resolve("US-NC/CST/_/2000-06-01.yaml"));
        write("US-NC/CST/_/2000-08-01.yaml", "US-NC.CST", "_", "2000-08-01", "", figure("a", 1, "warn", "C"));
        assertThatThrownBy(() -> PolicyPacks.load(dir)).hasMessageContaining("hole");
    }

    @Test
    void of_dated_entries_the_newest_that_has_begun_counts_in_whatever_order_they_stand() throws IOException {
        write(
                "US-NC/CST/_/2000-01-01.yaml",
                "US-NC.CST",
                "_",
                "2000-01-01",
                "",
                "  a: {value: [{from: 2026-01-01, days: 7}, {from: 2000-01-01, days: 14}], enforcement: warn, confidence: C, source: x}\n");
        var figure = PolicyPacks.load(dir).resolve("US-NC.CST", null, TODAY).figure("a");
        assertThat(figure.on(LocalDate.parse("2025-12-31"))).containsEntry("days", 14);
        assertThat(figure.on(LocalDate.parse("2026-01-01"))).containsEntry("days", 7);
    }

    @Test
    void a_file_in_the_wrong_folder_is_refused() throws IOException {
        write("US-NC/CST/_/2000-01-01.yaml", "US-NC.CST", "plan", "2000-01-01", "", figure("a", 1, "warn", "C"));
        assertThatThrownBy(() -> PolicyPacks.load(dir)).hasMessageContaining("the folder says _");
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
                for (var c : cases)
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
                ? pack.figure((String) c.get("dated")).on(day).get((String) c.get("part"))
                : pack.figure((String) c.get("figure")).value();
        assertThat(found).isEqualTo(c.get("expect"));
    }

    private static String figure(String key, int value, String enforcement, String confidence) {
        return "  %s: {value: %d, enforcement: %s, confidence: %s, source: somewhere}%n"
                .formatted(key, value, enforcement, confidence);
    }

    private void write(String file, String program, String payer, String from, String to, String figures)
            throws IOException {
        Path path = dir.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(
                path,
                "program: %s%npayer: %s%neffective: {from: %s%s}%nfigures:%n%s"
                        .formatted(program, payer, from, to, figures));
    }
}
