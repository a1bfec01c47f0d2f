package org.communitysupport.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import java.time.Duration;
import org.communitysupport.kernel.Position;
import org.communitysupport.log.StoredCommit;
import org.communitysupport.parts.MongodNode;
import org.communitysupport.parts.MongodReplicaSet;
import org.communitysupport.testkit.kafka.Brokers;
import org.communitysupport.testkit.log.Mongods;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database that views live in loses its primary; the log is elsewhere and goes on. */
class FailOverTest {
    private static final Duration SOON = Duration.ofSeconds(45);
    private MongodReplicaSet set;
    private World source;
    private World fed;

    @BeforeEach
    void open() {
        set = Mongods.replicaSet(3, 5000);
        source = new World();
        fed = new World(Brokers.shared(), set.uri(), source.service, Mongods.database("failover"));
    }

    @AfterEach
    void close() {
        fed.close();
        source.close();
        set.killAll();
    }

    @Test
    void no_cursor_passes_a_row_that_only_the_lost_primary_had() {
        source.relay();
        var tally = fed.tally(1);
        var views = new Views(fed.projections(tally));
        views.await(tally, at(source.note("a", "before")), SOON);

        var lost = set.awaitPrimary();
        var others = set.nodes().stream().filter(node -> node != lost).toList();
        // Not frozen: what the primary had sent them by then they would read when they thaw.
        others.forEach(MongodNode::kill);
        var alone = source.note("b", "written to the lost primary alone");
        try (var direct = MongoClients.create("mongodb://" + lost.host() + "/?directConnection=true")) {
            var rows = RowStore.collection(direct.getDatabase(fed.database.getName()), "tally", 1);
            Await.until(
                    "the row stands on the primary that is cut off",
                    () -> rows.countDocuments(Filters.eq("key", "b")) == 1);
        }
        lost.kill();
        others.forEach(MongodNode::start);

        views.await(tally, at(alone), SOON);
        assertThat(views.get(tally, World.TENANT, "b")).isPresent();
    }

    private Position at(StoredCommit commit) {
        return new Position(source.service, commit.lane(), commit.seq());
    }
}
