package org.communitysupport.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.communitysupport.billing.projection.ClaimsView;
import org.communitysupport.local.OwnSystem;
import org.communitysupport.parts.keycloak.Keycloak;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole system as {@code ./cs run} starts it, on free ports and with data of its own: the demo twice, then {@code ./cs verify}. While
 * the second one plays, the first one's claims are read and their view is built anew; its history is taken away before and after. One start for
 * all that is asserted here.
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
    private final AtomicInteger calls = new AtomicInteger();
    private final Set<String> claimsSeen = ConcurrentHashMap.newKeySet();
    private Ended first;
    private Ended second;
    private Ended verified;
    private Ended exported;
    private Ended exportedAgain;
    private List<Ended> rebuilt;
    private String claim;

    private record Ended(int code, String said) {}

    @BeforeAll
    void the_demo_plays_twice_and_everything_is_verified() throws IOException, InterruptedException {
        for (String shared : SHARED) Files.createSymbolicLink(home.resolve(shared), CHECKOUT.resolve(shared));
        shift = Integer.toString(OwnSystem.freeShift());
        var started = cs("local", "run", "--detach");
        assertThat(started.code).as(started.said).isZero();
        first = cs("journey", "demo", "--cast-file", cast(1).toString());
        exported = cs("console", "history", "export", "--out", export("one").toString());
        claim = firstClaim();
        // The person's claims are settled: nothing that the second story does changes them.
        var playing = atOnce(() -> unchecked("journey", "demo", "--cast-file", cast(2).toString()));
        var reading = atOnce(() -> {
            while (!playing.isDone()) claimsSeen.add(claims());
            return null;
        });
        rebuilt = List.of(
                cs("console", "views", "rebuild", "claims"),
                cs("console", "views", "back", "claims"),
                cs("console", "views", "flip", "claims", Integer.toString(ClaimsView.VIEW.version() + 1)));
        second = playing.join();
        reading.join();
        exportedAgain = cs(
                "console",
                "history",
                "export",
                "--out",
                export("again").toString(),
                "--to",
                export("one").toString());
        verified = cs("journey", "verify");
    }

    /** On a thread of its own: the common pool of a machine with two cores has one, and would do one after the other. */
    private static <T> CompletableFuture<T> atOnce(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> Thread.ofVirtual().start(task));
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
    void a_views_answers_stay_the_same_while_it_is_built_anew_flipped_and_taken_back() {
        for (var step : rebuilt) assertThat(step.code).as(step.said).isZero();
        assertThat(claimsSeen).hasSize(1).first().asString().contains(claim);
    }

    @Test
    void the_same_history_is_the_same_bytes_though_a_second_story_has_been_played() {
        assertThat(exported.code).as(exported.said).isZero();
        assertThat(exportedAgain.code).as(exportedAgain.said).isZero();
        for (String file : List.of("events.jsonl", "manifest.json"))
            assertThat(export("again").resolve(file))
                    .hasSameBinaryContentAs(export("one").resolve(file));
        assertThat(export("one").resolve("events.jsonl")).content().hasLineCount(events(exported));
        assertThat(events(exported)).isGreaterThan(500);
    }

    private static int events(Ended export) {
        return Integer.parseInt(export.said.lines().toList().getLast().split(" ")[0]);
    }

    @Test
    void a_claim_is_told_from_referral_to_dollar() throws IOException, InterruptedException {
        var shown = cs("console", "history", "show", claim);
        assertThat(shown.code).as(shown.said).isZero();
        assertThat(shown.said)
                .containsSubsequence(
                        "Referral received",
                        "Medical necessity confirmed",
                        "Service ordered",
                        "Claim built",
                        "Claim paid")
                .contains("judged by REF-1")
                .contains("upon ");
        var unknown = cs("console", "history", "show", claim + "9");
        assertThat(unknown.code).isOne();
        assertThat(unknown.said).contains("Nothing is recorded under " + claim + "9");
    }

    @Test
    void history_names_nobody_but_to_a_privacy_officer_who_says_what_for() throws IOException, InterruptedException {
        var secrets = Files.readAllLines(cast(1));
        var shown = cs("console", "history", "show", claim);
        assertThat(found(
                        secrets,
                        List.of(
                                export("one").resolve("events.jsonl"),
                                export("one").resolve("manifest.json"),
                                written("shown", shown.said))))
                .isEmpty();
        var opening = List.of("console", "history", "export", "--open", "--purpose", "complaint-review", "--out");
        assertThat(cs(with(opening, export("curious").toString())).code).isOne();
        assertThat(export("curious")).doesNotExist();
        var opened = cs(with(opening, export("opened").toString(), "--as", "riverbend-privacy-officer"));
        assertThat(opened.code).as(opened.said).isZero();
        assertThat(found(secrets, List.of(export("opened").resolve("events.jsonl"))))
                .isNotEmpty();
    }

    @Test
    void who_is_no_analyst_takes_nothing_and_another_agency_finds_nothing() throws IOException, InterruptedException {
        var refused = cs("console", "history", "export", "--out", export("no").toString(), "--as", "riverbend-staff");
        assertThat(refused.code).isOne();
        assertThat(refused.said).contains("403");
        assertThat(export("no")).doesNotExist();
        var foreign =
                cs("console", "history", "export", "--out", export("other").toString(), "--as", "foothills-analyst");
        assertThat(events(foreign)).isZero();
    }

    private String firstClaim() throws IOException {
        var claims = Pattern.compile("\"type\":\"billing\\.ClaimPaid\\..*\"claim\":\"([^\"]+)\"");
        try (Stream<String> lines = Files.lines(export("one").resolve("events.jsonl"))) {
            return lines.map(claims::matcher)
                    .filter(Matcher::find)
                    .map(m -> m.group(1))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** What billing answers about all claims of the claim's person. */
    private String claims() {
        try {
            int port = 8085 + Integer.parseInt(shift);
            var request = HttpRequest.newBuilder(URI.create(
                            "http://127.0.0.1:" + port + "/v1/claims?person=" + claim.substring(0, claim.indexOf('.'))))
                    .header("Authorization", "Bearer " + token())
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private String token;
    private Instant tokenUntil = Instant.MIN;

    private String token() throws IOException, InterruptedException {
        if (Instant.now().isBefore(tokenUntil)) return token;
        var request = HttpRequest.newBuilder(
                        URI.create(Keycloak.issuer(8180 + Integer.parseInt(shift)) + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "client_id=cs-console&grant_type=password&username=riverbend-biller&password=local-only"))
                .build();
        var answer = new ObjectMapper()
                .readTree(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        token = answer.path("access_token").asText();
        tokenUntil = Instant.now().plusSeconds(answer.path("expires_in").asLong() - 30);
        return token;
    }

    private Path export(String name) {
        return home.resolve("export-" + name);
    }

    private static String[] with(List<String> command, String... more) {
        return Stream.concat(command.stream(), Stream.of(more)).toArray(String[]::new);
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

    private Ended unchecked(String... call) {
        try {
            return cs(call);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As {@code ./cs} does it, without asking whether something has to be built. @param call module and arguments */
    private Ended cs(String... call) throws IOException, InterruptedException {
        String main =
                switch (call[0]) {
                    case "journey" -> "org.communitysupport.journey.Journey";
                    case "console" -> "org.communitysupport.console.Console";
                    default -> "org.communitysupport.local.Cs";
                };
        Path target = CHECKOUT.resolve("deploy/" + call[0] + "/target");
        Path said = home.resolve("said-" + calls.incrementAndGet());
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
        command.addAll(List.of(call).subList(1, call.length));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().put("CS_PORT_SHIFT", shift);
        builder.environment().remove("MONGODB_URI");
        builder.environment().remove("CS_TOKEN");
        builder.environment().remove("CS_SERVICES");
        Process process = builder.start();
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            return new Ended(-1, "did not end within ten minutes: " + Files.readString(said, StandardCharsets.UTF_8));
        }
        return new Ended(process.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
    }
}
