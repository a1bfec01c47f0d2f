package org.communitysupport.parts.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.communitysupport.parts.ClassArchive;

/**
 * A Kafka broker of one node on 127.0.0.1 as a child process. It can be stopped, killed and started again on the same directory and port.
 * Its output goes to {@code kafka.log} beside its data.
 */
public final class KafkaBroker implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path home;
    private final Path directory;
    private final int port;
    private final boolean endWithUs;
    private Process process;

    private KafkaBroker(Path home, Path directory, int port, boolean endWithUs) {
        this.home = home;
        this.directory = directory;
        this.port = port;
        this.endWithUs = endWithUs;
    }

    /** It did not come up; the message says why, on which port, and where its output is. */
    public static final class NotStarted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotStarted(String message) {
            super(message);
        }

        /** Somebody else holds the port; another port may do. */
        public boolean portTaken() {
            return getMessage().contains("is taken by another process");
        }
    }

    /**
     * Where the broker's jars lie: what {@code CS_BROKER_HOME} names, else {@code deploy/kafka/target/broker} of the checkout
     * that holds the working directory.
     *
     * @throws NotStarted when it has not been built
     */
    public static Path home() {
        String named = System.getenv().getOrDefault("CS_BROKER_HOME", "");
        if (!named.isEmpty()) return checked(Path.of(named).toAbsolutePath());
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent())
            if (Files.exists(at.resolve("deploy/kafka/pom.xml")))
                return checked(at.resolve("deploy/kafka/target/broker"));
        throw new NotStarted("No Kafka broker: set CS_BROKER_HOME or start inside the checkout.");
    }

    private static Path checked(Path home) {
        if (Files.isDirectory(home.resolve("lib"))) return home;
        throw new NotStarted("No Kafka broker in " + home + ": build it first (mvn -pl deploy/kafka process-classes).");
    }

    /** A port that was free a moment ago; whoever takes it must bear that somebody else was quicker. */
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback address", e);
        }
    }

    /**
     * Starts it and waits until it serves.
     *
     * @param home see {@link #home()}
     * @param directory its own; data in {@code data}, output in {@code kafka.log}
     * @param endWithUs whether it shall end when this JVM ends or is killed; for tests
     * @throws NotStarted when it ends or does not serve within a minute
     */
    public static KafkaBroker start(Path home, Path directory, int port, boolean endWithUs) {
        var broker = new KafkaBroker(home, directory, port, endWithUs);
        broker.start();
        return broker;
    }

    /** Starts it again after {@link #stop()} or {@link #kill()}. */
    public void start() {
        if (isAlive()) throw new IllegalStateException("the broker on " + bootstrap() + " runs already");
        try {
            Files.createDirectories(directory);
            Files.deleteIfExists(output());
            process = new ProcessBuilder(command())
                    .redirectErrorStream(true)
                    .redirectOutput(output().toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("the Kafka broker cannot be started in " + directory, e);
        }
        awaitReady();
    }

    /** What runs a broker on 127.0.0.1, for a launcher that holds the process itself; it prints {@code READY host:port} when it serves. */
    public static List<String> command(Path home, Path data, int port) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx256m",
                "-XX:+UseSerialGC"));
        command.addAll(ClassArchive.options(home.resolve("lib")));
        command.addAll(List.of(
                "-cp",
                home.resolve("lib").resolve("*").toString(),
                "org.communitysupport.kafka.Broker",
                data.toString(),
                Integer.toString(port)));
        return List.copyOf(command);
    }

    private List<String> command() {
        var command = new ArrayList<>(command(home, directory.resolve("data"), port));
        if (endWithUs) command.add(Long.toString(ProcessHandle.current().pid()));
        return command;
    }

    private void awaitReady() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!wrote().contains("READY " + bootstrap())) {
            if (!process.isAlive()) throw new NotStarted(whyItEnded());
            if (System.nanoTime() > end) {
                kill();
                throw new NotStarted("The Kafka broker on port " + port + " did not serve within "
                        + PATIENCE.toSeconds() + " s, see " + output());
            }
            pause();
        }
    }

    private String whyItEnded() {
        String wrote = wrote();
        String cause = wrote.lines()
                .filter(l -> l.contains("is taken by another process"))
                .findFirst()
                .orElseGet(() -> wrote.lines()
                        .filter(l -> l.contains("Exception"))
                        .findFirst()
                        .orElse("it wrote nothing about it"));
        return "The Kafka broker on port " + port + " ended with code " + process.exitValue() + ": " + cause + " (see "
                + output() + ")";
    }

    private String wrote() {
        try {
            return Files.exists(output()) ? new String(Files.readAllBytes(output()), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotStarted("interrupted while waiting for the Kafka broker");
        }
    }

    /** For clients: {@code 127.0.0.1:port}. */
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** The file that holds what it wrote since its last start. */
    public Path output() {
        return directory.resolve("kafka.log");
    }

    /** SIGKILL. The next start takes some seconds longer: the old session has to run out. */
    public void kill() {
        end(true);
    }

    /** SIGTERM, an orderly end. */
    public void stop() {
        end(false);
    }

    private void end(boolean hard) {
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

    @Override
    public void close() {
        stop();
    }
}
