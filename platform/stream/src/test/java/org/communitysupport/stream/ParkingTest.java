package org.communitysupport.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.codec.EventTypes;
import org.communitysupport.kernel.Position;
import org.communitysupport.kernel.View;
import org.communitysupport.log.NewEvent;
import org.communitysupport.log.StoredCommit;
import org.communitysupport.testkit.log.Mongods;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParkingTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String VIEW = "view:fragile:v1";
    private final AtomicBoolean broken = new AtomicBoolean(true);
    private World world;

    @BeforeEach
    void open() {
        world = new World();
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** A fold that fails on the text "poison" until it is mended. */
    private View<World.Tally> fragile() {
        return View.of("fragile", 1, World.Tally.class)
                .on(world.type("Noted"), World.Noted.class, e -> e.data().key(), (row, e) -> {
                    if (broken.get() && e.data().text().startsWith("poison"))
                        throw new IllegalStateException("this fold does not like poison");
                    return World.tallied(row, e.data());
                })
                .ignores(world.type("Told"), world.type("Entered"));
    }

    private Parking parking(ProjectionRunner runner) {
        return world.parking(runner, world.reactions(world.commands()));
    }

    private Position at(StoredCommit commit) {
        return new Position(world.service, commit.lane(), commit.seq());
    }

    @Test
    void poison_stops_one_row_others_flow_and_healing_goes_on_in_order() {
        world.relay();
        var view = fragile();
        var runner = world.projections(view);
        var views = new Views(runner);
        var parking = parking(runner);
        world.note("a", "one");
        var poison = world.note("a", "poison", "two");
        world.note("b", "else");
        var last = world.note("a", "three");
        var other = world.note("b", "more");
        views.await(view, at(last), SOON);
        views.await(view, at(other), SOON);

        var stuck = views.get(view, World.TENANT, "a").orElseThrow();
        assertThat(stuck.row().texts()).containsExactly("one");
        assertThat(stuck.stale()).isTrue();
        var free = views.get(view, World.TENANT, "b").orElseThrow();
        assertThat(free.row().texts()).containsExactly("else", "more");
        assertThat(free.stale()).isFalse();

        var parked = parking.list();
        assertThat(parked).singleElement().satisfies(p -> {
            assertThat(p.consumer()).isEqualTo(VIEW);
            assertThat(p.key()).isEqualTo("row riverbend|a");
            assertThat(p.tenant()).isEqualTo(World.TENANT);
            assertThat(p.events()).isEqualTo(3);
            assertThat(p.error()).contains("does not like poison");
            assertThat(p.event()).isEqualTo(at(poison) + ":0");
        });

        var still = parking.heal(parked.getFirst().id()).orElseThrow();
        assertThat(still.free()).isFalse();
        assertThat(still.error()).contains("does not like poison");

        broken.set(false);
        assertThat(parking.heal(parked.getFirst().id()).orElseThrow().free()).isTrue();
        assertThat(parking.list()).isEmpty();
        views.await(view, at(world.note("a", "four")), SOON);
        var healed = views.get(view, World.TENANT, "a").orElseThrow();
        assertThat(healed.row().texts()).containsExactly("one", "poison", "two", "three", "four");
        assertThat(healed.stale()).isFalse();
        assertThat(parking.heal(parked.getFirst().id())).isEmpty();
    }

    @Test
    void what_is_parked_stays_parked_over_a_restart_and_a_lost_cursor() {
        world.relay();
        var view = fragile();
        var runner = world.projections(view);
        var last = world.note("a", "one", "poison", "two");
        world.untilReached(VIEW, last);
        world.stop(runner);
        world.database.getCollection("cursors").deleteMany(new org.bson.Document());
        world.progress.forget(VIEW);

        broken.set(false);
        var again = world.projections(view);
        var parking = parking(again);
        world.untilReached(VIEW, last);
        assertThat(parking.list())
                .singleElement()
                .extracting(Parking.Parked::events)
                .isEqualTo(2);
        assertThat(parking.heal(parking.list().getFirst().id()).orElseThrow().free())
                .isTrue();
        assertThat(new Views(again)
                        .get(view, World.TENANT, "a")
                        .orElseThrow()
                        .row()
                        .texts())
                .containsExactly("one", "poison", "two");
    }

    @Test
    void an_unknown_version_of_a_handled_type_parks_the_aggregate() {
        world.relay();
        var view = fragile();
        var runner = world.projections(view);
        var key = "future";
        var from = world.appendRaw(
                world.log, key, List.of(new NewEvent(world.type("Noted"), 9, "{\"brand\":\"new\"}", "")));
        world.untilReached(VIEW, from);
        var last = world.note(key, "later");
        world.untilReached(VIEW, last);
        assertThat(parking(runner).list()).singleElement().satisfies(p -> {
            assertThat(p.key()).isEqualTo("aggregate riverbend/thing/future");
            assertThat(p.events()).isEqualTo(2);
            assertThat(p.error()).contains("UnknownVersion", "version 9 is unknown here");
        });
        assertThat(new Views(runner).get(view, World.TENANT, key)).isEmpty();
    }

    /** What the next release knows: version 2 of the event, and how to read version 1 as such. */
    private EventCodec nextRelease() {
        var types = EventTypes.of(world.service)
                .event("Noted", World.Noted.class, 2, new EventTypes.Upcaster(1, json -> json))
                .event("Told", World.Told.class)
                .event("Entered", Ledger.Entered.class);
        return new EventCodec(types, world.vault());
    }

    @Test
    void the_release_that_knows_the_version_heals_what_waited_though_the_row_has_gone_on() {
        broken.set(false);
        world.relay();
        var view = fragile();
        var runner = world.projections(view);
        int lane = 5;
        String ahead = world.keyOn(lane, 0), other = world.keyOn(lane, 1);
        world.appendRaw(world.log, ahead, List.of(newer("from-the-future")));
        world.append(world.log, ahead, List.of(new World.Noted("shared", "waits", 1)));
        var last = world.append(world.log, other, List.of(new World.Noted("shared", "goes-on", 1)));
        world.untilReached(VIEW, last);
        var views = new Views(runner);
        assertThat(views.get(view, World.TENANT, "shared").orElseThrow().row().texts())
                .containsExactly("goes-on");
        var waiting = ParkingLot.collection(world.database).find().into(new ArrayList<>());
        assertThat(waiting).hasSize(2);
        world.stop(runner);

        var next = world.projections(nextRelease(), view);
        var parking = parking(next);
        String id = parking.list().getFirst().id();
        assertThat(parking.heal(id).orElseThrow().free()).isTrue();
        var healed = new Views(next).get(view, World.TENANT, "shared").orElseThrow();
        assertThat(healed.row().texts()).containsExactly("goes-on", "from-the-future", "waits");
        world.stop(next);

        // As if it had died between writing the row and freeing the key.
        ParkingLot.collection(world.database).insertMany(waiting);
        var again = world.projections(nextRelease(), view);
        assertThat(parking(again).heal(id).orElseThrow().free()).isTrue();
        assertThat(new Views(again)
                        .get(view, World.TENANT, "shared")
                        .orElseThrow()
                        .row()
                        .texts())
                .containsExactly("goes-on", "from-the-future", "waits");
        world.untilReached(VIEW, world.append(world.log, other, List.of(new World.Noted("shared", "more", 1))));
        assertThat(new Views(again)
                        .get(view, World.TENANT, "shared")
                        .orElseThrow()
                        .row()
                        .count())
                .isEqualTo(4);
    }

    private NewEvent newer(String text) {
        return new NewEvent(world.type("Noted"), 2, "{\"key\":\"shared\",\"text\":\"" + text + "\",\"amount\":1}", "");
    }

    @Test
    void a_row_that_the_database_will_never_take_parks_its_key() {
        broken.set(false);
        world.relay();
        var view = fragile();
        var runner = world.projections(view);
        String much = "x".repeat(900_000);
        StoredCommit last = null;
        for (int i = 0; i < 20; i++) last = world.note("huge", much);
        var other = world.note("small", "one");
        world.untilReached(VIEW, last);
        world.untilReached(VIEW, other);
        assertThat(parking(runner).list()).singleElement().satisfies(p -> {
            assertThat(p.key()).isEqualTo("row riverbend|huge");
            assertThat(p.error()).containsAnyOf("exceeds 16 MiB", "refuses the row");
        });
        var views = new Views(runner);
        assertThat(views.get(view, World.TENANT, "small")).isPresent();
        assertThat(runner.problems()).isEmpty();
    }

    @Test
    void an_unlisted_type_is_counted_and_passed_over() {
        world.relay();
        world.projections(fragile());
        var unlisted = world.appendRaw(world.log, "a", List.of(new NewEvent(world.type("Surprise"), 1, "{}", "")));
        world.untilReached(VIEW, unlisted);
        assertThat(world.meters
                        .get("cs.events.unlisted")
                        .tag("type", world.type("Surprise"))
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void more_than_a_hundred_parked_keys_stop_the_lane_until_some_are_healed() {
        world.relay();
        var view = fragile();
        var runner = world.projections(view);
        var parking = parking(runner);
        int lane = 11;
        StoredCommit last = null;
        var all = new ArrayList<StoredCommit>();
        for (int i = 0; i <= 105; i++) all.add(last = world.note(world.keyOn(lane, i), "poison"));
        var other = world.note(world.keyOn(12, 0), "fine");
        Await.value(runner::problems, problems -> assertThat(problems)
                .singleElement()
                .asString()
                .contains(VIEW + " has stopped in " + world.service + ":11", "more than 100 parked keys"));
        world.untilReached(VIEW, other);
        assertThat(parking.list()).hasSize(100);
        assertThat(world.progress.at(VIEW, new Source(world.service, lane))).isEqualTo(100);

        broken.set(false);
        for (var p : parking.list())
            assertThat(parking.heal(p.id()).orElseThrow().free()).isTrue();
        world.untilReached(VIEW, last);
        assertThat(runner.problems()).isEmpty();
        assertThat(parking.list()).isEmpty();
        assertThat(new Views(runner).get(view, World.TENANT, world.keyOn(lane, 105)))
                .isPresent();
    }

    @Test
    void an_outage_of_the_database_parks_nothing() {
        try (var set = Mongods.replicaSet(1, 2000);
                var own = new World(world.bootstrap, set.uri())) {
            own.relay();
            var tally = own.tally(1);
            var runner = own.projections(tally);
            own.untilReached("view:tally:v1", own.note("a", "one"));
            own.stop(runner);
            StoredCommit last = null;
            for (int i = 0; i < 20; i++) last = own.note("a", "more");
            var topicHolds = last;
            Await.until(
                    "the topic holds it", () -> own.published(topicHolds.lane()).contains(topicHolds.seq() + ".0"));

            set.nodes().getFirst().kill();
            var again = own.opened(new ProjectionRunner(
                    own.kafka, own.database, own.codec, List.of(tally), own.progress, own.ownership, own.meters));
            var starting = Thread.ofPlatform().start(again::start);
            set.nodes().getFirst().start();
            set.awaitPrimary();
            own.untilReached("view:tally:v1", last);
            set.nodes().getFirst().kill();
            set.nodes().getFirst().start();
            set.awaitPrimary();
            own.untilReached("view:tally:v1", own.note("a", "last"));
            assertThat(starting.isAlive()).isFalse();
            assertThat(ParkingLot.collection(own.database).countDocuments()).isZero();
            assertThat(new Views(again)
                            .get(tally, World.TENANT, "a")
                            .orElseThrow()
                            .row()
                            .count())
                    .isEqualTo(22);
        }
    }
}
