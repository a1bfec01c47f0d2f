package org.communitysupport.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.communitysupport.kernel.Lanes;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Position;
import org.communitysupport.log.StoredCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProjectionTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private World world;

    @BeforeEach
    void open() {
        world = new World();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Position at(StoredCommit commit) {
        return new Position(world.service, commit.lane(), commit.seq());
    }

    @Test
    void a_row_is_the_fold_of_its_events_and_is_there_after_its_position() {
        world.relay();
        var tally = world.tally(1);
        var views = new Views(world.projections(tally));
        world.note("a", "one", "two");
        world.note("b", "else");
        var last = world.note("a", "three");
        views.await(tally, at(last), SOON);
        var row = views.get(tally, World.TENANT, "a").orElseThrow();
        assertThat(row.row().texts()).containsExactly("one", "two", "three");
        assertThat(row.row().sum()).isEqualTo(3);
        assertThat(row.stale()).isFalse();
        assertThat(views.get(tally, "foothills", "a")).isEmpty();
        assertThat(views.get(tally, World.TENANT, "nobody")).isEmpty();
    }

    @Test
    void says_what_it_reached_when_a_position_is_not_there_in_time() {
        world.relay();
        var tally = world.tally(1);
        var views = new Views(world.projections(tally));
        var one = world.note("a", "one");
        views.await(tally, at(one), SOON);
        assertThatThrownBy(() -> views.await(
                        tally, new Position(world.service, one.lane(), one.seq() + 7), Duration.ofMillis(30)))
                .isInstanceOfSatisfying(
                        NotYet.class, e -> assertThat(e.reached()).isEqualTo(at(one)));
        assertThatThrownBy(() -> views.await(tally, new Position("other", 0, 1), SOON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not read other");
    }

    @Test
    void personal_values_stay_sealed_in_rows() {
        world.relay();
        var tally = world.tally(1);
        var views = new Views(world.projections(tally));
        var told =
                world.append(world.log, "p1", List.of(new World.Told("p1", Personal.of("p1", "secret", "the word"))));
        views.await(tally, at(told), SOON);
        var row = views.get(tally, World.TENANT, "p1").orElseThrow().row();
        assertThat(row.secret().isSealed()).isTrue();
        assertThat(world.codec.open(row.secret(), String.class)).contains("the word");
        assertThat(RowStore.collection(world.database, "tally", 1)
                        .find()
                        .first()
                        .toJson())
                .doesNotContain("the word");
    }

    @Test
    void pages_are_stable_complete_and_only_over_indexed_fields() {
        world.relay();
        var tally = world.tally(1);
        var views = new Views(world.projections(tally));
        for (int i = 0; i < 25; i++) {
            StoredCommit last = null;
            for (int n = 0; n <= i % 3; n++) last = world.note("k" + i, "n");
            views.await(tally, at(last), SOON);
        }
        for (boolean descending : new boolean[] {false, true}) {
            var seen = new java.util.ArrayList<Row<World.Tally>>();
            String cursor = null;
            do {
                var page = views.page(
                        tally,
                        World.TENANT,
                        Query.all().sort("count", descending).limit(7).cursor(cursor));
                seen.addAll(page.rows());
                cursor = page.nextCursor();
            } while (cursor != null);
            assertThat(seen).extracting(Row::key).doesNotHaveDuplicates().hasSize(25);
            var counts = seen.stream().map(r -> r.row().count()).toList();
            assertThat(counts)
                    .isSortedAccordingTo(
                            descending
                                    ? java.util.Comparator.<Integer>reverseOrder()
                                    : java.util.Comparator.<Integer>naturalOrder());
        }
        assertThat(views.page(tally, World.TENANT, Query.all().where("count", 2).limit(100))
                        .rows())
                .hasSize(8);
        assertThat(views.page(
                                tally,
                                World.TENANT,
                                Query.all().range("count", 2, 3).limit(100))
                        .rows())
                .hasSize(16);
        assertThat(views.page(
                                tally,
                                World.TENANT,
                                Query.all().in("count", List.of(1, 3)).limit(100))
                        .rows())
                .hasSize(17);
        assertThat(views.page(tally, "foothills", Query.all()).rows()).isEmpty();
        assertThatThrownBy(() -> views.page(tally, World.TENANT, Query.all().where("texts", "n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'texts' is no field to filter or sort by");
        var foreign = views.page(tally, World.TENANT, Query.all().limit(1)).nextCursor();
        assertThatThrownBy(() -> views.page(
                        tally, World.TENANT, Query.all().sort("count", false).cursor(foreign)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another query");
        for (String bad : List.of("%%%", "e30", "bm90IGpzb24"))
            assertThatThrownBy(() -> views.page(tally, World.TENANT, Query.all().cursor(bad)))
                    .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Query.all().limit(201)).hasMessageContaining("1 to 200");
    }

    @Test
    void a_value_that_looks_like_an_operator_is_just_a_value() {
        world.relay();
        var tally = world.tally(1);
        var views = new Views(world.projections(tally));
        views.await(tally, at(world.note("a", "one")), SOON);
        var operator = java.util.Map.of("$gt", 0);
        assertThat(views.page(tally, World.TENANT, Query.all().where("count", operator))
                        .rows())
                .isEmpty();
    }

    @Test
    void goes_on_after_a_restart_without_folding_anything_twice() throws Exception {
        var relay = world.relay();
        var tally = world.tally(1);
        var runner = world.projections(tally);
        new Views(runner).await(tally, at(world.note("a", "one")), SOON);
        world.stop(runner);
        var last = world.note("a", "two");
        relay.rewind(last.lane(), 1);
        var again = new Views(world.projections(tally));
        again.await(tally, at(last), SOON);
        var more = world.note("a", "three");
        again.await(tally, at(more), SOON);
        assertThat(again.get(tally, World.TENANT, "a").orElseThrow().row().texts())
                .containsExactly("one", "two", "three");
    }

    @Test
    void rows_and_no_cursor_after_a_crash_change_nothing() throws Exception {
        world.relay();
        var tally = world.tally(1);
        var runner = world.projections(tally);
        var last = world.note("a", "one", "two");
        new Views(runner).await(tally, at(last), SOON);
        world.stop(runner);
        world.database.getCollection("cursors").deleteMany(new org.bson.Document());
        world.progress.forget("view:tally:v1");
        var again = new Views(world.projections(tally));
        again.await(tally, at(last), SOON);
        assertThat(again.get(tally, World.TENANT, "a").orElseThrow().row().texts())
                .containsExactly("one", "two");
    }

    @Test
    void a_hole_is_noticed_held_and_healed_by_a_rewind() {
        world.makeTopic();
        int lane = 9;
        var key = world.keyOn(lane, 0);
        world.publishByHand(world.note(key, "1"), 0);
        world.note(key, "2");
        // Longer than the relay looks back, so that it takes the topic for whole.
        StoredCommit last = null;
        for (int i = 3; i <= 260; i++) {
            last = world.note(key, Integer.toString(i));
            world.publishByHand(last, 0);
        }
        var tally = world.tally(1);
        var runner = world.projections(tally);
        var views = new Views(runner);
        Await.value(runner::problems, problems -> assertThat(problems)
                .singleElement()
                .asString()
                .contains(world.service + ":9:2 is missing", "relay rewind " + world.service + " 9 2"));
        assertThatThrownBy(() -> views.await(tally, new Position(world.service, lane, 2), Duration.ofMillis(100)))
                .isInstanceOfSatisfying(
                        NotYet.class, e -> assertThat(e.reached().seq()).isEqualTo(1));
        var relay = world.relay();
        Await.until("the relay runs", () -> relay.published().getOrDefault(lane, 0L) >= 260);
        relay.rewind(lane, 2);
        views.await(tally, at(last), SOON);
        assertThat(runner.problems()).isEmpty();
        var texts = views.get(tally, World.TENANT, key).orElseThrow().row().texts();
        assertThat(texts).hasSize(260).first().isEqualTo("1");
        assertThat(texts.subList(0, 4)).containsExactly("1", "2", "3", "4");
    }

    @Test
    void a_topic_made_anew_is_read_from_its_beginning_and_dropped_by_position() throws Exception {
        world.relay();
        var tally = world.tally(1);
        var runner = world.projections(tally);
        var views = new Views(runner);
        var key = world.keyOn(1, 0);
        views.await(tally, at(world.note(key, "one")), SOON);
        views.await(tally, at(world.note(key, "two")), SOON);
        world.deleteTopic();
        var third = world.note(key, "three");
        views.await(tally, at(third), Duration.ofSeconds(40));
        assertThat(views.get(tally, World.TENANT, key).orElseThrow().row().texts())
                .containsExactly("one", "two", "three");
    }

    @Test
    void several_writers_of_one_row_lose_nothing() throws Exception {
        var tally = world.tally(1);
        var json = new RowJson(world.codec);
        var unlisted = new Unlisted(world.meters);
        RowStore.index(world.database, tally, 1);
        var keys = List.of("shared-a", "shared-b", "shared-c");
        var threads = new java.util.ArrayList<Thread>();
        var failures = new java.util.concurrent.ConcurrentLinkedQueue<Throwable>();
        for (int lane = 0; lane < 4; lane++) {
            int mine = lane;
            var lot = new ParkingLot(world.database, "test", world.codec, world.ownership);
            var handler = new ViewHandler<>(
                    "test", tally, world.codec, new RowStore<>(world.database, tally, 1, json), lot, unlisted);
            var commits = new java.util.ArrayList<StoredCommit>();
            for (int i = 0; i < 30; i++)
                commits.add(world.append(
                        world.log, world.keyOn(mine, i), List.of(new World.Noted(keys.get(i % 3), mine + "-" + i, 1))));
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    for (var c : commits)
                        handler.handle(List.of(new Delivery(
                                EventRecords.envelope(world.service, c, 0),
                                c.commit().events().getFirst().data())));
                } catch (Throwable e) {
                    failures.add(e);
                }
            }));
        }
        for (Thread t : threads) t.join();
        assertThat(failures).isEmpty();
        var sums = new java.util.ArrayList<Integer>();
        for (var d : RowStore.collection(world.database, "tally", 1).find())
            sums.add(json.fromBson(d.get("r"), World.Tally.class).count());
        assertThat(sums).containsExactly(40, 40, 40);
        assertThat(Lanes.COUNT).isEqualTo(16);
    }

    @Test
    void a_rebuild_fills_beside_flips_when_it_has_caught_up_and_can_be_undone() {
        world.relay();
        var tally = world.tally(1);
        var runner = world.projections(tally);
        var views = new Views(runner);
        var last = world.note("a", "one", "two");
        views.await(tally, at(last), SOON);
        RowStore.collection(world.database, "tally", 1)
                .updateOne(
                        new org.bson.Document("key", "a"),
                        new org.bson.Document("$set", new org.bson.Document("r.sum", 99)));
        int number = runner.rebuild("tally");
        assertThat(number).isEqualTo(2);
        Await.until("generation 2 serves", () -> runner.list().stream().anyMatch(g -> g.number() == 2 && g.serving()));
        assertThat(views.get(tally, World.TENANT, "a").orElseThrow().row().sum())
                .isEqualTo(2);
        assertThatThrownBy(() -> runner.drop("tally", 2)).hasMessageContaining("serves");

        runner.back("tally");
        assertThat(views.get(tally, World.TENANT, "a").orElseThrow().row().sum())
                .isEqualTo(99);
        var more = world.note("a", "three");
        views.await(tally, at(more), SOON);
        assertThat(views.get(tally, World.TENANT, "a").orElseThrow().row().sum())
                .as("the old generation keeps running")
                .isEqualTo(100);

        Await.until("generation 2 has caught up too", () -> runner.list().stream()
                .anyMatch(g -> g.number() == 2 && g.lag() == 0));
        runner.flip("tally", 2);
        views.await(tally, at(more), SOON);
        assertThat(views.get(tally, World.TENANT, "a").orElseThrow().row().sum())
                .isEqualTo(3);
        runner.drop("tally", 1);
        assertThat(runner.list()).extracting(ViewAdmin.Generation::number).containsExactly(2);
        assertThat(world.database.listCollectionNames()).doesNotContain("tally__v1");
        views.await(tally, at(world.note("a", "four")), SOON);
        assertThat(views.get(tally, World.TENANT, "a").orElseThrow().row().sum())
                .isEqualTo(4);
    }

    @Test
    void a_new_version_fills_beside_the_old_one_and_then_serves() throws Exception {
        world.relay();
        var first = world.projections(world.tally(1));
        var last = world.note("a", "one", "two");
        new Views(first).await(world.tally(1), at(last), SOON);
        world.stop(first);
        var second = world.tally(2);
        var runner = world.projections(world.tally(1), second);
        Await.until("version 2 serves", () -> runner.list().stream().anyMatch(g -> g.definition() == 2 && g.serving()));
        assertThat(runner.list()).extracting(ViewAdmin.Generation::fed).containsExactly(true, true);
        var views = new Views(runner);
        views.await(second, at(world.note("a", "three")), SOON);
        assertThat(views.get(second, World.TENANT, "a").orElseThrow().row().count())
                .isEqualTo(3);
    }
}
