package org.communitysupport.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.communitysupport.axon.Desk.Event;
import org.communitysupport.axon.Desk.Leave;
import org.communitysupport.axon.Desk.Open;
import org.communitysupport.axon.Desk.Opened;
import org.communitysupport.axon.Desk.State;
import org.communitysupport.axon.Desk.Take;
import org.communitysupport.axon.Desk.Taken;
import org.communitysupport.axon.Desk.Today;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.codec.Vault;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Position;
import org.communitysupport.log.LaneLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same is true on the in-memory log and on a real database. */
abstract class AxonCommandRunnerConformance {
    private static final AggregateId ID = AggregateId.of("riverbend", "desk", "d1");
    private static final Today WORKDAY = new Today(false);

    private final WatchedLog log;
    private final Base64Vault vault = new Base64Vault();
    private final EventCodec codec = new EventCodec(Desk.types(), vault);
    private final AtomicLong nanos = new AtomicLong(System.nanoTime());
    private final AxonCommandRunner here;
    /** Another process on the same log: its own memory, its own locks. */
    private final AxonCommandRunner there;

    AxonCommandRunnerConformance(LaneLog empty) {
        log = new WatchedLog(empty);
        here = runner();
        there = runner();
    }

    @AfterEach
    void close() {
        log.close();
    }

    private AxonCommandRunner runner() {
        return new AxonCommandRunner(
                log, codec, List.of(Desk.DESK), new RecentStates(100, Duration.ofSeconds(60), nanos::get));
    }

    private static CommandContext context(UUID command, String input) {
        return new CommandContext(
                command, input, "user-1", "riverbend", "corr-1", "cause-1", OptionalLong.empty(), "00-trace-01");
    }

    private static CommandContext context() {
        return context(UUID.randomUUID(), "in");
    }

    private static CommandContext ifMatch(long version) {
        return new CommandContext(
                UUID.randomUUID(), "in", "user-1", "riverbend", "c", "", OptionalLong.of(version), "");
    }

    private Outcome<Event> run(Desk.Command command) {
        return run(here, command, context());
    }

    private static Outcome<Event> run(CommandRunner runner, Desk.Command command, CommandContext context) {
        return runner.run(Desk.DESK, ID, command, WORKDAY, context);
    }

    private static void meanwhile(Runnable elsewhere) {
        CompletableFuture.runAsync(elsewhere).join();
    }

    private static Take take(String who) {
        return new Take(who, Personal.of("p" + who, "name", "Ada " + who));
    }

    private static Position at(long seq) {
        return new Position("desk", ID.lane(), seq);
    }

    @Test
    void stores_one_commit_a_command_with_all_that_stands_around_it() {
        var id = UUID.randomUUID();
        assertThat(run(here, new Open(2), context(id, "hash")))
                .isEqualTo(new Outcome.Done<>(at(1), 1, List.of(new Opened(2)), false));
        var commit = log.all().getFirst().commit();
        assertThat(commit.commandId()).isEqualTo(id);
        assertThat(commit.commandType()).isEqualTo("Open");
        assertThat(commit.inputHash()).isEqualTo("hash");
        assertThat(commit.actor()).isEqualTo("user-1");
        assertThat(commit.correlation()).isEqualTo("corr-1");
        assertThat(commit.causation()).isEqualTo("cause-1");
        assertThat(commit.traceparent()).isEqualTo("00-trace-01");
        assertThat(commit.tenant()).isEqualTo("riverbend");
        assertThat(commit.lane()).isEqualTo(ID.lane());
        assertThat(commit.aggregate()).isEqualTo("riverbend/desk/d1");
        assertThat(commit.version()).isEqualTo(1);
        assertThat(commit.events()).singleElement().satisfies(e -> {
            assertThat(e.type()).isEqualTo("desk.Opened");
            assertThat(e.data()).isEqualTo("{\"seats\":2}");
        });
    }

    @Test
    void several_events_are_one_commit_and_versions_go_on_after_it() {
        run(new Open(9));
        var three = (Outcome.Done<Event>) run(new Desk.TakeAll(List.of("a", "b", "c")));
        assertThat(three.version()).isEqualTo(4);
        assertThat(three.events()).hasSize(3);
        assertThat(log.all()).hasSize(2);
        assertThat(run(there, take("d"), context())).isInstanceOfSatisfying(Outcome.Done.class, d -> {
            assertThat(d.version()).isEqualTo(5);
            assertThat(d.position()).isEqualTo(at(3));
        });
        assertThat(((Outcome.Done<Event>) run(take("e"))).version()).isEqualTo(6);
        assertThat(log.all().getLast().commit().version()).isEqualTo(6);
    }

    @Test
    void nothing_to_do_stores_nothing_and_says_where_the_aggregate_stands() {
        run(new Open(2));
        run(take("a"));
        for (var runner : List.of(here, there))
            assertThat(run(runner, take("a"), context())).isEqualTo(new Outcome.Done<>(at(2), 2, List.of(), false));
        assertThat(run(here, new Open(5), context())).isEqualTo(new Outcome.Done<>(at(2), 2, List.of(), false));
        assertThat(log.all()).hasSize(2);
    }

    @Test
    void a_refusal_stores_nothing_and_names_the_version_it_judged() {
        run(new Open(1));
        run(take("a"));
        assertThat(run(take("b"))).isInstanceOfSatisfying(Outcome.Refused.class, r -> {
            assertThat(r.rejection().code()).isEqualTo("no-seat");
            assertThat(r.version()).isEqualTo(2);
        });
        assertThat(here.run(Desk.DESK, ID, take("b"), new Today(true), context()))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        r -> assertThat(r.rejection().code()).isEqualTo("holiday"));
        var nowhere = AggregateId.of("riverbend", "desk", "none");
        assertThat(here.run(Desk.DESK, nowhere, new Leave("x"), WORKDAY, context()))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, r -> assertThat(r.version()).isZero());
        assertThat(log.all()).hasSize(2);
    }

    @Test
    void a_repeat_gets_the_first_answer_though_the_state_went_on() {
        run(new Open(1));
        var first = context();
        var done = (Outcome.Done<Event>) run(here, take("a"), first);
        run(new Leave("a"));
        run(take("b"));
        for (var runner : List.of(here, there))
            assertThat(run(runner, take("a"), first))
                    .isEqualTo(new Outcome.Done<>(done.position(), done.version(), done.events(), true));
        assertThat(log.all()).hasSize(4);
    }

    @Test
    void a_repeat_gets_the_first_answer_though_it_would_have_nothing_to_do_or_conflict_now() {
        run(new Open(2));
        var first = context();
        run(here, take("a"), first);
        assertThat(run(here, take("a"), first)).matches(o -> ((Outcome.Done<?>) o).replayed());
        var guarded = ifMatch(2);
        run(here, new Leave("a"), guarded);
        assertThat(run(here, new Leave("a"), guarded)).matches(o -> ((Outcome.Done<?>) o).replayed());
    }

    @Test
    void the_same_id_with_another_input_or_for_another_aggregate_is_refused() {
        run(new Open(3));
        var first = context();
        run(here, take("a"), first);
        var other = context(first.commandId(), "other");
        assertThat(run(here, take("b"), other)).isInstanceOf(Outcome.KeyReused.class);
        assertThat(run(here, take("a"), other)).isInstanceOf(Outcome.KeyReused.class);
        var elsewhere = AggregateId.of("riverbend", "desk", "d2");
        assertThat(here.run(Desk.DESK, elsewhere, new Open(1), WORKDAY, first)).isInstanceOf(Outcome.KeyReused.class);
        assertThat(log.all()).hasSize(2);
    }

    @Test
    void holds_to_the_version_of_if_match() {
        run(new Open(3));
        run(take("a"));
        assertThat(run(here, take("b"), ifMatch(1))).isEqualTo(new Outcome.VersionConflict<Event>(1, 2));
        assertThat(run(here, take("b"), ifMatch(2))).isInstanceOf(Outcome.Done.class);
        run(there, take("c"), context());
        assertThat(run(here, new Leave("c"), ifMatch(3))).isEqualTo(new Outcome.VersionConflict<Event>(3, 4));
        assertThat(run(here, new Leave("c"), ifMatch(4))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void decides_again_when_another_process_was_first() {
        run(new Open(1));
        log.before.set(() -> meanwhile(() -> run(there, take("b"), context())));
        assertThat(run(take("a"))).isInstanceOfSatisfying(Outcome.Refused.class, r -> assertThat(
                        r.rejection().code())
                .isEqualTo("no-seat"));
        assertThat(log.all()).hasSize(2);
    }

    @Test
    void a_creation_that_lost_the_race_decides_again_on_what_was_created() {
        log.before.set(() -> meanwhile(() -> run(there, new Open(5), context())));
        assertThat(run(new Open(1))).isEqualTo(new Outcome.Done<>(at(1), 1, List.of(), false));
        assertThat(here.load(Desk.DESK, ID).state().seats()).isEqualTo(5);
    }

    @Test
    void a_no_from_memory_is_looked_up_before_it_is_given() {
        run(new Open(1));
        run(take("a"));
        run(there, new Leave("a"), context());
        assertThat(run(take("b"))).isInstanceOf(Outcome.Done.class);
        run(there, new Leave("b"), context());
        assertThat(run(take("b"))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void gives_up_with_a_fault_when_others_are_always_first() {
        run(new Open(1000));
        var others = new AtomicInteger();
        // Each of its appends comes second.
        Runnable first = new Runnable() {
            @Override
            public void run() {
                log.before.set(null);
                meanwhile(
                        () -> AxonCommandRunnerConformance.run(there, take("o" + others.incrementAndGet()), context()));
                log.before.set(this);
            }
        };
        log.before.set(first);
        assertThatThrownBy(() -> run(take("a"))).isInstanceOf(CommandRunner.Unavailable.class);
        log.before.set(null);
        assertThat(here.load(Desk.DESK, ID).state().taken()).doesNotContain("a").hasSize(others.get());
    }

    @Test
    void when_the_answer_is_lost_the_same_id_may_be_sent_again() {
        run(new Open(2));
        var context = context();
        log.after.set(new LaneLog.Unavailable("no answer", null));
        assertThatThrownBy(() -> run(here, take("a"), context)).isInstanceOf(CommandRunner.Unavailable.class);
        assertThat(run(here, take("a"), context)).matches(o -> ((Outcome.Done<?>) o).replayed());
        assertThat(here.load(Desk.DESK, ID).state().taken()).containsExactly("a");
    }

    @Test
    void what_is_too_large_is_refused_as_content() {
        run(new Open(2));
        var novel = new Take("a", Personal.of("pa", "name", "x".repeat(1 << 20)));
        assertThat(run(novel)).isInstanceOfSatisfying(Outcome.Refused.class, r -> {
            assertThat(r.rejection().content()).isTrue();
            assertThat(r.version()).isEqualTo(1);
        });
        assertThat(run(take("a"))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void a_fault_of_the_rules_comes_out_and_the_aggregate_works_on() {
        run(new Open(2));
        assertThatThrownBy(() -> run(new Desk.Break())).hasMessage("a fault of the rules");
        assertThat(run(take("a"))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void racing_commands_on_one_aggregate_each_take_effect_once() throws Exception {
        run(new Open(20));
        var outcomes = race(40, n -> () -> run(n % 2 == 0 ? here : there, take("w" + n), context()));
        assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(20);
        assertThat(outcomes).filteredOn(Outcome.Refused.class::isInstance).hasSize(20);
        assertThat(here.load(Desk.DESK, ID).state().taken()).hasSize(20).doesNotHaveDuplicates();
        assertThat(log.all()).extracting(c -> c.commit().version()).containsExactlyElementsOf(upTo(21));
    }

    @Test
    void racing_creations_make_one_aggregate() throws Exception {
        var outcomes = race(16, n -> () -> run(n % 2 == 0 ? here : there, new Open(n + 1), context()));
        assertThat(outcomes).allMatch(Outcome.Done.class::isInstance);
        assertThat(outcomes)
                .filteredOn(o -> !((Outcome.Done<?>) o).events().isEmpty())
                .hasSize(1);
        assertThat(log.all()).hasSize(1);
    }

    @Test
    void one_command_id_sent_at_once_has_one_effect_and_one_answer() throws Exception {
        run(new Open(20));
        var context = context();
        var outcomes = race(16, n -> () -> run(n % 2 == 0 ? here : there, take("a"), context));
        assertThat(outcomes).filteredOn(o -> !((Outcome.Done<?>) o).replayed()).hasSize(1);
        assertThat(outcomes).allSatisfy(o -> {
            var done = (Outcome.Done<Event>) o;
            assertThat(done.position()).isEqualTo(at(2));
            assertThat(done.version()).isEqualTo(2);
            assertThat(done.events()).containsExactly(new Taken("a", Personal.of("pa", "name", "Ada a")));
        });
        assertThat(log.all()).hasSize(2);
    }

    @Test
    void personal_values_are_sealed_in_what_is_stored() {
        run(new Open(2));
        run(take("a"));
        var stored = log.all().getLast().commit().events().getFirst().data();
        assertThat(stored).doesNotContain("Ada").contains("\"sealed\":");
        assertThat(there.load(Desk.DESK, ID).state().names()).containsExactly("Ada a");
    }

    @Test
    void an_aggregate_loads_and_goes_on_after_the_key_of_a_person_is_gone() {
        run(new Open(3));
        run(take("a"));
        vault.destroyed.add("pa");
        assertThat(there.load(Desk.DESK, ID).state()).isEqualTo(new State(3, List.of("a"), List.of("erased")));
        assertThat(run(there, take("b"), context())).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void an_opened_value_is_forgotten_when_its_time_is_over_though_the_state_went_on() {
        run(new Open(3));
        run(take("a"));
        vault.destroyed.add("pa");
        assertThat(here.load(Desk.DESK, ID).state().names()).containsExactly("Ada a");
        nanos.addAndGet(Duration.ofSeconds(40).toNanos());
        run(take("b"));
        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        assertThat(here.load(Desk.DESK, ID).state().names()).containsExactly("erased", "Ada b");
    }

    @Test
    void a_recent_state_spares_reading_the_log() {
        run(new Open(50));
        int before = log.loads.get();
        for (int n = 0; n < 10; n++) run(take("w" + n));
        assertThat(log.loads.get()).isEqualTo(before);
    }

    @Test
    void loads_what_the_log_has_now_and_says_what_does_not_exist() {
        assertThat(here.load(Desk.DESK, ID).exists()).isFalse();
        assertThat(here.load(Desk.DESK, ID).position()).isEqualTo(at(0));
        run(here, new Open(3), context());
        run(there, take("a"), context());
        var loaded = here.load(Desk.DESK, ID);
        assertThat(loaded.version()).isEqualTo(2);
        assertThat(loaded.position()).isEqualTo(at(2));
        assertThat(loaded.state().taken()).containsExactly("a");
    }

    @Test
    void a_command_never_reaches_the_aggregate_of_another_tenant() {
        var foreign = AggregateId.of("foothills", "desk", "d1");
        assertThatThrownBy(() -> here.run(Desk.DESK, foreign, new Open(1), WORKDAY, context()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_command_inside_a_command_is_a_fault() {
        log.before.set(() -> run(there, new Open(5), context()));
        assertThatThrownBy(() -> run(new Open(1))).isInstanceOf(IllegalStateException.class);
        assertThat(log.all()).isEmpty();
    }

    @Test
    void a_history_with_a_gap_is_no_history() {
        run(new Open(9));
        run(take("a"));
        run(take("b"));
        log.missing = 2;
        assertThatThrownBy(() -> runner().load(Desk.DESK, ID)).isInstanceOf(LaneLog.Corrupt.class);
        assertThatThrownBy(() -> run(runner(), take("c"), context())).isInstanceOf(LaneLog.Corrupt.class);
    }

    private static List<Long> upTo(long n) {
        return java.util.stream.LongStream.rangeClosed(1, n).boxed().toList();
    }

    private static List<Outcome<Event>> race(
            int threads, java.util.function.IntFunction<Callable<Outcome<Event>>> command) throws Exception {
        var start = new CyclicBarrier(threads);
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var running = new ArrayList<java.util.concurrent.Future<Outcome<Event>>>();
            for (int n = 0; n < threads; n++) {
                var one = command.apply(n);
                running.add(pool.submit(() -> {
                    start.await();
                    return one.call();
                }));
            }
            var outcomes = new ArrayList<Outcome<Event>>();
            for (var one : running) outcomes.add(one.get());
            return outcomes;
        }
    }

    private static final class Base64Vault implements Vault {
        final Set<String> destroyed = ConcurrentHashMap.newKeySet();

        @Override
        public String seal(String person, String field, byte[] plain) {
            return Base64.getEncoder().encodeToString(plain);
        }

        @Override
        public Optional<byte[]> open(String person, String field, String cipher) {
            if (destroyed.contains(person)) return Optional.empty();
            return Optional.of(new String(Base64.getDecoder().decode(cipher), StandardCharsets.UTF_8)
                    .getBytes(StandardCharsets.UTF_8));
        }
    }
}
