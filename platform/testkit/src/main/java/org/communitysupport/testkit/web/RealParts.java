package org.communitysupport.testkit.web;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.communitysupport.testkit.kafka.Brokers;
import org.communitysupport.testkit.log.Mongods;

/**
 * For {@code @QuarkusTestResource(RealParts.class)}: a real mongod and a real broker, once per JVM, databases and a key file of this JVM's
 * own, and {@link Tokens} instead of a realm.
 */
public final class RealParts implements QuarkusTestResourceLifecycleManager {
    /** A system property and no field: tests of Quarkus load this class more than once in one JVM. */
    private static final String RUN = "cs.testkit.run";

    @Override
    public Map<String, String> start() {
        String run = run();
        var config = new HashMap<String, String>();
        config.put("cs.profile", "local");
        config.put("cs.mongodb.uri", Mongods.shared());
        config.put("cs.kafka.bootstrap", Brokers.shared());
        config.put("cs.database.suffix", '_' + run);
        config.put("cs.database.keys", "keys_" + run);
        config.put("cs.database.shared", "platform_" + run);
        config.put("cs.keys.file", keyFile(run).toString());
        config.put("cs.packs.dir", packs().toString());
        config.put("quarkus.oidc.auth-server-url", "");
        config.put("quarkus.oidc.public-key", Tokens.publicKey());
        config.put("quarkus.http.test-port", "0");
        // Tests knock without a token more often than a stranger may.
        config.put("cs.web.denied-per-second", "100000");
        return config;
    }

    @Override
    public void stop() {}

    /** Part of the names of all databases of this JVM. */
    public static String run() {
        synchronized (System.class) {
            String run = System.getProperty(RUN);
            if (run == null) {
                run = UUID.randomUUID().toString().substring(0, 8);
                System.setProperty(RUN, run);
            }
            return run;
        }
    }

    private static Path keyFile(String run) {
        try {
            Path directory = Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"), "cs-test-" + run));
            Path file = directory.resolve("master-key.json");
            // Deleted in the opposite order.
            directory.toFile().deleteOnExit();
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path packs() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path packs = at.resolve("deploy/policy-packs");
            if (Files.isDirectory(packs)) return packs;
        }
        throw new IllegalStateException("deploy/policy-packs is in no directory above this one");
    }
}
