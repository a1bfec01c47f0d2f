package org.communitysupport.testkit.kafka;

import java.nio.file.Path;
import org.communitysupport.parts.kafka.KafkaBroker;
import org.communitysupport.testkit.Scratch;

/** Real Kafka for tests: {@code CS_KAFKA_BOOTSTRAP} when it is set, else one broker per JVM that ends with it. */
public final class Brokers {
    /** A system property and no field: tests of Quarkus load this class more than once in one JVM. */
    private static final String SHARED = "cs.testkit.kafka.bootstrap";

    private static final int TRIES = 5;

    private Brokers() {}

    /** The address of the broker that all tests of this JVM share; name topics and services so that they do not meet. */
    public static String shared() {
        String given = System.getenv("CS_KAFKA_BOOTSTRAP");
        if (given != null && !given.isEmpty()) return given;
        synchronized (System.class) {
            String bootstrap = System.getProperty(SHARED);
            if (bootstrap == null) {
                bootstrap = own().bootstrap();
                System.setProperty(SHARED, bootstrap);
            }
            return bootstrap;
        }
    }

    /** A broker of one's own, to hurt; in a directory of its own that goes with it. */
    public static KafkaBroker own() {
        Path directory = Scratch.directory("cs-kafka-");
        for (int tried = 1; ; tried++) {
            try {
                var broker = KafkaBroker.start(
                        KafkaBroker.home(), directory.resolve("try" + tried), KafkaBroker.freePort(), true);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    broker.kill();
                    Scratch.delete(directory);
                }));
                return broker;
            } catch (KafkaBroker.NotStarted e) {
                // Between finding a port free and using it, another build may have taken it.
                if (tried == TRIES || !e.portTaken()) throw e;
            }
        }
    }
}
