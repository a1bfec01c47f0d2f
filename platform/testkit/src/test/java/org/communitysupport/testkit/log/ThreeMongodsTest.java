package org.communitysupport.testkit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.testkit.log.LaneLogConformance.AT_NOON;
import static org.communitysupport.testkit.log.LaneLogConformance.atOnce;
import static org.communitysupport.testkit.log.LaneLogConformance.awaitThat;
import static org.communitysupport.testkit.log.LaneLogConformance.commit;
import static org.communitysupport.testkit.log.LaneLogConformance.read;
import static org.communitysupport.testkit.log.LaneLogConformance.untilDefinite;

import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandSucceededEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.communitysupport.kernel.Lanes;
import org.communitysupport.log.HashChain;
import org.communitysupport.log.LaneLog;
import org.communitysupport.log.LogOptions;
import org.communitysupport.log.MongoLaneLog;
import org.communitysupport.log.StoredCommit;
import org.communitysupport.parts.MongodNode;
import org.communitysupport.parts.MongodReplicaSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Three real nodes that lose their primary. */
class ThreeMongodsTest {
    private static MongodReplicaSet set;

    private final String database = Mongods.database("failover");
    private final AtomicInteger duplicatesWithoutMajority = new AtomicInteger();
    private MongoClient client;
    private LaneLog log;

    @BeforeAll
    static void startThree() {
        set = Mongods.replicaSet(3, 2000);
    }

    @AfterAll
    static void stopThree() {
        set.killAll();
    }

    /** The whole suite again, now with a majority to wait for. */
    @Nested
    class Suite implements LaneLogConformance {
        @Override
        public LogWorld newWorld() {
            return new MongoLogWorld(set.uri(), set.awaitPrimary().port());
        }
    }

    @Nested
    class FailOver {
        @BeforeEach
        void open() {
            client = MongoClients.create(MongoClientSettings.builder(MongoLaneLog.clientSettings(set.uri()))
                    .addCommandListener(new DuplicateCounter())
                    .build());
            log = another();
        }

        private LaneLog another() {
            var options = LogOptions.defaults()
                    .withTimes(Duration.ofMillis(1300), Duration.ofSeconds(30))
                    .withFatal(Throwable::printStackTrace);
            return MongoLaneLog.open(client, database, "test", AT_NOON, options);
        }

        @AfterEach
        void close() {
            set.nodes().stream().filter(MongodNode::isAlive).forEach(MongodNode::thaw);
            log.close();
            client.close();
            set.nodes().stream().filter(n -> !n.isAlive()).forEach(MongodNode::start);
            set.awaitAll();
        }

        @Test
        void loses_nothing_it_acknowledged_and_doubles_nothing_when_the_primary_is_killed_under_load() {
            // Two processes write the same lanes: whoever loses a slot takes the next, also across a fail-over.
            var logs = List.of(log, another());
            var acknowledged = new AtomicInteger();
            var enough = new AtomicBoolean();
            var load = CompletableFuture.supplyAsync(() -> atOnce(8, i -> {
                var mine = new ArrayList<StoredCommit>();
                for (int n = 0; !enough.get(); n++) {
                    mine.add(untilDefinite(logs.get(i % 2), commit((i + n) % Lanes.COUNT, i + "-" + n, 1)));
                    acknowledged.incrementAndGet();
                }
                return mine;
            }));
            for (int kill = 0; kill < 2; kill++) {
                awaitMore(acknowledged, 300);
                var primary = set.awaitPrimary();
                primary.kill();
                awaitMore(acknowledged, 300);
                primary.start();
                set.awaitAll();
            }
            enough.set(true);
            var stored = load.join().stream().flatMap(List::stream).toList();
            logs.getLast().close();

            assertThat(read(log)).containsExactlyInAnyOrderElementsOf(stored);
            assertChainsAreWhole();
        }

        @Test
        void takes_no_duplicate_key_for_a_proof_when_the_primary_is_cut_off() {
            var stored = new ArrayList<StoredCommit>();
            // The trap shuts when the primary gives up between a call and its repeat; on a slow machine it may take
            // another try.
            for (int round = 0; round < 3 && duplicatesWithoutMajority.get() == 0; round++)
                stored.addAll(writeWhileCutOff(round));

            assertThat(duplicatesWithoutMajority).hasPositiveValue();
            assertThat(read(log)).containsExactlyInAnyOrderElementsOf(stored);
            assertChainsAreWhole();
        }

        /**
         * The first call puts its documents on the primary alone and gets no answer; its repeat meets them there: a duplicate key for
         * documents that are gone after the fail-over.
         */
        private List<StoredCommit> writeWhileCutOff(int round) {
            var stored = new ArrayList<StoredCommit>();
            for (int lane = 0; lane < 4; lane++)
                stored.add(untilDefinite(log, commit(lane, round + "-before" + lane, 1)));
            var cutOff = set.cutOffPrimary();
            var answers = new ArrayList<CompletableFuture<StoredCommit>>();
            for (int i = 0; i < 8; i++) {
                var commit = commit(i % 4, round + "-alone" + i, 1);
                var answer = new CompletableFuture<StoredCommit>();
                Thread.ofPlatform().daemon().start(() -> answer.complete(untilDefinite(log, commit)));
                answers.add(answer);
            }
            awaitThat("the primary to give up", () -> !cutOff.isPrimary());
            assertThat(answers).noneMatch(CompletableFuture::isDone);
            set.failOverFrom(cutOff);
            answers.forEach(a -> stored.add(a.join()));
            cutOff.start();
            set.awaitAll();
            return stored;
        }

        private void assertChainsAreWhole() {
            var heads = log.heads();
            for (int lane = 0; lane < Lanes.COUNT; lane++)
                assertThat(HashChain.verify(client.getDatabase(database), lane).commits())
                        .isEqualTo(heads.get(lane));
        }

        private static void awaitMore(AtomicInteger counter, int more) {
            int wanted = counter.get() + more;
            awaitThat(more + " more commits", () -> counter.get() >= wanted);
        }
    }

    private final class DuplicateCounter implements CommandListener {
        @Override
        public void commandSucceeded(CommandSucceededEvent event) {
            if (event.getCommandName().equals("insert")
                    && event.getResponse().containsKey("writeErrors")
                    && event.getResponse().containsKey("writeConcernError"))
                duplicatesWithoutMajority.incrementAndGet();
        }
    }
}
