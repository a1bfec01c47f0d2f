package org.communitysupport.journey.packs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.communitysupport.local.Cs;
import org.communitysupport.policy.PolicyPacks;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./cs packs}, on the packs that are shipped. */
class PacksTest {
    private static final Path SHIPPED = Path.of("../policy-packs");
    private static final PolicyPacks PACKS = PolicyPacks.load(SHIPPED);

    @TempDir
    Path dir;

    @TestFactory
    Stream<DynamicTest> e07_each_shipped_pack_decides_what_its_tests_expect() throws IOException {
        return Packs.cases(SHIPPED).stream()
                .map(c -> DynamicTest.dynamicTest(
                        c.file(), () -> assertThat(c.fault(PACKS)).isNull()));
    }

    @Test
    void a_test_of_a_pack_that_expects_another_decision_fails() throws IOException {
        shipped();
        var tests = dir.resolve("US-OH/CPST/humana/2025-01-01.tests.yaml");
        Files.writeString(tests, "- given: {day: 2026-11-30, minutes: 50}\n  then: {contact.units: 4}\n");
        assertThat(run("test", dir.toString()))
                .contains("contact.units is \"3\", not \"4\"")
                .contains("1 failed");
    }

    @Test
    void lint_names_every_fault_with_file_and_line() throws IOException {
        shipped();
        edit("US-OH/CPST/_/2000-01-01.yaml", "value: America/New_York", "value: America/Nowhere");
        edit("US-LA/CPST/_/2000-01-01.yaml", "  order.kind:", "  order.sort:");
        assertThat(PolicyPacks.faults(dir))
                .hasSize(2)
                .anyMatch(f -> f.matches("US-OH/CPST/_/2000-01-01\\.yaml:\\d+: zone is not a time zone"))
                .anyMatch(f -> f.matches(
                        "US-LA/CPST/_/2000-01-01\\.yaml:\\d+: order\\.sort is no figure that a decision reads"));
        assertThat(run("lint", dir.toString())).contains("2 faults");
        assertThat(PolicyPacks.faults(SHIPPED)).isEmpty();
    }

    @Test
    void lint_says_where_a_file_is_no_yaml() throws IOException {
        shipped();
        edit("US-MO/CPR-CS/mo-healthnet/2025-01-01.yaml", "figures:", "figures: [");
        assertThat(PolicyPacks.faults(dir)).singleElement().satisfies(f -> assertThat(f)
                .startsWith("US-MO/CPR-CS/mo-healthnet/2025-01-01.yaml:"));
    }

    @Test
    void diff_says_which_decisions_change_and_for_whom() throws IOException {
        shipped();
        edit(
                "US-LA/CPST/_/2000-01-01.yaml",
                "minDomains: {FUNCTIONAL_STATUS: 3}",
                "minDomains: {FUNCTIONAL_STATUS: 4}");
        edit("US-OH/CPST/humana/2025-01-01.yaml", "\"61103\", enforcement: reject", "\"61104\", enforcement: reject");
        var lines = Packs.diff(PACKS, PolicyPacks.load(dir));
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst())
                .contains("US-LA.CPST from 2000-01-01: levelOfCare.LOCUS")
                .contains("[ELG-4]");
        assertThat(lines.getLast()).contains("US-OH.CPST/humana from 2025-01-01: payer.claimId 61103");
        assertThat(Packs.diff(PACKS, PACKS)).isEmpty();
    }

    @Test
    void diff_tells_of_a_payer_that_is_new_or_gone() throws IOException {
        shipped();
        Files.delete(dir.resolve("US-DC/CS/dbh/2025-01-01.yaml"));
        assertThat(Packs.diff(PACKS, PolicyPacks.load(dir)))
                .containsExactly("US-DC.CS/dbh from 2025-01-01: there are no rules any more");
        assertThat(Packs.diff(PolicyPacks.load(dir), PACKS))
                .containsExactly("US-DC.CS/dbh from 2025-01-01: there are rules now");
    }

    @Test
    void explain_prints_each_decision_of_twelve_people_with_figure_source_and_confidence() {
        var people = Packs.read(SHIPPED.resolve("facts.json"));
        assertThat(people).hasSize(12);
        var text = new StringWriter();
        for (var one : people) Packs.explain(PACKS, one, false, new PrintWriter(text));
        assertThat(text.toString())
                .contains("US-OH.CPST/humana on 2026-11-30, age 36")
                .contains("contact.code: H0036-HS")
                .contains(
                        "levelOfCare.LOCUS = {min=3, max=6, minDomains={FUNCTIONAL_STATUS=3}} (reject, confirmed: L3)")
                .contains("authorization: asked for, from visit 4 on")
                .contains("authorization.freeVisits = 3 (reject, confirmed: N3)")
                .contains("claim: not billable here yet (837I)");
    }

    /** The table by hand: what each of the twelve comes to. */
    @Test
    @Tag("E-07")
    void e07_the_table_of_states_and_decisions_is_right_by_hand() {
        var table = Packs.read(SHIPPED.resolve("facts.json")).stream()
                .map(p -> List.of(
                        p.program(),
                        of(p, "intake.age").startsWith("served") ? "served" : "flagged",
                        of(p, "age.band"),
                        of(p, "authorization"),
                        of(p, "order"),
                        of(p, "claim")))
                .toList();
        String own = "a document of its own";
        String none = "none of its own";
        assertThat(table)
                .containsExactly(
                        List.of("US-NC.CST", "served", "none", "asked for", own, "837P"),
                        List.of("US-NC.CST", "served", "none", "not on file: ask the plan", own, "837P"),
                        List.of("US-NC.CST", "flagged", "none", "asked for", own, "837P"),
                        List.of("US-OH.CPST", "served", "ADULT", "not asked for", none, "837P"),
                        List.of("US-OH.CPST", "served", "CHILD", "not asked for", none, "837P"),
                        List.of("US-OH.CPST", "served", "ADULT", "not asked for", none, "837P"),
                        List.of("US-DC.CS", "served", "none", "asked for", own, "837P"),
                        List.of("US-DC.CS", "served", "none", "asked for", own, "837P"),
                        List.of("US-LA.CPST", "served", "ADULT", "asked for", none, "837P"),
                        List.of("US-LA.CPST", "served", "CHILD", "asked for", none, "837P"),
                        List.of(
                                "US-NY.CFTSS-CPST",
                                "served",
                                "none",
                                "asked for, from visit 4 on",
                                own,
                                "not billable here yet (837I)"),
                        List.of(
                                "US-MO.CPR-CS",
                                "served",
                                "CHILD",
                                "not on file: ask the plan",
                                none,
                                "not billable here yet (UNKNOWN)"));
    }

    private static String of(PackFacts person, String decision) {
        return Explained.of(PACKS, person).stream()
                .filter(a -> a.id().equals(decision))
                .findFirst()
                .orElseThrow()
                .answer();
    }

    private static String run(String... args) {
        var bytes = new ByteArrayOutputStream();
        var all = Stream.concat(Stream.of("packs"), Stream.of(args)).toArray(String[]::new);
        Cs.run(new PrintStream(bytes, true, StandardCharsets.UTF_8), List.of(Packs.class), all);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void shipped() throws IOException {
        try (var files = Files.walk(SHIPPED)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
                Path copy = dir.resolve(SHIPPED.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private void edit(String file, String from, String to) throws IOException {
        Path path = dir.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
    }
}
