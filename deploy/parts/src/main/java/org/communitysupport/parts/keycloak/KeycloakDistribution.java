package org.communitysupport.parts.keycloak;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Keycloak's distribution, unpacked and made ready once per machine in {@code ${CS_CACHE:-~/.cache/community-support}}, outside the
 * checkout, so that neither {@code clean} nor another checkout pays for it again. Maven fetches it from wherever Maven fetches.
 *
 * @param home what {@code kc.home.dir} of an instance links to; after this nothing is written to it but the
 *     {@link org.communitysupport.parts.ClassArchive}
 */
public record KeycloakDistribution(Path home) {
    private static final String FETCH = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy";

    /** It cannot be had; the message is one sentence with the cause. */
    public static final class NoKeycloak extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoKeycloak(String why, Throwable cause) {
            super("No Keycloak: " + why, cause);
        }
    }

    /**
     * @param says is told what takes long, before it does
     * @throws NoKeycloak when it is not in the cache and cannot be fetched or made ready
     */
    public static KeycloakDistribution find(Consumer<String> says) {
        return find(System.getenv(), says);
    }

    static KeycloakDistribution find(Map<String, String> env, Consumer<String> says) {
        String name = "keycloak-" + version();
        Path cache = cache(env);
        Path home = cache.resolve(name);
        if (Files.isDirectory(home)) return new KeycloakDistribution(home);
        try {
            Files.createDirectories(cache);
            // Several builds may start at once on a new machine: one fetches, the others wait for it.
            try (var channel = FileChannel.open(
                            cache.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                if (held.isValid() && !Files.isDirectory(home)) make(env, name, cache, home, says);
            }
            return new KeycloakDistribution(home);
        } catch (IOException e) {
            throw new NoKeycloak("the cache " + cache + " cannot be used (" + e.getMessage() + ").", e);
        }
    }

    private static void make(Map<String, String> env, String name, Path cache, Path home, Consumer<String> says)
            throws IOException {
        Path work = Files.createTempDirectory(cache, name + ".part");
        try {
            says.accept("fetching " + name + " (177 MB, once per machine)");
            Path zip = fetch(env, work);
            says.accept("unpacking " + name + " and building its server (about 30 s, once per machine)");
            unzip(zip, work);
            Path fresh = work.resolve(name);
            run(
                    work,
                    Map.of("JAVA_HOME", System.getProperty("java.home"), "JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m"),
                    List.of("bash", fresh.resolve("bin/kc.sh").toString(), "build", "--db=dev-file"));
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(work);
        }
    }

    private static Path fetch(Map<String, String> env, Path work) throws IOException {
        String artifact = "org.keycloak:keycloak-quarkus-dist:" + version() + ":zip";
        run(
                work,
                Map.of("JAVA_HOME", System.getProperty("java.home")),
                List.of(
                        env.getOrDefault("CS_MVN", "mvn"),
                        "-q",
                        "-B",
                        FETCH,
                        "-Dartifact=" + artifact,
                        "-DoutputDirectory=" + work));
        try (var files = Files.list(work)) {
            return files.filter(f -> f.toString().endsWith(".zip"))
                    .findFirst()
                    .orElseThrow(() -> new NoKeycloak("Maven fetched no file for " + artifact + ".", null));
        }
    }

    private static void unzip(Path zip, Path into) throws IOException {
        try (var file = new ZipFile(zip.toFile())) {
            for (Enumeration<? extends ZipEntry> all = file.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                Path target = into.resolve(entry.getName()).normalize();
                if (!target.startsWith(into)) throw new NoKeycloak(zip + " names a file outside itself.", null);
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                try (InputStream in = file.getInputStream(entry)) {
                    Files.copy(in, target);
                }
            }
        }
        Files.delete(zip);
    }

    private static void run(Path work, Map<String, String> more, List<String> command) throws IOException {
        Path output = Files.createTempFile(work, "output", ".txt");
        var builder = new ProcessBuilder(new ArrayList<>(command))
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(output.toFile());
        builder.environment().putAll(more);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new NoKeycloak(command.getFirst() + " cannot be run (" + e.getMessage() + ").", e);
        }
        try {
            if (!process.waitFor(15, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new NoKeycloak(String.join(" ", command) + " did not end within 15 minutes.", null);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new NoKeycloak("interrupted while it was made ready.", e);
        }
        if (process.exitValue() != 0)
            throw new NoKeycloak(
                    String.join(" ", command) + " failed: "
                            + Files.readString(output).strip().replaceAll("\\s*\\R\\s*", " / "),
                    null);
    }

    static Path cache(Map<String, String> env) {
        String named = env.getOrDefault("CS_CACHE", "");
        return named.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache", "community-support")
                : Path.of(named).toAbsolutePath();
    }

    static String version() {
        try (InputStream in = KeycloakDistribution.class.getResourceAsStream("keycloak.properties")) {
            var properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path tree) throws IOException {
        if (Files.notExists(tree, java.nio.file.LinkOption.NOFOLLOW_LINKS)) return;
        try (var files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }
}
