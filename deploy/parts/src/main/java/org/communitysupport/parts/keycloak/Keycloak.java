package org.communitysupport.parts.keycloak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.communitysupport.parts.ClassArchive;

/**
 * One real Keycloak on 127.0.0.1 with the realm {@code community-support}, as a child process that ends with this JVM. For tests; the
 * launcher takes {@link #prepare}, {@link #command} and {@link #isReady} and holds the process itself.
 */
public final class Keycloak implements AutoCloseable {
    /** Name of the realm, as in the issuer's address. */
    public static final String REALM = "community-support";

    /** What a token must name as audience to be taken by our services. */
    public static final String AUDIENCE = "cs-api";

    private static final String REALM_FILE = "deploy/keycloak/community-support-realm.json";
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Process process;
    private final Process watch;
    private final int port;

    private Keycloak(Process process, Process watch, int port) {
        this.process = process;
        this.watch = watch;
        this.port = port;
    }

    /** It did not come up; the message says why, with the last it wrote. */
    public static final class NotStarted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotStarted(String message) {
            super(message);
        }
    }

    /**
     * Starts one and waits until the realm answers: 10 s with an old directory, 20 s with a new one, and a minute more the first time on a
     * machine.
     *
     * @param directory its own; a second start on it finds the same signing keys
     * @param says is told what takes long
     * @throws KeycloakDistribution.NoKeycloak when it cannot be had
     * @throws NotStarted when it ends or does not answer within four minutes
     */
    public static Keycloak start(Path directory, int port, Consumer<String> says) {
        var distribution = KeycloakDistribution.find(says);
        prepare(distribution, directory, realmFile());
        Path output = directory.resolve("keycloak.log");
        try {
            var builder = new ProcessBuilder(command(distribution, directory, port))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            Process process = builder.start();
            // A child that outlives a killed JVM would hold its port for ever; this one sees its input end and ends it.
            Process watch = new ProcessBuilder("sh", "-c", "cat >/dev/null; kill -9 " + process.pid())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var keycloak = new Keycloak(process, watch, port);
            keycloak.awaitReady(output);
            return keycloak;
        } catch (IOException e) {
            throw new UncheckedIOException("Keycloak cannot be started in " + directory, e);
        }
    }

    private void awaitReady(Path output) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady(port)) {
            boolean late = System.nanoTime() > end;
            if (process.isAlive() && !late) {
                pause(100);
                continue;
            }
            close();
            var lines = Files.readAllLines(output, StandardCharsets.UTF_8);
            throw new NotStarted("Keycloak on port " + port
                    + (late ? " did not answer within " + PATIENCE.toMinutes() + " minutes: " : " ended: ")
                    + String.join(" / ", lines.subList(Math.max(0, lines.size() - 5), lines.size())));
        }
    }

    /** The {@code iss} of its tokens, and {@code quarkus.oidc.auth-server-url}. */
    public String issuer() {
        return issuer(port);
    }

    public static String issuer(int port) {
        return "http://127.0.0.1:" + port + "/realms/" + REALM;
    }

    public Tokens tokens() {
        return new Tokens(issuer());
    }

    public long pid() {
        return process.pid();
    }

    /**
     * Makes a directory that an instance can run in: links to the distribution, the realm to import, data of its own. Where the realm file
     * has changed since the data were written, the data go: a local Keycloak holds nothing that is not in the file.
     */
    public static void prepare(KeycloakDistribution distribution, Path directory, Path realmFile) {
        try {
            Path data = directory.resolve("data");
            Path stamp = directory.resolve("realm.sha256");
            String sum = sha256(realmFile);
            if (!Files.exists(stamp) || !Files.readString(stamp).equals(sum)) KeycloakDistribution.delete(data);
            Files.createDirectories(data.resolve("import"));
            Files.write(data.resolve("import/" + REALM + "-realm.json"), Files.readAllBytes(realmFile));
            Files.writeString(stamp, sum);
            for (String part : List.of("lib", "conf", "providers", "themes"))
                link(directory.resolve(part), distribution.home().resolve(part));
        } catch (IOException e) {
            throw new UncheckedIOException("Keycloak's directory " + directory + " cannot be written", e);
        }
    }

    private static void link(Path link, Path target) throws IOException {
        if (Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(target)) return;
            Files.delete(link);
        }
        Files.createSymbolicLink(link, target);
    }

    /**
     * What runs an instance. Not {@code kc.sh}: that puts a shell between us and the process, keeps its data inside the distribution, and
     * builds again when an argument changes.
     *
     * @param directory as {@link #prepare} made it
     */
    public static List<String> command(KeycloakDistribution distribution, Path directory, int port) {
        Path home = directory.toAbsolutePath();
        String open = "=ALL-UNNAMED";
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx384m",
                "-XX:MaxMetaspaceSize=256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(ClassArchive.options(distribution.home().resolve("lib")));
        command.addAll(List.of(
                "-Dfile.encoding=UTF-8",
                "-Duser.language=en",
                "-Duser.country=US",
                "--add-opens=java.base/java.util" + open,
                "--add-opens=java.base/java.util.concurrent" + open,
                "--add-opens=java.base/java.security" + open,
                "--add-opens=java.base/java.lang" + open,
                "--enable-native-access" + open,
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Dpicocli.disable.closures=true",
                "-Dquarkus-log-max-startup-records=10000",
                "-cp",
                distribution.home().resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                "start",
                "--optimized",
                "--import-realm",
                "--cache=local",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--hostname=http://127.0.0.1:" + port));
        return List.copyOf(command);
    }

    /** Whether the realm answers. */
    public static boolean isReady(int port) {
        var request = HttpRequest.newBuilder(URI.create(issuer(port)))
                .timeout(Duration.ofSeconds(5))
                .build();
        try (var client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The realm of the checkout that this process was started in or below. */
    public static Path realmFile() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent())
            if (Files.exists(at.resolve(REALM_FILE))) return at.resolve(REALM_FILE);
        throw new IllegalStateException("not started inside the checkout: no " + REALM_FILE + " here or above");
    }

    /** Orderly; SIGKILL where that does not help within a minute: the first one on a machine writes its {@link ClassArchive}. */
    @Override
    public void close() {
        watch.destroyForcibly();
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS))
                process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Keycloak", e);
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
