package org.communitysupport.testkit.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.Lanes;
import org.communitysupport.kernel.Position;
import org.communitysupport.testkit.kafka.Brokers;

/**
 * Another service's topic, for the test of a consumer: events as that service would publish them, on the real broker. Written by hand and
 * not with the code of the relay, so that it holds the consumer to the published language. One event a commit.
 */
public final class Foreign {
    private final String service;
    private final String topic;

    private Foreign(String service) {
        this.service = service;
        this.topic = "cs." + service + ".events.v1";
    }

    /** Makes the topic when there is none. */
    public static Foreign service(String service) {
        var foreign = new Foreign(service);
        try (var admin = admin()) {
            admin.createTopics(List.of(new NewTopic(foreign.topic, Lanes.COUNT, (short) 1)
                            .configs(Map.of("retention.ms", "-1", "cleanup.policy", "delete"))))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        foreign.awaitLeaders();
        return foreign;
    }

    /** A topic is there a moment before its partitions have somebody to write to. */
    private void awaitLeaders() {
        Awaits.until(
                () -> {
                    try {
                        for (int lane = 0; lane < Lanes.COUNT; lane++) end(lane);
                        return true;
                    } catch (IllegalStateException notYet) {
                        return false;
                    }
                },
                true);
    }

    /**
     * Publishes the next event of the aggregate's lane and returns its position.
     *
     * @param event name without the service, e.g. {@code ReferralAccepted}; version 1
     * @param json its data; for a personal field see {@link #sealed}
     */
    public Position publish(AggregateId aggregate, String event, String json) {
        return publish(aggregate, event, 1, Instant.now(), json);
    }

    public synchronized Position publish(AggregateId aggregate, String event, int schema, Instant at, String json) {
        long previous = end(aggregate.lane());
        var position = new Position(service, aggregate.lane(), previous + 1);
        var sent =
                new ProducerRecord<>(topic, aggregate.lane(), aggregate.text(), json.getBytes(StandardCharsets.UTF_8));
        headers(aggregate, position, service + '.' + event + ".v" + schema, at)
                .forEach((name, value) -> sent.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", Brokers.shared(), "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(sent).get();
            return position;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** A sealed personal value as it stands in an event; {@code cipher} from the vault of the service under test. */
    public static String sealed(String person, String field, String cipher) {
        return "{\"person\":\"" + person + "\",\"field\":\"" + field + "\",\"sealed\":\"" + cipher + "\"}";
    }

    private Map<String, String> headers(AggregateId aggregate, Position position, String type, Instant at) {
        return Map.ofEntries(
                Map.entry("content-type", "application/json"),
                Map.entry("ce_specversion", "1.0"),
                Map.entry("ce_id", position + ":0"),
                Map.entry("ce_type", type),
                Map.entry("ce_source", "/cs/" + service),
                Map.entry("ce_subject", aggregate.text()),
                Map.entry("ce_time", at.toString()),
                Map.entry("ce_recordedat", at.toString()),
                Map.entry("ce_lane", Integer.toString(position.lane())),
                Map.entry("ce_sequence", Long.toString(position.seq())),
                Map.entry("ce_index", "0"),
                Map.entry("ce_last", "true"),
                Map.entry("ce_previous", Long.toString(position.seq() - 1)),
                Map.entry("ce_commithash", "0".repeat(64)),
                Map.entry("ce_tenant", aggregate.tenant()),
                Map.entry("ce_actor", "test"),
                Map.entry("ce_aggversion", Long.toString(position.seq())),
                Map.entry("ce_correlation", UUID.randomUUID().toString()));
    }

    /** One record a commit and nobody else writes here: the end of the partition is the newest position. */
    private long end(int lane) {
        var partition = new TopicPartition(topic, lane);
        try (var admin = admin()) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static Admin admin() {
        return Admin.create(Map.<String, Object>of("bootstrap.servers", Brokers.shared()));
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(e);
    }
}
