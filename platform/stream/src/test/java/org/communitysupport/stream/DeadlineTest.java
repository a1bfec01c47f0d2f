package org.communitysupport.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.View;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private static final Instant MONDAY = Instant.parse("2025-03-03T09:00:00Z");
    private final AtomicReference<Instant> clock = new AtomicReference<>(MONDAY);
    private final AtomicBoolean broken = new AtomicBoolean();
    private final ConcurrentLinkedQueue<CommandContext> fired = new ConcurrentLinkedQueue<>();
    private World world;
    private CommandRunner commands;

    @BeforeEach
    void open() {
        world = new World();
        commands = world.commands();
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** A note of "due 60" is due 60 s after Monday nine o'clock; "done" ends it. */
    private Deadline deadline() {
        var view = View.of("due", 1, DueRow.class)
                .on(world.type("Noted"), World.Noted.class, e -> e.data().key(), (row, e) -> {
                    String text = e.data().text();
                    return text.startsWith("due ")
                            ? DueRow.at(e.envelope().aggregate(), MONDAY.plusSeconds(Long.parseLong(text.substring(4))))
                            : DueRow.done(row);
                })
                .ignores(world.type("Told"), world.type("Entered"));
        return new Deadline("test-deadline", view, (row, context) -> {
            fired.add(context);
            var thing = AggregateId.parse(row.aggregate());
            if (broken.get()) throw new IllegalStateException("the handler is broken");
            String text = thing.key().equals("refuses") ? "forbidden" : "missed " + row.at();
            return commands.run(
                    Ledger.AGGREGATE,
                    AggregateId.of(thing.tenant(), "ledger", thing.key()),
                    new Ledger.Enter(text),
                    "",
                    context);
        });
    }

    private DeadlineRunner start(Deadline deadline) {
        return world.deadlines(world.projections(deadline.due()), clock::get, deadline);
    }

    private void untilFired(String key, int times) {
        Await.value(
                () -> fired.stream()
                        .filter(c -> c.tenant().equals(World.TENANT))
                        .count(),
                n -> assertThat(n).isGreaterThanOrEqualTo(times));
        Await.value(() -> world.ledger(key), entries -> assertThat(entries).isNotEmpty());
    }

    @Test
    void fires_when_its_time_has_come_and_not_before() {
        world.relay();
        start(deadline());
        world.note("later", "due 3600");
        world.note("soon", "due 60");
        clock.set(MONDAY.plusSeconds(61));
        untilFired("soon", 1);
        assertThat(world.ledger("soon")).containsExactly("missed 2025-03-03T09:01:00Z");
        assertThat(world.ledger("later")).isEmpty();
        assertThat(fired).first().satisfies(c -> assertThat(c.actor()).isEqualTo("deadline:test-deadline"));
        clock.set(MONDAY.plusSeconds(3600));
        untilFired("later", 2);
        assertThat(world.ledger("later")).containsExactly("missed 2025-03-03T10:00:00Z");
    }

    @Test
    void fired_twice_has_one_effect() {
        world.relay();
        start(deadline());
        world.note("a", "due 60");
        clock.set(MONDAY.plusSeconds(60));
        untilFired("a", 1);
        var rows = RowStore.collection(world.database, "due", 1);
        Await.until("the row says that it has fired", () -> rows.find().first().containsKey("fired"));
        rows.updateMany(new org.bson.Document(), new org.bson.Document("$unset", new org.bson.Document("fired", "")));
        untilFired("a", 2);
        Await.until("the row says so again", () -> rows.find().first().containsKey("fired"));
        assertThat(fired)
                .extracting(CommandContext::commandId)
                .hasSize(2)
                .containsOnly(fired.peek().commandId());
        assertThat(world.ledger("a")).containsExactly("missed 2025-03-03T09:01:00Z");
    }

    @Test
    void what_was_done_in_time_or_moved_does_not_fire() {
        world.relay();
        start(deadline());
        world.note("done", "due 60");
        world.note("done", "done");
        world.note("moved", "due 60");
        world.note("moved", "due 7200");
        world.note("witness", "due 61");
        clock.set(MONDAY.plusSeconds(120));
        untilFired("witness", 1);
        assertThat(world.ledger("done")).isEmpty();
        assertThat(world.ledger("moved")).isEmpty();
        clock.set(MONDAY.plusSeconds(7200));
        untilFired("moved", 2);
        assertThat(world.ledger("moved")).containsExactly("missed 2025-03-03T11:00:00Z");
        assertThat(fired).hasSize(2);
    }

    @Test
    void only_a_view_that_holds_the_whole_log_fires() {
        var relay = world.relay();
        start(deadline());
        var due = world.note("done", "due 60");
        world.untilReached("view:due:v1", due);
        world.stop(relay);
        world.note("done", "done");
        clock.set(MONDAY.plusSeconds(120));
        world.note("witness", "due 61");
        world.relay();
        untilFired("witness", 1);
        assertThat(world.ledger("done")).isEmpty();
        assertThat(fired).hasSize(1);
    }

    @Test
    void a_refusal_is_an_answer_and_ends_the_row() {
        world.relay();
        start(deadline());
        world.note("refuses", "due 60");
        clock.set(MONDAY.plusSeconds(60));
        Await.until("the row has fired", () -> {
            var row = RowStore.collection(world.database, "due", 1).find().first();
            return row != null && row.containsKey("fired");
        });
        world.note("witness", "due 61");
        clock.set(MONDAY.plusSeconds(120));
        untilFired("witness", 2);
        assertThat(fired).hasSize(2);
        assertThat(world.ledger("refuses")).isEmpty();
    }

    @Test
    void one_that_keeps_failing_is_parked_listed_and_healed() {
        broken.set(true);
        world.relay();
        var deadline = deadline();
        var projections = world.projections(deadline.due());
        var runner = world.deadlines(projections, clock::get, deadline);
        var parking = new Parking(world.database, projections, world.reactions(commands), runner, world.ownership);
        world.note("a", "due 60");
        clock.set(MONDAY.plusSeconds(60));
        Await.value(parking::list, parked -> assertThat(parked).singleElement().satisfies(p -> {
            assertThat(p.consumer()).isEqualTo("deadline:test-deadline");
            assertThat(p.error()).contains("the handler is broken");
        }));
        broken.set(false);
        assertThat(parking.heal(parking.list().getFirst().id()).orElseThrow().free())
                .isTrue();
        Await.value(() -> world.ledger("a"), entries -> assertThat(entries).hasSize(1));
        assertThat(parking.list()).isEqualTo(List.of());
    }
}
