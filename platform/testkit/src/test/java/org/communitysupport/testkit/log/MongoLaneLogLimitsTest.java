package org.communitysupport.testkit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.communitysupport.testkit.log.LaneLogConformance.AT_NOON;
import static org.communitysupport.testkit.log.LaneLogConformance.awaitThat;
import static org.communitysupport.testkit.log.LaneLogConformance.commit;
import static org.communitysupport.testkit.log.LaneLogConformance.read;
import static org.communitysupport.testkit.log.LaneLogConformance.stored;
import static org.communitysupport.testkit.log.LaneLogConformance.untilDefinite;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.kernel.Lanes;
import org.communitysupport.log.LaneLog;
import org.communitysupport.log.LogOptions;
import org.communitysupport.log.MongoLaneLog;
import org.communitysupport.parts.MongodNode;
import org.communitysupport.parts.MongodReplicaSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a caller meets when the store stands still, is wrong, or the process itself is at its end. */
class MongoLaneLogLimitsTest {
    private static MongodReplicaSet set;

    private final String database = Mongods.database("limits");
    private MongoClient client;

    @BeforeAll
    static void startOne() {
        set = Mongods.replicaSet(1, 2000);
    }

    @AfterAll
    static void stopOne() {
        set.killAll();
    }

    @BeforeEach
    void connect() {
        client = MongoClients.create(MongoLaneLog.clientSettings(set.uri()));
    }

    @AfterEach
    void thaw() {
        set.nodes().forEach(MongodNode::thaw);
        client.close();
    }

    @Test
    void what_stands_under_a_key_is_found_without_a_look_at_the_rest_of_its_lane() {
        try (var log = open(AT_NOON, LogOptions.defaults())) {
            int lane = Lanes.of("agency", "k1");
            for (int i = 0; i < 200; i++) stored(log.append(commit(lane, "agency/day/other" + i, 1)));
            stored(log.append(commit(lane, "agency/file/k1", 1)));
            stored(log.append(commit(lane, "agency/day/k1/d1", 1)));
            var db = client.getDatabase(database);
            db.runCommand(new Document("profile", 2));
            try {
                assertThat(log.about("agency", "k1", 0, 10)).hasSize(2);
            } finally {
                db.runCommand(new Document("profile", 0));
            }
            assertThat(db.getCollection("system.profile")
                            .find(new Document("command.find", MongoLaneLog.COLLECTION))
                            .map(d -> d.getInteger("docsExamined"))
                            .into(new ArrayList<>()))
                    .isNotEmpty()
                    .allMatch(examined -> examined <= 2);
        }
    }

    private MongoLaneLog open(BusinessClock clock, LogOptions options) {
        return MongoLaneLog.open(client, database, "test", clock, options);
    }

    @Test
    void a_caller_is_told_at_its_deadline_and_the_repeat_finds_one_effect() {
        var options = LogOptions.defaults().withTimes(Duration.ofMillis(200), Duration.ofMillis(600));
        try (var log = open(AT_NOON, options)) {
            stored(log.append(commit(1, "a", 1)));
            set.nodes().getFirst().freeze();
            var command = commit(1, "b", 1);
            assertThatThrownBy(() -> log.append(command))
                    .isInstanceOf(LaneLog.Unavailable.class)
                    .hasMessageContaining(command.commandId().toString());
            set.nodes().getFirst().thaw();
            assertThat(untilDefinite(log, command).seq()).isEqualTo(2);
            assertThat(stored(log.append(commit(1, "c", 1))).seq()).isEqualTo(3);
            assertThat(read(log)).hasSize(3);
        }
    }

    @Test
    void more_than_may_wait_are_refused_at_once_and_the_others_are_stored() {
        var options = LogOptions.defaults()
                .withTimes(Duration.ofSeconds(5), Duration.ofSeconds(30))
                .withMaxWaiting(3);
        try (var log = open(AT_NOON, options)) {
            stored(log.append(commit(1, "a", 1)));
            set.nodes().getFirst().freeze();
            var answers = new ArrayList<CompletableFuture<LaneLog.Appended>>();
            // The same lane: the first is under way, the next three wait for it.
            for (int i = 0; i < 4; i++) {
                var commit = commit(1, "b" + i, 1);
                var answer = new CompletableFuture<LaneLog.Appended>();
                var caller = Thread.ofPlatform().daemon().start(() -> answer.complete(log.append(commit)));
                answers.add(answer);
                int waiting = i;
                awaitThat(
                        "commit " + i + " to wait",
                        () -> caller.getState() == Thread.State.TIMED_WAITING && log.waiting() == waiting);
            }
            assertThatThrownBy(() -> log.append(commit(2, "c", 1)))
                    .isInstanceOf(LaneLog.Unavailable.class)
                    .hasMessageContaining("3 commits wait");
            set.nodes().getFirst().thaw();
            answers.forEach(a -> stored(a.join()));
            stored(log.append(commit(2, "c", 1)));
        }
    }

    @Test
    void a_committer_that_cannot_go_on_ends_the_process_and_leaves_no_caller_hanging() {
        var ended = new AtomicReference<Throwable>();
        var options = LogOptions.defaults().withFatal(ended::set);
        BusinessClock broken = () -> {
            throw new OutOfMemoryError("as in a test");
        };
        try (var log = open(broken, options)) {
            assertThatThrownBy(() -> log.append(commit(1, "a", 1)))
                    .isInstanceOf(LaneLog.Unavailable.class)
                    .hasMessageContaining("broke down");
            awaitThat("the process to be ended", () -> ended.get() instanceof OutOfMemoryError);
            assertThatThrownBy(() -> log.append(commit(2, "b", 1))).isInstanceOf(LaneLog.Unavailable.class);
        }
    }

    @Test
    void does_not_open_over_an_index_that_guards_nothing() {
        client.getDatabase(database)
                .getCollection(MongoLaneLog.COLLECTION)
                .createIndex(Indexes.ascending("command.id"), new IndexOptions().name("command_id"));
        assertThatThrownBy(() -> open(AT_NOON, LogOptions.defaults()))
                .isInstanceOf(LaneLog.Corrupt.class)
                .hasMessageContaining(database);
    }
}
