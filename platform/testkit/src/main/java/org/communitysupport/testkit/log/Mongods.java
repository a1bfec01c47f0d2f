package org.communitysupport.testkit.log;

import java.nio.file.Path;
import java.util.UUID;
import org.communitysupport.parts.MongodBinary;
import org.communitysupport.parts.MongodNode;
import org.communitysupport.parts.MongodReplicaSet;
import org.communitysupport.testkit.Scratch;

/** Real MongoDB for tests: {@code MONGODB_URI} when it is set, else one node per JVM that ends with it. */
public final class Mongods {
    /** A system property and no field: tests of Quarkus load this class more than once in one JVM. */
    private static final String SHARED = "cs.testkit.mongod.uri";

    private static final int TRIES = 5;

    private Mongods() {}

    /** The address of the MongoDB that all tests of this JVM share; take a {@link #database fresh database} in it. */
    public static String shared() {
        String given = System.getenv("MONGODB_URI");
        if (given != null && !given.isEmpty()) return given;
        synchronized (System.class) {
            String uri = System.getProperty(SHARED);
            if (uri == null) {
                var set = replicaSet(1, 2000);
                uri = set.uri();
                System.setProperty(SHARED, uri);
            }
            return uri;
        }
    }

    /** A name that no other test uses. */
    public static String database(String prefix) {
        return prefix + '_' + UUID.randomUUID().toString().substring(0, 13).replace('-', '_');
    }

    /**
     * A replica set of one's own, to hurt; in a directory of its own that goes with it.
     *
     * @param electionTimeoutMillis how long the nodes bear a silent primary
     */
    public static MongodReplicaSet replicaSet(int nodes, int electionTimeoutMillis) {
        Path directory = Scratch.directory("cs-mongod-");
        var set = start(nodes, electionTimeoutMillis, directory);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            set.killAll();
            Scratch.delete(directory);
        }));
        return set;
    }

    private static MongodReplicaSet start(int nodes, int electionTimeoutMillis, Path directory) {
        for (int tried = 1; ; tried++) {
            try {
                return MongodReplicaSet.start(
                        MongodBinary.find(),
                        directory.resolve("try" + tried),
                        MongodReplicaSet.Options.forTests(nodes, electionTimeoutMillis));
            } catch (MongodNode.NotStarted e) {
                // Between finding a port free and using it, another build may have taken it.
                if (tried == TRIES || !String.valueOf(e.getMessage()).contains("Address already in use")) throw e;
            }
        }
    }
}
