package org.communitysupport.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.communitysupport.kernel.Lanes;
import org.communitysupport.stream.Topics;

/**
 * Follows referrals to their last effect, from outside: that the person is identified stands on the topic, that the board and eligibility have
 * it is what their positions say. Works with every release that has both.
 */
final class Settling implements AutoCloseable {
    private static final Set<String> IDENTIFIED =
            Set.of("referral.ReferralIdentified", "referral.ReferralDuplicateDetected");
    private static final Duration LOOK = Duration.ofMillis(100);

    private final KafkaConsumer<String, byte[]> topic;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ObjectMapper json = new ObjectMapper();
    private final int referralPort;
    private final int eligibilityPort;
    private final Supplier<String> token;
    private final Map<Integer, Deque<Long>> identified = new HashMap<>();
    private final Thread thread;
    private volatile long settled;
    private volatile RuntimeException failure;
    private volatile boolean closed;

    /** @param token for asking how far the services have come */
    Settling(String bootstrap, int referralPort, int eligibilityPort, Supplier<String> token) {
        this.referralPort = referralPort;
        this.eligibilityPort = eligibilityPort;
        this.token = token;
        topic = Topic.consumer(bootstrap);
        List<TopicPartition> lanes = IntStream.range(0, Lanes.COUNT)
                .mapToObj(lane -> new TopicPartition(Topics.of("referral"), lane))
                .toList();
        topic.assign(lanes);
        topic.seekToEnd(lanes);
        lanes.forEach(topic::position);
        thread = Thread.ofPlatform().name("settling").start(this::follow);
    }

    /** Referrals since it was made that are identified, on the board and known to eligibility. */
    long settled() {
        if (failure != null) throw failure;
        return settled;
    }

    private void follow() {
        try {
            String bearer = token.get();
            long looked = System.nanoTime();
            while (!closed) {
                for (var record : topic.poll(LOOK)) read(record);
                if (System.nanoTime() - looked < LOOK.toNanos()) continue;
                looked = System.nanoTime();
                if (!identified.isEmpty()) settle(reached(bearer));
            }
        } catch (RuntimeException e) {
            failure = e;
        } finally {
            topic.close();
        }
    }

    private void read(ConsumerRecord<String, byte[]> record) {
        String type = header(record, "ce_type");
        if (IDENTIFIED.contains(type.substring(0, type.lastIndexOf('.'))))
            identified
                    .computeIfAbsent(record.partition(), lane -> new ArrayDeque<>())
                    .addLast(Long.parseLong(header(record, "ce_sequence")));
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private void settle(Map<Integer, Long> reached) {
        long more = 0;
        for (var lane : identified.entrySet()) {
            long to = reached.getOrDefault(lane.getKey(), 0L);
            for (; !lane.getValue().isEmpty() && lane.getValue().getFirst() <= to; more++)
                lane.getValue().removeFirst();
        }
        settled += more;
    }

    /** How far the board, and all of eligibility that reads referral's topic, have come in each lane of it. */
    private Map<Integer, Long> reached(String bearer) {
        var least = new HashMap<Integer, Long>();
        add(least, positions(referralPort, bearer), "view:referrals:");
        add(least, positions(eligibilityPort, bearer), "");
        return least;
    }

    /** One that has not taken its first event yet is not among them. */
    private static void add(Map<Integer, Long> least, JsonNode positions, String consumers) {
        for (var consumer : positions.path("consumers").properties()) {
            var lanes = consumer.getValue().path("referral");
            if (!consumer.getKey().startsWith(consumers) || lanes.isMissingNode()) continue;
            for (int lane = 0; lane < Lanes.COUNT; lane++)
                least.merge(lane, lanes.path(Integer.toString(lane)).asLong(), Math::min);
        }
    }

    private JsonNode positions(int port, String bearer) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/positions"))
                .header("Authorization", "Bearer " + bearer)
                .timeout(Duration.ofSeconds(30))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200)
                throw new IllegalStateException("/v1/positions was answered with " + answer.statusCode());
            return json.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException("/v1/positions gave no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        Traffic.join(List.of(thread));
    }
}
