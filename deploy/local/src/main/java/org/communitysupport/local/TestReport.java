package org.communitysupport.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what surefire and failsafe wrote and compares it with the test classes that there are: a suite that was not run, or ran no test, is a failure.
 * Stands alone, so that {@code java TestReport.java <checkout> <start, epoch seconds>} works when nothing could be compiled.
 */
public final class TestReport {
    private static final Pattern COUNT = Pattern.compile("\\b(tests|errors|skipped|failures)=\"(\\d+)\"");
    private static final Pattern SUITE = Pattern.compile("<testsuite\\b[^>]*>", Pattern.DOTALL);
    private static final Pattern TEST_CLASS = Pattern.compile("(Test\\w*|\\w+(Test|Tests|TestCase|IT))\\.java");
    private static final Pattern NOT_RUNNABLE =
            Pattern.compile("(?m)^(public |sealed |non-sealed )*(abstract class|interface|@interface|enum|record) ");

    /** What one report says. */
    record Suite(int tests, int failed, int skipped) {
        Suite plus(Suite other) {
            return new Suite(tests + other.tests, failed + other.failed, skipped + other.skipped);
        }
    }

    /** What all of them say together. */
    record Summary(Suite total, int suites, List<String> notRun) {
        boolean good() {
            return total.tests > total.skipped && total.failed == 0 && notRun.isEmpty();
        }

        String sentence() {
            return (total.tests - total.failed - total.skipped) + " passed, " + total.failed + " failed"
                    + (total.skipped > 0 ? ", " + total.skipped + " skipped" : "")
                    + (notRun.isEmpty() ? "" : ", " + notRun.size() + " suites did not run");
        }
    }

    private TestReport() {}

    public static void main(String[] args) throws IOException {
        Summary summary = read(Path.of(args[0]), Long.parseLong(args[1]) * 1000);
        summary.notRun.forEach(suite -> System.out.println("did not run: " + suite));
        System.out.println(summary.sentence());
        System.exit(summary.good() ? 0 : 1);
    }

    static Summary read(Path root, long notBeforeMillis) throws IOException {
        var total = new Suite(0, 0, 0);
        int suites = 0;
        var notRun = new ArrayList<String>();
        for (Path source : testClasses(root)) {
            Path module = root.resolve(root.relativize(source).toString().replaceFirst("/?src/test/java/.*", ""));
            String name = module.resolve("src/test/java")
                    .relativize(source)
                    .toString()
                    .replaceAll("\\.java$", "")
                    .replace('/', '.');
            Suite suite = suite(module.resolve("target/surefire-reports"), name, notBeforeMillis)
                    .plus(suite(module.resolve("target/failsafe-reports"), name, notBeforeMillis));
            total = total.plus(suite);
            if (suite.tests > suite.skipped) suites++;
            else notRun.add(root.relativize(module) + ": " + name);
        }
        return new Summary(total, suites, notRun);
    }

    private static List<Path> testClasses(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(f ->
                            root.relativize(f).toString().replaceFirst("^", "/").contains("/src/test/java/"))
                    .filter(f -> !root.relativize(f).toString().contains("target/"))
                    .filter(f -> TEST_CLASS.matcher(f.getFileName().toString()).matches())
                    .filter(TestReport::isRunnable)
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    private static boolean isRunnable(Path source) {
        try {
            return !NOT_RUNNABLE.matcher(Files.readString(source)).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The class's own report and those of its nested classes. */
    private static Suite suite(Path reports, String name, long notBeforeMillis) throws IOException {
        var sum = new Suite(0, 0, 0);
        if (!Files.isDirectory(reports)) return sum;
        try (var files = Files.newDirectoryStream(
                reports, f -> f.getFileName().toString().matches("TEST-" + Pattern.quote(name) + "(\\$.*)?\\.xml"))) {
            for (Path report : files)
                if (Files.getLastModifiedTime(report).toMillis() >= notBeforeMillis) sum = sum.plus(counts(report));
        }
        return sum;
    }

    private static Suite counts(Path report) throws IOException {
        Matcher head = SUITE.matcher(Files.readString(report, StandardCharsets.UTF_8));
        if (!head.find()) return new Suite(0, 0, 0);
        int tests = 0;
        int failed = 0;
        int skipped = 0;
        for (Matcher count = COUNT.matcher(head.group()); count.find(); ) {
            int number = Integer.parseInt(count.group(2));
            switch (count.group(1)) {
                case "tests" -> tests = number;
                case "skipped" -> skipped = number;
                default -> failed += number;
            }
        }
        return new Suite(tests, failed, skipped);
    }
}
