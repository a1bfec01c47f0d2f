package org.communitysupport.runtime;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;
import org.communitysupport.stream.Clients;
import org.eclipse.microprofile.config.Config;

/**
 * What is set for Kafka's own clients: {@code cs.kafka.<name of theirs>}, or in the environment {@code CS_KAFKA_<NAME_OF_THEIRS>}, e.g.
 * {@code CS_KAFKA_SECURITY_PROTOCOL=SASL_SSL}.
 */
@Singleton
class KafkaSettings {
    private static final String PREFIX = "cs.kafka.";
    private static final String BOOTSTRAP = PREFIX + "bootstrap";

    private final Map<String, String> all = new TreeMap<>();

    KafkaSettings(Config config) {
        for (String name : Clients.names())
            config.getOptionalValue(PREFIX + name, String.class).ifPresent(value -> all.put(name, value));
        // What no client knows is refused there by its name and not passed over.
        for (String name : config.getPropertyNames()) {
            String plain = name.startsWith("CS_KAFKA_")
                    ? name.toLowerCase(java.util.Locale.ROOT).replace('_', '.')
                    : name;
            if (plain.startsWith(PREFIX) && !plain.equals(BOOTSTRAP))
                all.putIfAbsent(plain.substring(PREFIX.length()), config.getValue(name, String.class));
        }
    }

    Map<String, String> all() {
        return all;
    }
}
