package org.communitysupport.stream;

import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The Kafka clients, set up so that an outage is waited out and nothing is ever skipped. How they reach the broker (TLS, SASL, rack …) and
 * how they are tuned is for whoever runs them; what our promises rest on is not.
 */
public final class Clients {
    /** Another value of these would lose, double or reorder events. */
    private static final Map<String, Object> OURS_TO_WRITE = Map.of(
            "enable.idempotence",
            true,
            "acks",
            "all",
            // For ever: giving up on one record while later ones go through would leave a hole.
            "delivery.timeout.ms",
            Integer.MAX_VALUE);

    private static final Map<String, Object> OURS_TO_READ = Map.of(
            "enable.auto.commit",
            false,
            "auto.offset.reset",
            "none",
            "allow.auto.create.topics",
            false,
            "isolation.level",
            "read_uncommitted");

    private static final Set<String> OURS = Set.of(
            "bootstrap.servers",
            "group.id",
            "group.instance.id",
            "group.protocol",
            "transactional.id",
            "retries",
            "max.in.flight.requests.per.connection",
            "max.poll.records",
            "partitioner.class",
            "partition.assignment.strategy",
            "key.serializer",
            "value.serializer",
            "key.deserializer",
            "value.deserializer",
            "interceptor.classes");

    private final String bootstrap;
    private final Map<String, String> settings;

    private Clients(String bootstrap, Map<String, String> settings) {
        this.bootstrap = bootstrap;
        this.settings = settings;
    }

    public static Clients at(String bootstrap) {
        return at(bootstrap, Map.of());
    }

    /**
     * @param settings of Kafka's own clients by their names, e.g. {@code security.protocol}; each goes to the clients that know it
     * @throws IllegalStateException in one sentence, when no client knows one of them or our promises rest on it
     */
    public static Clients at(String bootstrap, Map<String, String> settings) {
        var known = names();
        for (String name : new TreeSet<>(settings.keySet())) {
            if (OURS.contains(name) || OURS_TO_WRITE.containsKey(name) || OURS_TO_READ.containsKey(name))
                throw new IllegalStateException(
                        "cs.kafka." + name + " cannot be set: what is promised about events rests on our value.");
            if (!known.contains(name) && !name.startsWith("sasl.") && !name.startsWith("ssl."))
                throw new IllegalStateException("cs.kafka." + name + " is no setting of Kafka's clients.");
        }
        return new Clients(bootstrap, Map.copyOf(settings));
    }

    /** Of every setting that some client of Kafka knows. */
    public static Set<String> names() {
        var names = new TreeSet<>(ProducerConfig.configNames());
        names.addAll(ConsumerConfig.configNames());
        names.addAll(AdminClientConfig.configNames());
        return names;
    }

    private Properties common(Set<String> known) {
        var p = new TreeMap<String, Object>(Map.of(
                "bootstrap.servers", bootstrap,
                "reconnect.backoff.ms", 50,
                "reconnect.backoff.max.ms", 500,
                "retry.backoff.ms", 50,
                "request.timeout.ms", 10_000,
                "default.api.timeout.ms", 15_000,
                "enable.metrics.push", false));
        p.keySet().retainAll(known);
        var properties = new Properties();
        properties.putAll(p);
        return properties;
    }

    private void add(Properties p, Set<String> known) {
        settings.forEach((name, value) -> {
            if (known.contains(name) || name.startsWith("sasl.") || name.startsWith("ssl.")) p.put(name, value);
        });
    }

    public Admin admin() {
        var p = common(AdminClientConfig.configNames());
        add(p, AdminClientConfig.configNames());
        return Admin.create(p);
    }

    KafkaProducer<String, byte[]> producer() {
        var p = common(ProducerConfig.configNames());
        p.putAll(Map.of(
                "max.block.ms", 5_000,
                "linger.ms", 1,
                "batch.size", 128 << 10,
                "buffer.memory", 16 << 20,
                "max.request.size", 2 << 20));
        add(p, ProducerConfig.configNames());
        p.putAll(OURS_TO_WRITE);
        return new KafkaProducer<>(p, new StringSerializer(), new ByteArraySerializer());
    }

    /** Takes part in a group and reads nothing: its partitions are paused as they come. */
    KafkaConsumer<String, byte[]> member(String group, Optional<String> name) {
        var p = common(ConsumerConfig.configNames());
        p.putAll(Map.of("session.timeout.ms", 10_000, "heartbeat.interval.ms", 2_000, "max.poll.interval.ms", 60_000));
        add(p, ConsumerConfig.configNames());
        p.putAll(OURS_TO_READ);
        p.put("group.id", group);
        name.ifPresent(n -> p.put("group.instance.id", n));
        p.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
        return new KafkaConsumer<>(p, new StringDeserializer(), new ByteArrayDeserializer());
    }

    KafkaConsumer<String, byte[]> consumer(int maxRecords) {
        var p = common(ConsumerConfig.configNames());
        p.putAll(Map.of(
                "max.poll.records",
                maxRecords,
                "fetch.max.bytes",
                8 << 20,
                "max.partition.fetch.bytes",
                2 << 20,
                // Only the longest time that an idle fetch rests at the broker; a record ends it at once.
                "fetch.max.wait.ms",
                200));
        add(p, ConsumerConfig.configNames());
        p.putAll(OURS_TO_READ);
        return new KafkaConsumer<>(p, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
