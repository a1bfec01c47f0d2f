package org.communitysupport.bench;

import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.communitysupport.stream.Topics;

/** The raw side of the broker: topics as the services make them, producer and consumer with the settings that the services use. */
final class Topic {
    private Topic() {}

    static void make(String bootstrap, String service) {
        try (var admin = Admin.create(at(bootstrap))) {
            Topics.ensure(admin, service, true);
        }
    }

    /** A producer with the settings of the relay's. */
    static final class Sender implements AutoCloseable {
        private final KafkaProducer<String, byte[]> producer;
        private final Set<Integer> met = new HashSet<>();

        Sender(String bootstrap) {
            var p = at(bootstrap);
            p.putAll(Map.of(
                    "enable.idempotence",
                    true,
                    "acks",
                    "all",
                    "linger.ms",
                    5,
                    "batch.size",
                    128 << 10,
                    "buffer.memory",
                    16 << 20,
                    "max.request.size",
                    2 << 20));
            producer = new KafkaProducer<>(p, new StringSerializer(), new ByteArraySerializer());
        }

        /**
         * The first record of a partition is waited for: a broker that has nothing to compare with takes whatever batch of a new producer
         * comes first, and were that the second, it would refuse the first.
         */
        void send(ProducerRecord<String, byte[]> record, Callback told) {
            producer.send(record, told);
            if (met.add(record.partition())) producer.flush();
        }

        @Override
        public void close() {
            producer.close();
        }
    }

    static KafkaConsumer<String, byte[]> consumer(String bootstrap) {
        var p = at(bootstrap);
        p.putAll(Map.of(
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "none",
                "max.poll.records",
                2_000,
                "fetch.max.bytes",
                8 << 20,
                "max.partition.fetch.bytes",
                2 << 20));
        return new KafkaConsumer<>(p, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static Properties at(String bootstrap) {
        var p = new Properties();
        p.put("bootstrap.servers", bootstrap);
        p.put("enable.metrics.push", false);
        return p;
    }
}
