package org.communitysupport.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.Filters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.bson.Document;
import org.communitysupport.kernel.Lanes;
import org.communitysupport.kernel.Position;
import org.communitysupport.kernel.View;
import org.communitysupport.log.StoredCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several instances of one service, beside each other, one after the other, and one that does not know yet that it is out. */
class InstancesTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final World a = World.first();
    private final List<World> others = new ArrayList<>();
    private final AtomicBoolean broken = new AtomicBoolean();

    @AfterEach
    void close() {
        others.forEach(World::close);
        a.close();
    }

    private World joined() {
        var world = a.beside("");
        others.add(world);
        world.group().start();
        return world;
    }

    private void left(World world) {
        others.remove(world);
        world.close();
    }

    private void untilShared(World... worlds) {
        Await.until("every lane has one owner", () -> {
            var lanes = new HashSet<Integer>();
            int count = 0;
            for (World world : worlds) {
                lanes.addAll(world.group().owned().keySet());
                count += world.group().owned().size();
                if (world.group().owned().isEmpty()) return false;
            }
            return lanes.size() == Lanes.COUNT && count == Lanes.COUNT;
        });
    }

    private Position at(StoredCommit commit) {
        return new Position(a.service, commit.lane(), commit.seq());
    }

    /** Everything that a service runs. */
    private ProjectionRunner running(World world) {
        world.relay();
        var runner = world.projections(world.tally(1));
        world.reactions(world.commands(), CrashTest.reaction(world));
        return runner;
    }

    @Test
    void lanes_are_shared_with_who_joins_and_come_back_from_who_leaves_under_a_higher_epoch() {
        a.group().start();
        Await.until("one has all", a.group()::ownsAll);
        var before = a.group().owned();
        var b = joined();
        untilShared(a, b);
        assertThat(a.group().owned()).hasSize(Lanes.COUNT / 2);
        var moved = new HashSet<>(b.group().owned().keySet());
        moved.forEach(lane -> assertThat(b.group().owned().get(lane)).isGreaterThan(before.get(lane)));
        left(b);
        Await.until("one has all again", a.group()::ownsAll);
        moved.forEach(lane -> assertThat(a.group().owned().get(lane)).isEqualTo(before.get(lane) + 2));
    }

    @Test
    void each_lane_is_published_read_and_reacted_to_once_and_positions_are_right_on_both() {
        a.group().start();
        var b = joined();
        untilShared(a, b);
        var onA = new Views(running(a));
        var onB = new Views(running(b));
        var tally = a.tally(1);
        var last = new HashMap<String, StoredCommit>();
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            String key = a.keyOn(lane, 0);
            a.note(key, "one", "two");
            last.put(key, a.note(key, "three"));
        }
        last.forEach((key, commit) -> {
            onB.await(tally, at(commit), SOON);
            onA.await(tally, at(commit), SOON);
            b.untilReached("reaction:WhenNotedThenEnter", commit);
            a.untilReached("reaction:WhenNotedThenEnter", commit);
            assertThat(onB.get(tally, World.TENANT, key).orElseThrow().row().texts())
                    .isEqualTo(List.of("one", "two", "three"));
            assertThat(b.ledger(key)).containsExactly("one", "two", "three");
        });
        a.published().forEach((lane, events) -> assertThat(
                        events.stream().filter(e -> e.type().endsWith(".Noted")))
                .hasSize(3));
        var positions =
                new Positions(b.log, b.opened(new Relay(b.log, b.kafka, b.ownership, true, b.meters)), b.progress);
        last.values().forEach(commit -> assertThat(
                        positions.all().consumers().get("view:tally:v1").get(a.service))
                .hasEntrySatisfying(commit.lane(), seq -> assertThat(seq).isGreaterThanOrEqualTo(commit.seq())));
    }

    /** O-01: the other one answered 504 for ever. */
    @Test
    @Tag("O-01")
    void o01_a_rebuild_asked_of_one_is_fed_by_all_and_serves_on_all() {
        a.group().start();
        var b = joined();
        untilShared(a, b);
        var runner = running(a);
        var other = running(b);
        var tally = a.tally(1);
        for (int lane = 0; lane < Lanes.COUNT; lane++)
            new Views(runner).await(tally, at(a.note(a.keyOn(lane, 0), "before")), SOON);
        int generation = runner.rebuild("tally");
        for (ProjectionRunner one : List.of(runner, other))
            Await.until(
                    "it serves everywhere",
                    () -> one.find("tally").orElseThrow().serving() == generation);
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            String key = a.keyOn(lane, 0);
            var after = a.note(key, "after");
            for (ProjectionRunner one : List.of(runner, other)) {
                new Views(one).await(tally, at(after), SOON);
                assertThat(new Views(one)
                                .get(tally, World.TENANT, key)
                                .orElseThrow()
                                .row()
                                .texts())
                        .containsExactly("before", "after");
            }
        }
        // O-06: none of them makes the rows of a dropped generation anew.
        other.drop("tally", 1);
        Await.until("nobody feeds it", () -> !runner.has("view:tally:v1") && !other.has("view:tally:v1"));
        new Views(runner).await(tally, at(a.note(a.keyOn(0, 0), "later")), SOON);
        Await.until(
                "its rows are gone",
                () -> !a.database.listCollectionNames().into(new ArrayList<>()).contains("tally__v1"));
        assertThat(runner.find("tally").orElseThrow().serving()).isEqualTo(generation);
    }

    private View<World.Tally> fragile() {
        return View.of("tally", 1, World.Tally.class)
                .on(a.type("Noted"), World.Noted.class, e -> e.data().key(), (row, e) -> {
                    if (broken.get()) throw new IllegalStateException("this fold is broken");
                    return World.tallied(row, e.data());
                })
                .ignores(a.type("Told"), a.type("Entered"));
    }

    /** O-05: it stayed parked at the other one. */
    @Test
    @Tag("O-05")
    void o05_a_key_is_healed_by_the_instance_that_works_on_it_whoever_was_asked() {
        a.group().start();
        var b = joined();
        untilShared(a, b);
        a.relay();
        b.relay();
        var view = fragile();
        var onA = a.projections(view);
        var onB = b.projections(view);
        var askA = a.parking(onA, a.reactions(a.commands()));
        b.parking(onB, b.reactions(b.commands()));
        int theirs = b.group().owned().keySet().iterator().next();
        String key = a.keyOn(theirs, 0);
        broken.set(true);
        new Views(onA).await(view, at(a.note(key, "one")), SOON);
        String id = askA.list().getFirst().id();
        assertThat(askA.heal(id).orElseThrow().error()).contains("this fold is broken");
        broken.set(false);
        assertThat(askA.heal(id).orElseThrow().free()).isTrue();
        assertThat(askA.list()).isEmpty();
        new Views(onA).await(view, at(a.note(key, "two")), SOON);
        var row = new Views(onA).get(view, World.TENANT, key).orElseThrow();
        assertThat(row.row().texts()).containsExactly("one", "two");
        assertThat(row.stale()).isFalse();
    }

    @Test
    void one_that_does_not_know_that_it_is_out_writes_nothing_that_counts() {
        a.group().start();
        Await.until("it has all", a.group()::ownsAll);
        var stale = Map.of(7, a.group().owned().get(7));
        // As the next owner does.
        var lanes = a.database.getCollection("lanes");
        lanes.updateOne(Filters.eq("_id", 7), new Document("$inc", new Document("epoch", 1L)));
        var next = Map.of(7, stale.get(7) + 1);

        var cursors = new Cursors(a.database);
        cursors.claim("view:tally:v1", List.of(a.service), next);
        var mine = new Cursors.Cursor(5, new Mark(3, 0, true), "hash");
        var ahead = new Cursors.Cursor(9, new Mark(6, 0, true), "hash");
        var topic = Uuid.randomUuid();
        cursors.save(List.of(new Cursors.Move("view:tally:v1", a.service, topic, Map.of(7, mine), next)));
        cursors.save(List.of(new Cursors.Move("view:tally:v1", a.service, topic, Map.of(7, ahead), stale)));
        assertThat(cursors.load("view:tally:v1", List.of(a.service))
                        .get(a.service)
                        .lanes())
                .containsEntry(7, mine);

        var parked = ParkingLot.collection(a.database);
        assertThatThrownBy(() ->
                        a.group().fenced(stale, session -> parked.insertOne(session, new Document("_id", "nothing"))))
                .isInstanceOf(Ownership.Lost.class);
        assertThat(parked.find(Filters.eq("_id", "nothing")).first()).isNull();
        a.group().fenced(next, session -> parked.insertOne(session, new Document("_id", "something")));
        assertThat(parked.find(Filters.eq("_id", "something")).first()).isNotNull();
    }

    @Test
    void nothing_is_lost_doubled_or_turned_round_while_instances_come_and_go_under_load() {
        a.group().start();
        Await.until("it has all", a.group()::ownsAll);
        var view = new Views(running(a));
        var keys = IntStream.range(0, 2 * Lanes.COUNT)
                .mapToObj(i -> a.keyOn(i % Lanes.COUNT, i / Lanes.COUNT))
                .toList();
        var expected = new ArrayList<String>();
        var last = new HashMap<String, StoredCommit>();
        for (int round = 0; round < 6; round++) {
            World other = round % 3 == 2 ? null : joined();
            if (other != null) running(other);
            for (int i = 0; i < 5; i++) {
                String text = round + "." + i;
                expected.add(text);
                for (String key : keys) last.put(key, a.note(key, text));
            }
            if (other != null) left(other);
        }
        last.forEach((key, commit) -> {
            view.await(a.tally(1), at(commit), SOON);
            a.untilReached("reaction:WhenNotedThenEnter", commit);
            assertThat(view.get(a.tally(1), World.TENANT, key)
                            .orElseThrow()
                            .row()
                            .texts())
                    .isEqualTo(expected);
            assertThat(a.ledger(key)).isEqualTo(expected);
        });
    }
}
