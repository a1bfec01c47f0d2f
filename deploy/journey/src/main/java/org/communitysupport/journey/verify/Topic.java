package org.communitysupport.journey.verify;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.communitysupport.kernel.Lanes;

/** Reads a topic from its beginning to where it ends now. */
final class Topic {
    private Topic() {}

    static List<TopicCheck.Record> read(String bootstrap, String service) {
        var config = Map.<String, Object>of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        var partitions = IntStream.range(0, Lanes.COUNT)
                .mapToObj(p -> new TopicPartition("cs." + service + ".events.v1", p))
                .toList();
        var all = new ArrayList<TopicCheck.Record>();
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p)))
                consumer.poll(Duration.ofMillis(200)).forEach(r -> all.add(record(r)));
        }
        return all;
    }

    private static TopicCheck.Record record(ConsumerRecord<String, String> r) {
        return new TopicCheck.Record(
                Integer.parseInt(header(r, "ce_lane")),
                Long.parseLong(header(r, "ce_sequence")),
                Integer.parseInt(header(r, "ce_index")),
                header(r, "ce_commithash"),
                r.value());
    }

    private static String header(ConsumerRecord<String, String> r, String name) {
        var header = r.headers().lastHeader(name);
        if (header == null)
            throw new Difference(
                    r.topic() + " partition " + r.partition() + " offset " + r.offset() + " has no " + name);
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
