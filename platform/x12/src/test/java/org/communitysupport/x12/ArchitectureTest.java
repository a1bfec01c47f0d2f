package org.communitysupport.x12;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** X12 is spoken by several services: what stands here knows none of them, and none of their words. */
class ArchitectureTest {
    private static final ArchRule KNOWS_NO_SERVICE = classes()
            .that()
            .resideInAPackage("org.communitysupport.x12..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "", "java..", "io.xlate.edi..", "org.communitysupport.kernel..", "org.communitysupport.x12..");

    @Test
    void the_module_knows_java_the_kernel_and_the_library() {
        KNOWS_NO_SERVICE.check(new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.communitysupport.x12"));
    }

    @Test
    void the_rule_can_fail() {
        var tests = new ClassFileImporter().importPackages("org.communitysupport.x12");
        assertThatThrownBy(() -> KNOWS_NO_SERVICE.check(tests)).isInstanceOf(AssertionError.class);
    }
}
