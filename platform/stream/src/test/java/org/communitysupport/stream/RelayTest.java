package org.communitysupport.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.communitysupport.testkit.kafka.Brokers;
import org.communitysupport.testkit.log.InMemoryLaneLog;
import org.communitysupport.testkit.log.Mongods;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayTest {
    private World world;

    @BeforeEach
    void open() {
        world = new World();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void untilPublished(Relay relay, int lane, long seq) {
        Await.until("lane " + lane + " is published to " + seq, () -> {
            assertThat(relay.problem()).isEmpty();
            return relay.published().getOrDefault(lane, 0L) >= seq;
        });
    }

    @Test
    void publishes_every_event_of_a_lane_in_order_as_cloud_events() {
        var relay = world.relay();
        var key = world.keyOn(3, 0);
        var first = world.note(key, "one", "two");
        world.note(world.keyOn(3, 1), "three");
        untilPublished(relay, 3, 2);

        assertThat(world.published(3)).containsExactly("1.0", "1.1", "2.0");
        var envelope = world.published().get(3).get(1);
        assertThat(envelope).isEqualTo(EventRecords.envelope(world.service, first, 1));
        assertThat(envelope.last()).isTrue();
        assertThat(envelope.version()).isEqualTo(2);
        try (var consumer = world.kafka.consumer(10)) {
            var partition = new TopicPartition(Topics.of(world.service), 3);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var record = consumer.poll(Duration.ofSeconds(10)).iterator().next();
            var headers = new TreeMap<String, String>();
            record.headers().forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
            assertThat(headers)
                    .containsEntry("ce_specversion", "1.0")
                    .containsEntry("ce_id", world.service + ":3:1:0")
                    .containsEntry("ce_type", world.service + ".Noted.v1")
                    .containsEntry("ce_source", "/cs/" + world.service)
                    .containsEntry("ce_subject", "riverbend/thing/" + key)
                    .containsEntry("ce_lane", "3")
                    .containsEntry("ce_sequence", "1")
                    .containsEntry("ce_index", "0")
                    .containsEntry("ce_last", "false")
                    .containsEntry("ce_previous", "0")
                    .containsEntry("ce_commithash", first.hash())
                    .containsEntry("ce_tenant", "riverbend")
                    .containsEntry("ce_correlation", "correlation-1")
                    .containsKeys("ce_time", "ce_recordedat", "ce_traceparent", "ce_aggversion")
                    .doesNotContainKey("ce_causation");
            assertThat(record.key()).isEqualTo("riverbend/thing/" + key);
            assertThat(world.plain(record.value()))
                    .isEqualTo(first.commit().events().getFirst().data());
        }
    }

    @Test
    void publishes_what_another_instance_has_stored() {
        var relay = world.relay();
        world.note(world.keyOn(4, 0), "one");
        untilPublished(relay, 4, 1);
        try (var other = world.instance()) {
            world.append(other, world.keyOn(4, 0), List.of(new World.Noted("x", "two", 1)));
        }
        untilPublished(relay, 4, 2);
        assertThat(world.published(4)).containsExactly("1.0", "2.0");
    }

    @Test
    void goes_on_where_the_topic_ends_after_a_restart() throws Exception {
        var relay = world.relay();
        world.note(world.keyOn(5, 0), "one");
        untilPublished(relay, 5, 1);
        world.stop(relay);
        world.note(world.keyOn(5, 0), "two");
        untilPublished(world.relay(), 5, 2);
        assertThat(world.published(5)).containsExactly("1.0", "2.0");
    }

    @Test
    void publishes_a_commit_again_whose_last_event_is_not_on_the_topic() {
        world.makeTopic();
        world.publishByHand(world.note(world.keyOn(2, 0), "one", "two"), 0);
        untilPublished(world.relay(), 2, 1);
        assertThat(world.published(2)).containsExactly("1.0", "1.0", "1.1");
    }

    @Test
    void publishes_again_from_a_hole_near_the_end_that_a_crash_left() {
        world.makeTopic();
        var key = world.keyOn(2, 0);
        world.publishByHand(world.note(key, "one"), 0);
        world.note(key, "two");
        world.publishByHand(world.note(key, "three"), 0);
        untilPublished(world.relay(), 2, 3);
        assertThat(world.published(2)).containsExactly("1.0", "3.0", "2.0", "3.0");
    }

    @Test
    void stops_with_a_sentence_when_the_log_is_behind_its_topic() {
        world.makeTopic();
        var restored = new InMemoryLaneLog(world.service, Instant::now);
        var key = world.keyOn(7, 0);
        world.publishByHand(world.note(key, "one"), 0);
        world.publishByHand(world.note(key, "two"), 0);
        var relay = world.opened(new Relay(restored, world.kafka, world.ownership, true, world.meters));
        relay.start();
        Await.until("it has stopped", () -> relay.problem().isPresent());
        assertThat(relay.problem().orElseThrow())
                .contains("ends at " + world.service + ":7:0", "holds " + world.service + ":7:2", "behind its topic");
        assertThat(world.published(7)).containsExactly("1.0", "2.0");
        assertThatThrownBy(() -> relay.rewind(7, 1)).hasMessageContaining("behind its topic");
    }

    @Test
    void stops_with_a_sentence_when_the_log_differs_from_its_topic() {
        world.makeTopic();
        var other = new InMemoryLaneLog(world.service, Instant::now);
        var key = world.keyOn(7, 0);
        world.publishByHand(world.note(key, "one"), 0);
        world.note(key, "two");
        world.append(other, world.keyOn(7, 1), List.of(new World.Noted("x", "else", 1)));
        world.append(other, world.keyOn(7, 2), List.of(new World.Noted("x", "more", 1)));
        var relay = world.opened(new Relay(other, world.kafka, world.ownership, true, world.meters));
        relay.start();
        Await.until("it has stopped", () -> relay.problem().isPresent());
        assertThat(relay.problem().orElseThrow()).contains("differs from its topic at " + world.service + ":7:1");
        assertThat(world.published(7)).containsExactly("1.0");
    }

    @Test
    void fills_a_deleted_topic_again_from_the_log() throws Exception {
        var relay = world.relay();
        var key = world.keyOn(1, 0);
        world.note(key, "one");
        world.note(key, "two");
        untilPublished(relay, 1, 2);
        world.deleteTopic();
        world.note(key, "three");
        Await.until("the topic is there again, whole", () -> {
            try {
                return world.published(1).equals(List.of("1.0", "2.0", "3.0"));
            } catch (RuntimeException e) {
                return false;
            }
        });
    }

    @Test
    void fills_a_topic_again_that_lacks_its_beginning_and_removes_the_headless_records() {
        world.makeTopic();
        var key = world.keyOn(1, 0);
        world.note(key, "one");
        world.publishByHand(world.note(key, "two"), 0);
        world.note(key, "three");
        untilPublished(world.relay(), 1, 3);
        Await.value(() -> world.published(1), found -> assertThat(found).containsExactly("1.0", "2.0", "3.0"));
    }

    @Test
    void publishes_a_lane_again_on_demand() {
        var relay = world.relay();
        var key = world.keyOn(4, 0);
        for (String text : List.of("one", "two", "three")) world.note(key, text);
        untilPublished(relay, 4, 3);
        relay.rewind(4, 2);
        Await.value(() -> world.published(4), found -> assertThat(found)
                .containsExactly("1.0", "2.0", "3.0", "2.0", "3.0"));
    }

    @Test
    void refuses_a_topic_that_forgets() throws Exception {
        try (Admin admin = world.kafka.admin()) {
            admin.createTopics(List.of(new NewTopic(Topics.of(world.service), 16, (short) 1)
                            .configs(Map.of("retention.ms", "1000"))))
                    .all()
                    .get();
        }
        var relay = world.relay();
        Await.until("it has stopped", () -> relay.problem().isPresent());
        assertThat(relay.problem().orElseThrow()).contains("has retention.ms=1000 and not -1");
    }

    @Test
    void waits_out_a_broker_that_is_killed_and_leaves_no_hole() throws Exception {
        var broker = Brokers.own();
        try (var own = new World(broker.bootstrap(), Mongods.shared())) {
            var relay = own.relay();
            var key = own.keyOn(6, 0);
            own.note(key, "one");
            untilPublished(relay, 6, 1);
            broker.kill();
            for (int i = 0; i < 50; i++) own.note(key, "more");
            broker.start();
            untilPublished(relay, 6, 51);
            var seen = own.published().get(6);
            Mark mark = Mark.START;
            for (var e : seen) {
                assertThat(mark.step(e)).isNotEqualTo(Mark.Step.EARLY);
                if (mark.step(e) == Mark.Step.NEXT) mark = Mark.of(e);
            }
            assertThat(mark.seq()).isEqualTo(51);
            assertThat(relay.lag()).isZero();
        } finally {
            broker.kill();
        }
    }
}
