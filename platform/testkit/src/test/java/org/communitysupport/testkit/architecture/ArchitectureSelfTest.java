package org.communitysupport.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureSelfTest {
    private static final String VIOLATOR = "org.communitysupport.testkit.architecture.violator";

    @TestFactory
    Stream<DynamicTest> every_rule_fails_on_its_violator() {
        var violators = new ClassFileImporter().importPackages(VIOLATOR);
        return Architecture.rules(VIOLATOR).entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> assertThatThrownBy(
                                () -> rule.getValue().check(violators))
                        .isInstanceOf(AssertionError.class)));
    }

    @Test
    void a_domain_that_needs_more_than_the_kernel_does_not_compile() throws IOException {
        assertThat(DomainCompiler.errors(Path.of("src/test/java", (VIOLATOR + ".domain").replace('.', '/'))))
                .contains("org.communitysupport.log");
    }
}
