package org.communitysupport.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;

/** What every service's architecture test runs: the rules, and the proof that its domain compiles against the kernel alone. */
public final class ArchitectureTests {
    private ArchitectureTests() {}

    /** @param root e.g. {@code org.communitysupport.referral} */
    public static List<DynamicTest> of(String root) {
        var classes = Architecture.classesOf(root);
        var tests = new ArrayList<DynamicTest>();
        Architecture.rules(root)
                .forEach((name, rule) -> tests.add(DynamicTest.dynamicTest(
                        name, () -> rule.allowEmptyShould(true).check(classes))));
        tests.add(DynamicTest.dynamicTest("the rules looked at something", () -> assertThat(
                        classes.stream().filter(c -> c.getPackageName().startsWith(root + ".domain")))
                .isNotEmpty()));
        tests.add(DynamicTest.dynamicTest("the domain compiles against the kernel alone", () -> assertThat(
                        DomainCompiler.errors(Path.of("src/main/java", (root + ".domain").replace('.', '/'))))
                .isEmpty()));
        return tests;
    }
}
