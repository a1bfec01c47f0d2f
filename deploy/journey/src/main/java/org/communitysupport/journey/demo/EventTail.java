package org.communitysupport.journey.demo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.communitysupport.kernel.Lanes;

/** Reads the topics of all services from now on and tells of each event, as any subscriber could. */
final class EventTail implements AutoCloseable {
    private final KafkaConsumer<String, String> consumer;
    private final Thread thread;

    /** @param latency from the commit to here */
    record Seen(String service, String type, String position, String aggregate, String data, Duration latency) {}

    EventTail(String bootstrap, List<String> services, Consumer<Seen> tell) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "20"),
                new StringDeserializer(),
                new StringDeserializer());
        var partitions = services.stream()
                .flatMap(s ->
                        IntStream.range(0, Lanes.COUNT).mapToObj(p -> new TopicPartition("cs." + s + ".events.v1", p)))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        thread = Thread.ofPlatform().name("event-tail").daemon().start(() -> read(tell));
    }

    private void read(Consumer<Seen> tell) {
        try (consumer) {
            while (true) for (var entry : consumer.poll(Duration.ofMillis(200))) tell.accept(seen(entry));
        } catch (WakeupException closed) {
            return; // close() woke us
        }
    }

    private static Seen seen(ConsumerRecord<String, String> entry) {
        String type = header(entry, "ce_type");
        return new Seen(
                header(entry, "ce_source").replace("/cs/", ""),
                type,
                header(entry, "ce_id"),
                entry.key(),
                entry.value(),
                Duration.between(Instant.parse(header(entry, "ce_recordedat")), Instant.now()));
    }

    private static String header(ConsumerRecord<String, String> entry, String name) {
        Header header = entry.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** For a try that needs nothing of it but that it runs. */
    void use() {}

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
