package org.communitysupport.parts;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.bson.Document;

/**
 * One {@code mongod} on 127.0.0.1 as a child process, member of a replica set. It can be stopped, killed, frozen and started again on the
 * same directory. Its output goes to {@code mongod.log} beside its data.
 */
public final class MongodNode implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path binary;
    private final Path directory;
    private final int port;
    private final List<String> more;
    private final boolean endWithUs;
    private Process process;
    private Process watch;

    private MongodNode(Path binary, Path directory, int port, List<String> more, boolean endWithUs) {
        this.binary = binary;
        this.directory = directory;
        this.port = port;
        this.more = List.copyOf(more);
        this.endWithUs = endWithUs;
    }

    /** It did not come up; the message says on which port and what it last wrote. */
    public static final class NotStarted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotStarted(String message) {
            super(message);
        }
    }

    /**
     * Starts it and waits until it answers; it is member of no set yet when the directory is new.
     *
     * @param directory its own; data in {@code data}, output in {@code mongod.log}
     * @param endWithUs whether it shall end when this JVM is killed; for tests
     * @param more further arguments of {@code mongod}
     * @throws NotStarted when it ends or does not answer within a minute
     */
    public static MongodNode start(Path binary, Path directory, int port, boolean endWithUs, String... more) {
        var node = new MongodNode(binary, directory, port, List.of(more), endWithUs);
        node.start();
        return node;
    }

    public int port() {
        return port;
    }

    public String host() {
        return "127.0.0.1:" + port;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Whether it says of itself that it is primary; one that was cut off says so until it notices. */
    public boolean isPrimary() {
        return isAlive() && says("isWritablePrimary");
    }

    boolean says(String role) {
        try (MongoClient client = direct()) {
            return client.getDatabase("admin")
                    .runCommand(new Document("hello", 1))
                    .getBoolean(role, false);
        } catch (MongoException e) {
            return false;
        }
    }

    /** The file that holds what it wrote. */
    public Path output() {
        return directory.resolve("mongod.log");
    }

    /** What runs a node on 127.0.0.1 as member of the set, for a launcher that holds the process itself. */
    public static List<String> command(Path binary, Path data, int port) {
        return List.of(
                binary.toString(),
                "--dbpath",
                data.toString(),
                "--port",
                Integer.toString(port),
                "--bind_ip",
                "127.0.0.1",
                "--nounixsocket",
                "--replSet",
                MongodReplicaSet.NAME,
                "--wiredTigerCacheSizeGB",
                "0.25",
                // Commits and rows go to leaves all over the trees. With the usual 5 % of so small a cache the same
                // leaves
                // were written again and again: four tenths of mongod's CPU time of a referral.
                "--wiredTigerEngineConfigString",
                "eviction_dirty_target=50,eviction_dirty_trigger=80,eviction_updates_target=30,eviction_updates_trigger=60");
    }

    /** A node that somebody else started: it can be talked to, nothing else. */
    static MongodNode at(int port) {
        return new MongodNode(null, null, port, List.of(), false);
    }

    /** Starts it again on its directory after {@link #stop()} or {@link #kill()}. */
    public void start() {
        if (isAlive()) throw new IllegalStateException(host() + " runs already");
        try {
            Files.createDirectories(directory.resolve("data"));
            var command = new ArrayList<>(command(binary, directory.resolve("data"), port));
            command.addAll(more);
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()))
                    .start();
            if (endWithUs) watch = watch(process.pid());
        } catch (IOException e) {
            throw new UncheckedIOException("mongod cannot be started in " + directory, e);
        }
        awaitAnswer();
    }

    /** A child that outlives a killed JVM would hold memory for ever; this one sees its input end and ends it. */
    private static Process watch(long pid) throws IOException {
        return new ProcessBuilder("sh", "-c", "cat >/dev/null; kill -9 " + pid)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void awaitAnswer() {
        try (MongoClient client = direct()) {
            await("mongod on port " + port + " to answer, see " + output(), PATIENCE, () -> {
                if (!process.isAlive()) throw new NotStarted(whyItEnded());
                try {
                    // Somebody else's server may hold the port and answer for it while ours is about to give up.
                    var status = client.getDatabase("admin").runCommand(new Document("serverStatus", 1));
                    return status.get("pid", Number.class).longValue() == process.pid();
                } catch (MongoException e) {
                    return false;
                }
            });
        }
    }

    private String whyItEnded() {
        String cause = "";
        try {
            for (String line : Files.readAllLines(output(), StandardCharsets.UTF_8))
                if (line.contains("\"s\":\"E\"") || line.contains("\"s\":\"F\"") || !line.startsWith("{"))
                    cause = line.contains("Address already in use") || cause.isEmpty() ? line : cause;
        } catch (IOException e) {
            cause = "its output cannot be read: " + e.getMessage();
        }
        return "mongod on port " + port + " ended with code " + process.exitValue() + ": " + cause + " (see " + output()
                + ")";
    }

    /** A client of this node alone, with short patience: for administration. */
    MongoClient direct() {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString("mongodb://" + host() + "/?directConnection=true"))
                .applyToClusterSettings(c -> c.serverSelectionTimeout(2, TimeUnit.SECONDS))
                .applyToServerSettings(s -> s.heartbeatFrequency(200, TimeUnit.MILLISECONDS)
                        .minHeartbeatFrequency(50, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(
                        s -> s.connectTimeout(2, TimeUnit.SECONDS).readTimeout(30, TimeUnit.SECONDS))
                .build());
    }

    /** SIGKILL: whatever was not in the journal is gone. */
    public void kill() {
        end(true);
    }

    /** SIGTERM, an orderly end. */
    public void stop() {
        end(false);
    }

    private void end(boolean hard) {
        if (watch != null) {
            watch.destroyForcibly();
            watch = null;
        }
        if (process == null) return;
        try {
            if (hard) process.destroyForcibly();
            else process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                process.waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** SIGSTOP: it holds its connections and answers nobody, as behind a broken network. */
    public void freeze() {
        signal("-STOP");
    }

    /** SIGCONT. */
    public void thaw() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            int code = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (code != 0) throw new IllegalStateException("kill " + signal + " of " + host() + " gave " + code);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    static void await(String what, Duration patience, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end)
                throw new NotStarted("waited " + patience.toSeconds() + " s in vain for " + what);
            MongodBinary.pause(20);
        }
    }
}
