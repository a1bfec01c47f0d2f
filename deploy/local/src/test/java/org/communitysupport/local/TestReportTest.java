package org.communitysupport.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestReportTest {
    private static final long BEGAN = 1_000_000;

    @TempDir
    Path root;

    @Test
    void counts_what_passed_and_failed_over_all_modules() throws IOException {
        source("platform/log", "a/LogTest", "class LogTest {}");
        report("platform/log", "a.LogTest", 5, 1, 1, 0);
        source("billing-service", "b/ClaimTest", "class ClaimTest {}");
        report("billing-service", "b.ClaimTest", 3, 0, 0, 1);
        var summary = TestReport.read(root, BEGAN);
        assertThat(summary.sentence()).isEqualTo("5 passed, 2 failed, 1 skipped");
        assertThat(summary.suites()).isEqualTo(2);
        assertThat(summary.good()).isFalse();
    }

    @Test
    void is_good_when_every_suite_ran_and_nothing_failed() throws IOException {
        source("platform/log", "a/LogTest", "class LogTest {}");
        report("platform/log", "a.LogTest", 5, 0, 0, 0);
        var summary = TestReport.read(root, BEGAN);
        assertThat(summary.sentence()).isEqualTo("5 passed, 0 failed");
        assertThat(summary.good()).isTrue();
    }

    @Test
    void integration_tests_are_suites_like_the_others() throws IOException {
        source("deploy/journey", "a/JourneyIT", "class JourneyIT {}");
        assertThat(TestReport.read(root, BEGAN).notRun()).containsExactly("deploy/journey: a.JourneyIT");
        Path report = report("deploy/journey", "a.JourneyIT", 3, 0, 0, 0);
        Path failsafe = Files.createDirectories(root.resolve("deploy/journey/target/failsafe-reports"));
        Files.move(report, failsafe.resolve(report.getFileName()));
        assertThat(TestReport.read(root, BEGAN).sentence()).isEqualTo("3 passed, 0 failed");
    }

    @Test
    void a_suite_without_a_report_or_with_an_old_one_or_all_skipped_did_not_run() throws IOException {
        source("platform/log", "a/LogTest", "class LogTest {}");
        source("platform/log", "a/OldTest", "class OldTest {}");
        source("platform/log", "a/IdleTest", "class IdleTest {}");
        source("platform/log", "a/GoodTest", "class GoodTest {}");
        Path old = report("platform/log", "a.OldTest", 5, 0, 0, 0);
        Files.setLastModifiedTime(old, FileTime.fromMillis(BEGAN - 1));
        report("platform/log", "a.IdleTest", 2, 0, 0, 2);
        report("platform/log", "a.GoodTest", 2, 0, 0, 0);
        var summary = TestReport.read(root, BEGAN);
        assertThat(summary.notRun())
                .containsExactlyInAnyOrder(
                        "platform/log: a.LogTest", "platform/log: a.OldTest", "platform/log: a.IdleTest");
        assertThat(summary.sentence()).isEqualTo("2 passed, 0 failed, 2 skipped, 3 suites did not run");
        assertThat(summary.good()).isFalse();
    }

    @Test
    void nested_classes_count_for_their_outer_class_and_helpers_are_no_suites() throws IOException {
        source("platform/log", "a/LogTest", "class LogTest { class Appending {} }");
        report("platform/log", "a.LogTest$Appending", 4, 0, 0, 0);
        source("platform/log", "a/BaseTest", "abstract class BaseTest {}");
        source("platform/log", "a/Fixtures", "final class Fixtures {}");
        var summary = TestReport.read(root, BEGAN);
        assertThat(summary.good()).isTrue();
        assertThat(summary.sentence()).isEqualTo("4 passed, 0 failed");
    }

    @Test
    void no_tests_at_all_is_not_good() throws IOException {
        assertThat(TestReport.read(root, BEGAN).good()).isFalse();
    }

    private void source(String module, String name, String text) throws IOException {
        Path file = root.resolve(module).resolve("src/test/java").resolve(name + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Path report(String module, String name, int tests, int errors, int failures, int skipped)
            throws IOException {
        Path file = root.resolve(module).resolve("target/surefire-reports").resolve("TEST-" + name + ".xml");
        Files.createDirectories(file.getParent());
        return Files.writeString(
                file,
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite version="3.0.2" name="%s" time="0.1" tests="%d" errors="%d" skipped="%d" failures="%d">
                  <properties><property name="tests" value="tests=&quot;9&quot;"/></properties>
                </testsuite>"""
                        .formatted(name, tests, errors, skipped, failures));
    }
}
