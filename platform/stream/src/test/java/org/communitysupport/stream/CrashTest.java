package org.communitysupport.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.Reaction;
import org.communitysupport.log.Halt;
import org.communitysupport.testkit.log.Mongods;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that dies between any two of its steps, as in a power cut, leaves nothing that the next one does not make whole. */
class CrashTest {
    @TempDir
    Path directory;

    static Reaction reaction(World world) {
        return Reaction.named("WhenNotedThenEnter")
                .on(
                        world.type("Noted"),
                        World.Noted.class,
                        (e, context) -> context.run(
                                Ledger.AGGREGATE,
                                AggregateId.of(World.TENANT, "ledger", e.data().key()),
                                new Ledger.Enter(e.data().text()),
                                ""))
                .ignores(world.type("Told"), world.type("Entered"));
    }

    private static Reaction hangingOn(World world, String key) {
        return Reaction.named("WhenNotedThenEnter")
                .on(world.type("Noted"), World.Noted.class, (e, context) -> {
                    if (e.data().key().equals(key)) TurnsTest.wait(new CountDownLatch(1));
                    context.run(
                            Ledger.AGGREGATE,
                            AggregateId.of(World.TENANT, "ledger", e.data().key()),
                            new Ledger.Enter(e.data().text()),
                            "");
                })
                .ignores(world.type("Told"), world.type("Entered"));
    }

    /** The process that dies: relay, view and reaction of an existing world. */
    public static final class Doomed {
        public static void main(String[] args) throws IOException {
            var world = new World(args[0], args[1], args[2], args[3]);
            world.relay();
            world.projections(world.tally(1));
            world.reactions(world.commands(), args.length > 4 ? hangingOn(world, args[4]) : reaction(world));
            // Until it dies, or whoever started it is gone.
            if (System.in.read() < 0) System.exit(1);
        }
    }

    /** Runs the process until it dies at that place. */
    private void dies(World world, String place, String... more) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "-Dcs.halt.at=" + place,
                Doomed.class.getName(),
                world.bootstrap,
                Mongods.shared(),
                world.service,
                world.database.getName()));
        command.addAll(List.of(more));
        Process doomed = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("doomed.log").toFile())
                .start();
        try {
            assertThat(doomed.waitFor(60, TimeUnit.SECONDS)).as("it died").isTrue();
        } finally {
            doomed.destroyForcibly();
        }
        assertThat(doomed.exitValue()).isEqualTo(Halt.CODE);
    }

    @Test
    void what_hung_when_it_died_is_done_by_the_next_though_all_behind_it_was_done() throws Exception {
        try (var world = new World()) {
            var keys = IntStream.range(0, 4).mapToObj(i -> world.keyOn(6, i)).toList();
            var hangs = keys.get(1);
            for (int i = 0; i < 10; i++) for (String key : keys) world.note(key, "n" + i);
            // Every commit but those that hang was handled, and the cursor saved as far as it may go.
            dies(world, "reaction.after-commands:30", hangs);
            assertThat(world.ledger(hangs)).isEmpty();

            world.relay();
            world.reactions(world.commands(), reaction(world));
            for (String key : keys) {
                world.untilReached(
                        "reaction:WhenNotedThenEnter",
                        world.log.load(world.aggregate(key).text(), 10).getLast());
                assertThat(world.ledger(key))
                        .containsExactlyElementsOf(
                                IntStream.range(0, 10).mapToObj(i -> "n" + i).toList());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"relay.after-send", "views.before-cursor", "reactions.before-cursor", "reaction.after-commands:7"
            })
    void nothing_is_lost_and_nothing_is_done_twice(String place) throws Exception {
        try (var world = new World()) {
            var keys = List.of("a", "b", "c");
            for (int i = 0; i < 10; i++) for (String key : keys) world.note(key, "n" + i, "m" + i);
            dies(world, place);
            world.relay();
            var tally = world.tally(1);
            var views = new Views(world.projections(tally));
            world.reactions(world.commands(), reaction(world));
            var expected = IntStream.range(0, 10)
                    .boxed()
                    .flatMap(i -> List.of("n" + i, "m" + i).stream())
                    .toList();
            for (String key : keys) {
                var last = world.log.load(world.aggregate(key).text(), 19).getLast();
                world.untilReached("view:tally:v1", last);
                world.untilReached("reaction:WhenNotedThenEnter", last);
                assertThat(views.get(tally, World.TENANT, key)
                                .orElseThrow()
                                .row()
                                .texts())
                        .containsExactlyElementsOf(expected);
                assertThat(world.ledger(key)).containsExactlyElementsOf(expected);
            }
            assertThat(ParkingLot.collection(world.database).countDocuments()).isZero();
        }
    }

    @Test
    void a_broker_that_is_killed_is_waited_out_by_views_and_reactions() {
        var broker = org.communitysupport.testkit.kafka.Brokers.own();
        try (var world = new World(broker.bootstrap(), Mongods.shared())) {
            world.relay();
            var tally = world.tally(1);
            var runner = world.projections(tally);
            world.reactions(world.commands(), reaction(world));
            world.untilReached("reaction:WhenNotedThenEnter", world.note("a", "before"));
            broker.kill();
            var last = world.note("a", "during");
            broker.start();
            world.untilReached("reaction:WhenNotedThenEnter", last);
            world.untilReached("view:tally:v1", last);
            assertThat(new Views(runner)
                            .get(tally, World.TENANT, "a")
                            .orElseThrow()
                            .row()
                            .texts())
                    .containsExactly("before", "during");
            assertThat(world.ledger("a")).containsExactly("before", "during");
            assertThat(ParkingLot.collection(world.database).countDocuments()).isZero();
        } finally {
            broker.kill();
        }
    }
}
