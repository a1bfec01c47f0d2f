package org.communitysupport.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The platform holds no word of the trade: what knows referrals or remittances belongs to a service. Comments may give examples. */
class PlatformSpeaksNoDomainTest {
    private static final List<String> WORDS = List.of(
            "referral",
            "eligibility",
            "encounter",
            "care-plan",
            "careplan",
            "billing",
            "episode",
            "medicaid",
            // Not "diagnos": every OperationOutcome of FHIR has diagnostics.
            "diagnosis",
            "diagnoses",
            "remittance");

    @Test
    void no_source_of_the_platform_names_a_thing_of_the_trade() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of(".."))) {
            var all =
                    sources.filter(PlatformSpeaksNoDomainTest::isOfThePlatform).toList();
            assertThat(all).hasSizeGreaterThan(80);
            for (Path source : all)
                assertThat(words(Files.readString(source)))
                        .as(source.toString())
                        .isEmpty();
        }
    }

    @Test
    void a_source_that_names_one_is_found() {
        assertThat(words("/** e.g. a referral */ class A { String topic = \"cs.referral.events\"; }"))
                .containsExactly("referral");
        assertThat(words("/** e.g. a referral */ class A {} // of an episode")).isEmpty();
    }

    /** The keys of policy packs are words of the trade, in one list that all services share (ADR 40). */
    private static boolean isOfThePlatform(Path file) {
        String path = file.toString();
        return path.endsWith(".java")
                && path.contains("/src/main/")
                && !path.contains("/testkit/")
                && !path.endsWith("/FigureKey.java");
    }

    private static List<String> words(String source) {
        String code = source.replaceAll("(?s)/\\*.*?\\*/", "")
                .replaceAll("//[^\\n]*", "")
                .toLowerCase(Locale.ROOT);
        return WORDS.stream().filter(code::contains).toList();
    }
}
