package org.communitysupport.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Reaction;
import org.communitysupport.kernel.Uuid5;
import org.communitysupport.log.NewEvent;
import org.communitysupport.log.StoredCommit;
import org.communitysupport.testkit.log.Mongods;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReactionTest {
    private static final String NAME = "WhenNotedThenEnter";
    private static final String CONSUMER = "reaction:" + NAME;
    private final AtomicBoolean broken = new AtomicBoolean();
    private final ConcurrentLinkedQueue<CommandContext> contexts = new ConcurrentLinkedQueue<>();
    private World world;

    @BeforeEach
    void open() {
        world = new World();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Reaction enter(World in) {
        return Reaction.named(NAME)
                .on(in.type("Noted"), World.Noted.class, (e, context) -> {
                    var target = AggregateId.of(
                            e.envelope().tenant(), "ledger", e.data().key());
                    contexts.add(context.commandContext(target));
                    if (broken.get() && e.data().text().equals("poison"))
                        throw new IllegalStateException("poison cannot be entered");
                    context.run(
                            Ledger.AGGREGATE, target, new Ledger.Enter(e.data().text()), "");
                })
                .ignores(in.type("Told"), in.type("Entered"));
    }

    private Parking parking(ReactionRunner runner) {
        return world.parking(world.projections(), runner);
    }

    @Test
    void a_message_handled_twice_has_one_effect() {
        world.relay();
        var runner = world.reactions(world.commands(), enter(world));
        var last = world.note("a", "one", "two");
        world.untilReached(CONSUMER, last);
        world.stop(runner);
        world.database.getCollection("cursors").deleteMany(new org.bson.Document());
        world.progress.forget(CONSUMER);
        world.reactions(world.commands(), enter(world));
        world.untilReached(CONSUMER, last);
        assertThat(contexts).hasSize(4);
        assertThat(contexts).extracting(CommandContext::commandId).containsOnly(id(last, 0), id(last, 1));
        assertThat(world.ledger("a")).containsExactly("one", "two");
    }

    private java.util.UUID id(StoredCommit commit, int index) {
        return Uuid5.of(
                world.service,
                Integer.toString(commit.lane()),
                Long.toString(commit.seq()),
                Integer.toString(index),
                NAME,
                "riverbend/ledger/a");
    }

    @Test
    void positions_say_how_far_log_relay_views_and_reactions_have_come() {
        var relay = world.relay();
        world.projections(world.tally(1));
        world.reactions(world.commands(), enter(world));
        var last = world.note("a", "one", "two");
        var entered = world.log.service();
        world.untilReached(CONSUMER, last);
        var positions = new Positions(world.log, relay, world.progress);
        Await.value(positions::all, all -> {
            assertThat(all.service()).isEqualTo(entered);
            assertThat(all.log().get(last.lane())).isGreaterThanOrEqualTo(last.seq());
            assertThat(all.relayed()).containsAllEntriesOf(all.log());
            for (String consumer : List.of(CONSUMER, "view:tally:v1"))
                all.log().forEach((lane, head) -> {
                    if (head > 0)
                        assertThat(all.consumers().get(consumer).get(world.service))
                                .containsEntry(lane, head);
                });
        });
    }

    @Test
    void a_command_carries_cause_correlation_and_trace_on() {
        world.relay();
        world.reactions(world.commands(), enter(world));
        var noted = world.note("a", "one");
        world.untilReached(CONSUMER, noted);
        assertThat(contexts).singleElement().satisfies(c -> {
            assertThat(c.actor()).isEqualTo("reaction:" + NAME);
            assertThat(c.tenant()).isEqualTo(World.TENANT);
            assertThat(c.correlation()).isEqualTo("correlation-1");
            assertThat(c.causation()).isEqualTo(world.service + ':' + noted.lane() + ':' + noted.seq() + ":0");
            assertThat(c.traceparent()).startsWith("00-0af7651916cd43dd8448eb211c80319c-");
        });
        var entered = world.log.load("riverbend/ledger/a", 1).getFirst().commit();
        assertThat(entered.traceparent()).startsWith("00-0af7651916cd43dd8448eb211c80319c-");
        assertThat(entered.causation()).endsWith(":0");
    }

    @Test
    void personal_values_arrive_opened_or_erased() {
        world.relay();
        var seen = new ConcurrentLinkedQueue<Optional<String>>();
        var reaction = Reaction.named("WhenToldThenLook")
                .on(
                        world.type("Told"),
                        World.Told.class,
                        (e, context) -> seen.add(e.data().secret().value()))
                .ignores(world.type("Noted"), world.type("Entered"));
        world.reactions(world.commands(), reaction);
        world.untilReached("reaction:WhenToldThenLook", tell());
        world.destroyed.put("p1", "key");
        world.untilReached("reaction:WhenToldThenLook", tell());
        assertThat(seen).containsExactly(Optional.of("the word"), Optional.empty());
    }

    private StoredCommit tell() {
        return world.append(world.log, "p1", List.of(new World.Told("p1", Personal.of("p1", "secret", "the word"))));
    }

    @Test
    void poison_parks_one_aggregate_others_flow_and_healing_goes_on_in_order() {
        broken.set(true);
        world.relay();
        var runner = world.reactions(world.commands(), enter(world));
        var parking = parking(runner);
        world.note("a", "one");
        world.note("a", "poison");
        var last = world.note("a", "two");
        var other = world.note("b", "else");
        world.untilReached(CONSUMER, last);
        world.untilReached(CONSUMER, other);
        assertThat(world.ledger("a")).containsExactly("one");
        assertThat(world.ledger("b")).containsExactly("else");
        var parked = parking.list();
        assertThat(parked).singleElement().satisfies(p -> {
            assertThat(p.consumer()).isEqualTo(CONSUMER);
            assertThat(p.key()).isEqualTo("aggregate riverbend/thing/a");
            assertThat(p.events()).isEqualTo(2);
            assertThat(p.error()).contains("poison cannot be entered");
        });
        broken.set(false);
        assertThat(parking.heal(parked.getFirst().id()).orElseThrow().free()).isTrue();
        assertThat(world.ledger("a")).containsExactly("one", "poison", "two");
        world.untilReached(CONSUMER, world.note("a", "three"));
        assertThat(world.ledger("a")).containsExactly("one", "poison", "two", "three");
    }

    @Test
    void a_command_that_ends_without_an_event_parks_its_key() {
        world.relay();
        var runner = world.reactions(world.commands(), enter(world));
        var parking = parking(runner);
        world.untilReached(CONSUMER, world.note("a", "forbidden"));
        assertThat(parking.list()).singleElement().satisfies(p -> assertThat(p.error())
                .contains("Enter to riverbend/ledger/a was refused: not-here (TEST-1)"));
        var still = parking.heal(parking.list().getFirst().id()).orElseThrow();
        assertThat(still.free()).isFalse();
        assertThat(still.error()).contains("not-here");
    }

    @Test
    void two_commands_to_one_target_for_one_event_are_a_fault() {
        world.relay();
        var reaction = Reaction.named("Twice")
                .on(world.type("Noted"), World.Noted.class, (e, context) -> {
                    var target = AggregateId.of(World.TENANT, "ledger", "a");
                    context.run(Ledger.AGGREGATE, target, new Ledger.Enter("first"), "");
                    context.run(Ledger.AGGREGATE, target, new Ledger.Enter("second"), "");
                })
                .ignores(world.type("Told"), world.type("Entered"));
        var runner = world.reactions(world.commands(), reaction);
        world.untilReached("reaction:Twice", world.note("a", "one"));
        assertThat(parking(runner).list()).singleElement().satisfies(p -> assertThat(p.error())
                .contains("two commands to riverbend/ledger/a"));
    }

    @Test
    void more_than_a_hundred_parked_keys_stop_the_lane() {
        world.relay();
        var runner = world.reactions(world.commands(), enter(world));
        for (int i = 0; i <= 101; i++)
            world.appendRaw(world.log, world.keyOn(3, i), List.of(new NewEvent(world.type("Noted"), 9, "{}", "")));
        Await.value(runner::problems, problems -> assertThat(problems)
                .singleElement()
                .asString()
                .contains(CONSUMER + " has stopped in " + world.service + ":3"));
        assertThat(parking(runner).list()).hasSize(100);
        var other = world.note(world.keyOn(4, 0), "fine");
        world.untilReached(CONSUMER, other);
    }

    @Test
    void a_hundred_parked_keys_of_one_agency_stop_no_lane_in_which_another_goes_through() {
        world.relay();
        var runner = world.reactions(world.commands(), enter(world));
        var elsewhere = world.elsewhereOn(3);
        var fine = List.<Object>of(new World.Noted("x", "fine", 1));
        world.untilReached(CONSUMER, world.append(elsewhere, fine));
        for (int i = 0; i <= 101; i++)
            world.appendRaw(world.log, world.keyOn(3, i), List.of(new NewEvent(world.type("Noted"), 9, "{}", "")));
        world.untilReached(CONSUMER, world.append(elsewhere, fine));
        assertThat(runner.problems()).isEmpty();
        assertThat(parking(runner).list()).hasSize(102).allSatisfy(p -> assertThat(p.tenant())
                .isEqualTo(World.TENANT));
    }

    @Test
    void an_outage_of_the_database_parks_nothing_and_loses_nothing() {
        try (var set = Mongods.replicaSet(1, 2000);
                var own = new World(world.bootstrap, set.uri())) {
            own.relay();
            StoredCommit last = null;
            for (int i = 0; i < 60; i++) last = own.note("a", "n" + i);
            var all = last;
            Await.until("the topic holds them", () -> own.published(all.lane()).contains(all.seq() + ".0"));
            own.reactions(own.commands(), enter(own));
            Await.until("it has begun", () -> contexts.size() > 5);
            set.nodes().getFirst().kill();
            set.nodes().getFirst().start();
            set.awaitPrimary();
            own.untilReached(CONSUMER, all);
            assertThat(ParkingLot.collection(own.database).countDocuments()).isZero();
            assertThat(own.ledger("a"))
                    .containsExactlyElementsOf(java.util.stream.IntStream.range(0, 60)
                            .mapToObj(i -> "n" + i)
                            .toList());
        }
    }
}
