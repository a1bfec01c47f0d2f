package org.communitysupport.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Consumer;
import org.bson.Document;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.Reaction;
import org.communitysupport.log.StoredCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many things at once, each in its order, and a cursor that never passes what is not done. */
class ManyReactionsTest {
    private static final String CONSUMER = "reaction:Enter";
    private World world;

    @BeforeEach
    void open() {
        world = new World();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Reaction enter(Consumer<World.Noted> before) {
        return Reaction.named("Enter")
                .on(world.type("Noted"), World.Noted.class, (e, context) -> {
                    before.accept(e.data());
                    var target = AggregateId.of(
                            e.envelope().tenant(), "ledger", e.data().key());
                    context.run(
                            Ledger.AGGREGATE, target, new Ledger.Enter(e.data().text()), "");
                })
                .ignores(world.type("Told"), world.type("Entered"));
    }

    private long savedSeq(int lane) {
        Document cursor = world.database.getCollection("cursors").find().first();
        if (cursor == null) return 0;
        Document lanes = cursor.get("lanes", new Document());
        return lanes.get(Integer.toString(lane), new Document()).get("seq", 0L);
    }

    @Test
    void one_thing_that_hangs_holds_its_lanes_cursor_and_nobody_else() {
        var end = new CountDownLatch(1);
        int lane = 3;
        String slow = world.keyOn(lane, 0), quick = world.keyOn(lane, 1);
        world.relay();
        world.reactions(world.commands(), enter(noted -> {
            if (noted.key().equals(slow)) TurnsTest.wait(end);
        }));
        var before = world.note(quick, "before");
        world.untilReached(CONSUMER, before);
        var hangs = world.note(slow, "hangs");
        var behind = world.note(quick, "one");
        for (int i = 0; i < 20; i++) world.note("other" + i, "flows");
        Await.until(
                "the others are done",
                () -> world.ledger(quick).equals(List.of("before", "one"))
                        && world.ledger("other19").equals(List.of("flows")));
        // A poll later nothing of this has moved the cursor past what hangs.
        world.untilReached(CONSUMER, world.note(world.keyOn(lane + 1, 0), "a poll later"));
        assertThat(world.progress.at(CONSUMER, new Source(world.service, lane))).isLessThan(hangs.seq());
        assertThat(savedSeq(lane)).isLessThan(hangs.seq());
        assertThat(world.ledger(slow)).isEmpty();
        end.countDown();
        world.untilReached(CONSUMER, behind);
        assertThat(world.ledger(slow)).containsExactly("hangs");
        Await.until("the cursor follows", () -> savedSeq(lane) >= behind.seq());
    }

    @Test
    void two_hundred_are_in_flight_at_once() {
        var all = new CyclicBarrier(200);
        world.relay();
        world.reactions(world.commands(), enter(noted -> {
            try {
                all.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }));
        var last = new ArrayList<StoredCommit>();
        for (int i = 0; i < 200; i++) last.add(world.note("k" + i, "together"));
        last.forEach(commit -> world.untilReached(CONSUMER, commit));
        for (int i = 0; i < 200; i += 50) assertThat(world.ledger("k" + i)).containsExactly("together");
        assertThat(ParkingLot.collection(world.database).countDocuments()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void each_thing_has_its_order_whatever_ends_first(long seed) {
        var random = new Random(seed);
        var gate = new Gate();
        Map<String, List<String>> expected = new HashMap<>();
        Map<String, StoredCommit> last = new HashMap<>();
        for (int i = 0; i < 120; i++) {
            String key = "k" + random.nextInt(12), text = "n" + i;
            expected.computeIfAbsent(key, k -> new ArrayList<>()).add(text);
            // Several aggregates are about one person: what is told of a person in one lane stays in order, too.
            String local = random.nextBoolean() ? "" : "part" + random.nextInt(2);
            last.put(
                    key,
                    world.append(
                            new AggregateId(World.TENANT, "thing", key, local),
                            List.of(new World.Noted(key, text, 1))));
        }
        world.relay();
        world.reactions(world.commands(), enter(noted -> gate.pass()));
        gate.openFor(120, random);
        last.values().forEach(commit -> world.untilReached(CONSUMER, commit));
        expected.forEach((key, texts) -> assertThat(world.ledger(key)).containsExactlyElementsOf(texts));
    }

    @Test
    void many_that_meet_in_one_aggregate_are_all_entered_once() {
        world.relay();
        world.reactions(
                world.commands(),
                Reaction.named("Enter")
                        .on(world.type("Noted"), World.Noted.class, (e, context) -> {
                            var one = AggregateId.of(World.TENANT, "ledger", "all");
                            context.run(
                                    Ledger.AGGREGATE,
                                    one,
                                    new Ledger.Enter(e.data().text()),
                                    "");
                        })
                        .ignores(world.type("Told"), world.type("Entered")));
        var all = new ArrayList<String>();
        var last = new ArrayList<StoredCommit>();
        for (int i = 0; i < 150; i++) {
            all.add("n" + i);
            last.add(world.note("k" + i, "n" + i));
        }
        last.forEach(commit -> world.untilReached(CONSUMER, commit));
        assertThat(world.ledger("all")).containsExactlyInAnyOrderElementsOf(all);
        assertThat(ParkingLot.collection(world.database).countDocuments()).isZero();
    }

    @Test
    void how_far_behind_is_told_in_events_and_seconds() {
        var end = new CountDownLatch(1);
        world.relay();
        var runner = world.reactions(world.commands(), enter(noted -> TurnsTest.wait(end)));
        world.note("a", "one");
        var last = world.note("a", "two");
        Await.value(runner::lags, lags -> assertThat(lags).singleElement().satisfies(lag -> {
            assertThat(lag.reaction()).isEqualTo("Enter");
            assertThat(lag.events()).isEqualTo(2);
            assertThat(lag.seconds()).isPositive();
        }));
        end.countDown();
        world.untilReached(CONSUMER, last);
        Await.value(runner::lags, lags -> assertThat(lags).singleElement().satisfies(lag -> {
            assertThat(lag.events()).isZero();
            assertThat(lag.seconds()).isZero();
        }));
    }

    @Test
    void an_error_of_the_machine_is_told_as_death_and_its_event_is_not_passed() {
        world.relay();
        var runner = world.reactions(world.commands(), enter(noted -> {
            throw new OutOfMemoryError("as if");
        }));
        assertThat(runner.dead()).isEmpty();
        var one = world.note("a", "one");
        Await.until("it is told", () -> runner.dead().isPresent());
        assertThat(runner.dead().orElseThrow()).contains("OutOfMemoryError");
        assertThat(savedSeq(one.lane())).isLessThan(one.seq());
    }

    @Test
    void an_error_of_the_code_parks_its_key_as_any_failure_does() {
        world.relay();
        var runner = world.reactions(world.commands(), enter(noted -> {
            if (noted.text().equals("wrong")) throw new NoClassDefFoundError("org/example/Gone");
        }));
        world.untilReached(CONSUMER, world.note("a", "wrong"));
        world.untilReached(CONSUMER, world.note("b", "right"));
        assertThat(runner.dead()).isEmpty();
        assertThat(world.parking(world.projections(), runner).list())
                .singleElement()
                .satisfies(p -> assertThat(p.error()).contains("NoClassDefFoundError"));
    }

    @Test
    void what_has_begun_is_ended_and_kept_when_it_is_closed() {
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        world.relay();
        var runner = world.reactions(world.commands(), enter(noted -> {
            begun.countDown();
            TurnsTest.wait(end);
        }));
        var one = world.note("a", "one");
        TurnsTest.wait(begun);
        var closing = Thread.ofVirtual().start(() -> world.stop(runner));
        end.countDown();
        Await.until("it is closed", () -> !closing.isAlive());
        assertThat(world.ledger("a")).containsExactly("one");
        assertThat(savedSeq(one.lane())).isGreaterThanOrEqualTo(one.seq());
    }
}
