package org.communitysupport.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.communitysupport.local.Home;
import org.communitysupport.log.MongoLaneLog;
import org.communitysupport.parts.MongodBinary;
import org.communitysupport.parts.MongodReplicaSet;
import org.communitysupport.parts.kafka.KafkaBroker;

/**
 * What figures are measured on: a real {@code mongod} and a real broker, set up as {@code ./cs run} sets them up, started when first asked
 * for; how many rounds, and how large everything is. All of it goes when it is closed.
 */
final class Ground implements AutoCloseable {
    private static final int TRIES = 4;

    private final Path root;
    private final Path directory;
    private final double scale;
    private final int rounds;
    private final PrintStream out;
    private MongodReplicaSet mongods;
    private KafkaBroker broker;
    private Services services;
    private int started;
    private int databases;

    /** @param scale 1 is the size that figures are published for */
    Ground(Home home, double scale, int rounds, PrintStream out) {
        this.root = home.root();
        this.scale = scale;
        this.rounds = rounds;
        this.out = out;
        try {
            directory = Files.createTempDirectory(Files.createDirectories(home.local()), "bench-");
        } catch (IOException e) {
            throw new UncheckedIOException("no directory can be made in " + home.local(), e);
        }
    }

    int rounds() {
        return rounds;
    }

    /** So many, or fewer in a trial run. */
    int scaled(int full, int least) {
        return Math.max(least, (int) (full * scale));
    }

    Path root() {
        return root;
    }

    Path directory() {
        return directory;
    }

    void says(String sentence) {
        out.println("  " + sentence);
    }

    /** A client of one's own on the database; close it. */
    synchronized MongoClient mongo() {
        if (mongods == null)
            for (int tried = 1; mongods == null; tried++)
                mongods = started(directory.resolve("mongod-" + tried), tried);
        return MongoClients.create(MongoLaneLog.clientSettings(mongods.uri()));
    }

    /** Between finding a port free and using it somebody else may take it. */
    private static MongodReplicaSet started(Path at, int tried) {
        try {
            int port = MongodReplicaSet.freePorts(1).getFirst();
            var options = new MongodReplicaSet.Options(
                    java.util.List.of(port),
                    10_000,
                    true,
                    java.util.List.of("--setParameter", "diagnosticDataCollectionEnabled=false"));
            return MongodReplicaSet.start(MongodBinary.find(), at, options);
        } catch (org.communitysupport.parts.MongodNode.NotStarted e) {
            if (tried == TRIES) throw e;
            return null;
        }
    }

    /** The broker's address. */
    synchronized String kafka() {
        if (broker == null)
            broker = KafkaBroker.start(
                    root.resolve("deploy/kafka/target/broker"), fresh("kafka"), KafkaBroker.freePort(), true);
        return broker.bootstrap();
    }

    /** The whole system, not started yet when first asked for. */
    synchronized Services services() {
        if (services == null) services = new Services(root, fresh("system"));
        return services;
    }

    private Path fresh(String part) {
        return directory.resolve(part + "-" + ++started);
    }

    /** Ends what was started: what is measured next finds it empty, and has no work of others to catch up with. */
    synchronized void endParts() {
        if (services != null) services.close();
        if (broker != null) broker.close();
        if (mongods != null) mongods.close();
        broker = null;
        mongods = null;
        services = null;
    }

    /** The name of a database that nobody has used. */
    synchronized String database() {
        return "bench_" + ++databases;
    }

    @Override
    public synchronized void close() {
        endParts();
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the directory " + directory + " cannot be deleted", e);
        }
    }
}
