package org.communitysupport.stream;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The Kafka clients, set up so that an outage is waited out and nothing is ever skipped. */
final class Clients {
    private Clients() {}

    private static Properties common(String bootstrap) {
        var p = new Properties();
        p.put("bootstrap.servers", bootstrap);
        p.put("reconnect.backoff.ms", 50);
        p.put("reconnect.backoff.max.ms", 500);
        p.put("retry.backoff.ms", 50);
        p.put("request.timeout.ms", 10_000);
        p.put("default.api.timeout.ms", 15_000);
        p.put("enable.metrics.push", false);
        return p;
    }

    static Admin admin(String bootstrap) {
        return Admin.create(common(bootstrap));
    }

    static KafkaProducer<String, byte[]> producer(String bootstrap) {
        var p = common(bootstrap);
        p.remove("default.api.timeout.ms");
        p.putAll(Map.of(
                "enable.idempotence",
                true,
                "acks",
                "all",
                // For ever: giving up on one record while later ones go through would leave a hole.
                "delivery.timeout.ms",
                Integer.MAX_VALUE,
                "max.block.ms",
                5_000,
                "linger.ms",
                1,
                "batch.size",
                128 << 10,
                "buffer.memory",
                16 << 20,
                "max.request.size",
                2 << 20));
        return new KafkaProducer<>(p, new StringSerializer(), new ByteArraySerializer());
    }

    static KafkaConsumer<String, byte[]> consumer(String bootstrap, int maxRecords) {
        var p = common(bootstrap);
        p.putAll(Map.of(
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "none",
                "allow.auto.create.topics",
                false,
                "max.poll.records",
                maxRecords,
                "fetch.max.bytes",
                8 << 20,
                "max.partition.fetch.bytes",
                2 << 20,
                // Only the longest time that an idle fetch rests at the broker; a record ends it at once.
                "fetch.max.wait.ms",
                200));
        return new KafkaConsumer<>(p, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
