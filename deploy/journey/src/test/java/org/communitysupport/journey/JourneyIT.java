package org.communitysupport.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.communitysupport.local.OwnSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole system as {@code ./cs run} starts it, on free ports and with data of its own: the demo twice, then {@code ./cs verify}. One
 * start for all that is asserted here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JourneyIT {
    private static final Path CHECKOUT = Path.of("..", "..").toAbsolutePath().normalize();

    private static final List<String> SHARED = List.of(
            "deploy",
            "referral-service",
            "eligibility-service",
            "care-plan-service",
            "encounter-service",
            "billing-service");

    @TempDir
    static Path home;

    private String shift;
    private Ended first;
    private Ended second;
    private Ended verified;

    private record Ended(int code, String said) {}

    @BeforeAll
    void the_demo_plays_twice_and_everything_is_verified() throws IOException, InterruptedException {
        for (String shared : SHARED) Files.createSymbolicLink(home.resolve(shared), CHECKOUT.resolve(shared));
        shift = Integer.toString(OwnSystem.freeShift());
        var started = cs("local", "run", "--detach");
        assertThat(started.code).as(started.said).isZero();
        first = cs("journey", "demo", "--cast-file", cast(1).toString());
        second = cs("journey", "demo", "--cast-file", cast(2).toString());
        verified = cs("journey", "verify");
    }

    @AfterAll
    void nothing_is_left() throws IOException, InterruptedException {
        cs("local", "stop");
        for (String shared : SHARED) Files.deleteIfExists(home.resolve(shared));
    }

    @Test
    void the_story_comes_true_twice_in_a_row() {
        assertThat(first.code).as(first.said).isZero();
        assertThat(second.code).as(second.said).isZero();
    }

    @Test
    void log_topics_views_units_and_cents_agree_afterwards() {
        assertThat(verified.code).as(verified.said).isZero();
    }

    @Test
    void no_log_names_a_person_a_birth_date_or_a_member_id() throws IOException {
        var secrets = new ArrayList<String>();
        secrets.addAll(Files.readAllLines(cast(1)));
        secrets.addAll(Files.readAllLines(cast(2)));
        assertThat(secrets).hasSizeGreaterThan(2 * 48 * 7);
        // The search finds what is there: the screen of whoever watches shows the form with the name on it.
        assertThat(found(secrets, List.of(written("screen", first.said)))).isNotEmpty();
        List<Path> logs;
        try (Stream<Path> files = Files.walk(home.resolve(".local/logs"))) {
            logs = files.filter(Files::isRegularFile).toList();
        }
        assertThat(logs.stream().map(f -> f.getFileName().toString()))
                .contains(
                        "referral.log",
                        "eligibility.log",
                        "care-plan.log",
                        "encounter.log",
                        "billing.log",
                        "payer.log");
        assertThat(found(secrets, logs)).isEmpty();
    }

    /** Names the file and the line, and not what stands there. */
    private static List<String> found(List<String> secrets, List<Path> files) throws IOException {
        var found = new ArrayList<String>();
        for (Path file : files) {
            var lines = Files.readString(file, StandardCharsets.ISO_8859_1).split("\n");
            for (int n = 0; n < lines.length; n++) {
                String line = lines[n];
                if (secrets.stream().anyMatch(line::contains)) found.add(file.getFileName() + ", line " + (n + 1));
            }
        }
        return found;
    }

    private Path written(String name, String text) throws IOException {
        return Files.writeString(home.resolve(name), text);
    }

    private Path cast(int run) {
        return home.resolve("cast-" + run);
    }

    /** As {@code ./cs} does it, without asking whether something has to be built. */
    private Ended cs(String module, String... arguments) throws IOException, InterruptedException {
        String main =
                module.equals("journey") ? "org.communitysupport.journey.Journey" : "org.communitysupport.local.Cs";
        Path target = CHECKOUT.resolve("deploy/" + module + "/target");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
                "-Dslf4j.internal.verbosity=ERROR",
                "-Dcs.home=" + home,
                "-cp",
                target.resolve("classes") + ":"
                        + Files.readString(target.resolve("classpath")).strip(),
                main));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("said").toFile());
        builder.environment().put("CS_PORT_SHIFT", shift);
        builder.environment().remove("MONGODB_URI");
        Process process = builder.start();
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            return new Ended(-1, "did not end within ten minutes: " + said());
        }
        return new Ended(process.exitValue(), said());
    }

    private String said() throws IOException {
        return Files.readString(home.resolve("said"), StandardCharsets.UTF_8);
    }
}
