package org.communitysupport.testkit.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Who may know whom inside one service. Each rule has a violator in the tests of this module and must fail on it: a rule that cannot fail
 * guards nothing.
 */
public final class Architecture {
    private static final String HOUSE = "org.communitysupport.";
    private static final String KERNEL = HOUSE + "kernel..";

    private Architecture() {}

    /** The classes of a service without its tests. */
    public static JavaClasses classesOf(String root) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(root);
    }

    /** The rules for the service under {@code root}, e.g. {@code org.communitysupport.referral}, by name. */
    public static Map<String, ArchRule> rules(String root) {
        var rules = new LinkedHashMap<String, ArchRule>();
        rules.put(
                "the domain knows java and the kernel", only(root + ".domain..", "java..", KERNEL, root + ".domain.."));
        rules.put(
                "the application knows the domain, ports and policy packs",
                only(
                        root + ".application..",
                        "java..",
                        "jakarta.inject..",
                        "jakarta.enterprise..",
                        KERNEL,
                        HOUSE + "policy..",
                        HOUSE + "privacy..",
                        HOUSE + "stream..",
                        root + ".domain..",
                        root + ".application..",
                        root + ".projection.."));
        rules.put(
                "processes know the application",
                only(
                        root + ".process..",
                        "java..",
                        "jakarta.inject..",
                        "jakarta.enterprise..",
                        KERNEL,
                        HOUSE + "policy..",
                        HOUSE + "stream..",
                        root + ".domain..",
                        root + ".application..",
                        root + ".process..",
                        root + ".inbound..",
                        root + ".projection.."));
        rules.put(
                "a view folds events and cannot send",
                only(
                        root + ".projection..",
                        "java..",
                        KERNEL,
                        root + ".domain..",
                        root + ".projection..",
                        root + ".inbound.."));
        rules.put(
                "inbound records are tolerant readers and nothing else",
                only(root + ".inbound..", "java..", "com.fasterxml.jackson.annotation..", KERNEL, root + ".inbound.."));
        rules.put(
                "nothing knows the infrastructure",
                noClasses()
                        .that(resideInAPackage(root + "..").and(not(root + ".infrastructure..")))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(root + ".infrastructure.."));
        rules.put(
                "no service knows another",
                noClasses()
                        .that()
                        .resideInAPackage(root + "..")
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(
                                        HOUSE + "referral..",
                                        HOUSE + "eligibility..",
                                        HOUSE + "careplan..",
                                        HOUSE + "encounter..",
                                        HOUSE + "billing..",
                                        HOUSE + "testkit.architecture.other..")
                                .and(not(root + ".."))));
        rules.put(
                "decisions have no clock and no chance",
                noClasses()
                        .that()
                        .resideInAnyPackage(root + ".domain..", root + ".projection..", root + ".inbound..")
                        .should()
                        .callMethodWhere(asksForTimeOrChance()));
        return rules;
    }

    /** Every overload: {@code LocalDate.now(zone)} reads the clock as much as {@code LocalDate.now()}. */
    private static DescribedPredicate<JavaMethodCall> asksForTimeOrChance() {
        var asking = Set.of(
                "java.time.Instant.now",
                "java.time.LocalDate.now",
                "java.time.LocalDateTime.now",
                "java.time.ZonedDateTime.now",
                "java.time.OffsetDateTime.now",
                "java.time.Clock.systemUTC",
                "java.time.Clock.system",
                "java.time.Clock.systemDefaultZone",
                "java.lang.System.currentTimeMillis",
                "java.lang.System.nanoTime",
                "java.util.UUID.randomUUID",
                "java.lang.Math.random");
        return DescribedPredicate.describe(
                "it asks for time or chance",
                call -> asking.contains(call.getTarget().getOwner().getName()
                        + '.'
                        + call.getTarget().getName()));
    }

    private static ArchRule only(String where, String... allowed) {
        return classes().that().resideInAPackage(where).should().onlyDependOnClassesThat(anyOf(allowed));
    }

    private static DescribedPredicate<JavaClass> anyOf(String... packages) {
        // Arrays of primitives and the primitives themselves live in no package.
        return resideInAnyPackage(packages)
                .or(DescribedPredicate.describe(
                        "primitive",
                        c -> c.getBaseComponentType().isPrimitive()
                                || resideInAnyPackage(packages).test(c.getBaseComponentType())));
    }

    private static DescribedPredicate<JavaClass> not(String where) {
        return DescribedPredicate.not(resideInAPackage(where));
    }
}
