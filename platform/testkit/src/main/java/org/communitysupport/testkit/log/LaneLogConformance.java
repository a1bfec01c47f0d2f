package org.communitysupport.testkit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.kernel.Lanes;
import org.communitysupport.log.Commit;
import org.communitysupport.log.CommitDocument;
import org.communitysupport.log.LaneLog;
import org.communitysupport.log.LaneLog.Appended;
import org.communitysupport.log.LaneLog.Appended.AlreadyDone;
import org.communitysupport.log.LaneLog.Appended.Stored;
import org.communitysupport.log.LaneLog.Appended.VersionTaken;
import org.communitysupport.log.NewEvent;
import org.communitysupport.log.StoredCommit;
import org.junit.jupiter.api.Test;

/** What every lane log must keep. A test class implements it; every test must fail against a log that does nothing. */
public interface LaneLogConformance {
    Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    BusinessClock AT_NOON = () -> NOON;

    /** A fresh, empty store. */
    LogWorld newWorld();

    @Test
    default void gives_every_lane_positions_of_its_own_from_one_on() {
        try (var world = newWorld()) {
            var log = world.open(AT_NOON);
            assertThat(stored(log.append(commit(3, "a", 1))).seq()).isEqualTo(1);
            assertThat(stored(log.append(commit(3, "b", 1))).seq()).isEqualTo(2);
            assertThat(stored(log.append(commit(4, "c", 1))).seq()).isEqualTo(1);
            assertThat(log.heads())
                    .hasSize(Lanes.COUNT)
                    .containsEntry(3, 2L)
                    .containsEntry(4, 1L)
                    .containsEntry(5, 0L);
        }
    }

    @Test
    default void keeps_what_it_was_given_byte_for_byte() {
        try (var world = newWorld()) {
            var log = world.open(AT_NOON);
            var events = List.of(
                    new NewEvent("thing.Made", 2, "{\"note\":\"sëaled ✓ $where {\\\"$ne\\\":1} 𝄞\"}", "part2"),
                    new NewEvent("thing.Named", 1, "{}", ""));
            var given = new Commit(
                    UUID.randomUUID(),
                    "Make",
                    "hash",
                    "actor",
                    "corr",
                    "cause",
                    "00-trace",
                    "agency",
                    15,
                    "t/x/1",
                    1,
                    events);
            var stored = stored(log.append(given));
            assertThat(stored.commit()).isEqualTo(given);
            assertThat(stored.at()).isEqualTo(NOON);
            assertThat(stored.previous()).isEqualTo("0".repeat(64));
            assertThat(log.findCommand(given.commandId())).contains(stored);
            assertThat(log.load("t/x/1", 1)).containsExactly(stored);
            assertThat(log.read(Map.of(15, 0L), 10)).containsExactly(stored);
        }
    }

    @Test
    default void chains_every_commit_to_the_one_before_it() {
        try (var world = newWorld()) {
            var log = world.open(AT_NOON);
            var first = stored(log.append(commit(1, "a", 1)));
            var second = stored(world.open(AT_NOON).append(commit(1, "b", 1)));
            assertThat(second.previous()).isEqualTo(first.hash());
            var whole = world.verify(1);
            assertThat(whole.commits()).isEqualTo(2);
            assertThat(whole.hash()).isEqualTo(second.hash());
        }
    }

    @Test
    default void answers_a_repeated_command_with_its_first_commit() {
        try (var world = newWorld()) {
            var log = world.open(AT_NOON);
            var command = commit(2, "a", 1);
            var first = stored(log.append(command));
            assertThat(log.append(command)).isEqualTo(new AlreadyDone(first));
            assertThat(world.open(AT_NOON).append(command)).isEqualTo(new AlreadyDone(first));
            stored(log.append(commit(2, "a", 2)));
            var laterVersion =
                    new CommitMaker(2, "a", 3).id(command.commandId()).make();
            assertThat(log.append(laterVersion)).isEqualTo(new AlreadyDone(first));
            assertThat(read(log)).hasSize(2);
        }
    }

    @Test
    default void shows_the_first_input_when_a_command_id_comes_with_another() {
        try (var world = newWorld()) {
            var log = world.open(AT_NOON);
            var first = new CommitMaker(2, "a", 1).input("one").make();
            stored(log.append(first));
            var other = new CommitMaker(9, "b", 1)
                    .id(first.commandId())
                    .input("two")
                    .make();
            assertThat(log.append(other)).isInstanceOfSatisfying(AlreadyDone.class, done -> assertThat(
                            done.commit().commit())
                    .isEqualTo(first));
            assertThat(log.load("b", 1)).isEmpty();
            assertThat(log.heads()).containsEntry(2, 1L).containsEntry(9, 0L);
        }
    }

    @Test
    default void lets_one_command_id_take_effect_once_when_it_comes_from_everywhere_at_once() {
        try (var world = newWorld()) {
            var logs = List.of(world.open(AT_NOON), world.open(AT_NOON));
            for (int round = 0; round < 10; round++) {
                var id = UUID.randomUUID();
                int r = round;
                var answers = atOnce(16, i -> logs.get(i % 2)
                        .append(new CommitMaker(i % 4, "r" + r + "-" + i, 1)
                                .id(id)
                                .make()));
                assertThat(answers).filteredOn(Stored.class::isInstance).hasSize(1);
                assertThat(answers).filteredOn(AlreadyDone.class::isInstance).hasSize(15);
            }
            assertThat(read(logs.getFirst())).hasSize(10);
        }
    }

    @Test
    default void refuses_a_version_that_is_taken_and_goes_on_without_a_hole() {
        try (var world = newWorld()) {
            var log = world.open(AT_NOON);
            var other = world.open(AT_NOON);
            stored(log.append(commit(6, "a", 1)));
            assertThat(log.append(commit(6, "a", 1))).isInstanceOf(VersionTaken.class);
            assertThat(other.append(commit(6, "a", 1))).isInstanceOf(VersionTaken.class);
            assertThat(stored(other.append(commit(6, "a", 2))).seq()).isEqualTo(2);
            assertThat(log.append(commit(6, "a", 2))).isInstanceOf(VersionTaken.class);
            assertThat(stored(log.append(commit(6, "b", 1))).seq()).isEqualTo(3);
        }
    }

    @Test
    default void lets_exactly_one_of_racing_writers_have_a_version() {
        try (var world = newWorld()) {
            var logs = List.of(world.open(AT_NOON), world.open(AT_NOON), world.open(AT_NOON));
            for (int version = 1; version <= 12; version++) {
                int v = version;
                var answers = atOnce(12, i -> logs.get(i % 3).append(commit(7, "raced", v)));
                assertThat(answers).filteredOn(Stored.class::isInstance).hasSize(1);
                assertThat(answers).filteredOn(VersionTaken.class::isInstance).hasSize(11);
            }
            assertThat(logs.getFirst().load("raced", 1).stream()
                            .map(c -> c.commit().version()))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 12).mapToObj(Long::valueOf).toList());
            assertThat(world.verify(7).commits()).isEqualTo(12);
        }
    }

    @Test
    default void keeps_lanes_dense_and_chained_when_many_write_from_several_processes() {
        try (var world = newWorld()) {
            var logs = List.of(world.open(AT_NOON), world.open(AT_NOON));
            var answers = atOnce(32, i -> {
                var mine = new ArrayList<StoredCommit>();
                for (int n = 0; n < 12; n++)
                    mine.add(stored(logs.get(i % 2).append(commit((i + n) % 5, i + "-" + n, 1))));
                return mine;
            });
            var stored = answers.stream().flatMap(List::stream).toList();
            assertThat(read(logs.getFirst())).containsExactlyInAnyOrderElementsOf(stored);
            for (int lane = 0; lane < 5; lane++) {
                long head = logs.getLast().heads().get(lane);
                assertThat(world.verify(lane).commits()).isEqualTo(head);
            }
            assertThat(stored).hasSize(32 * 12);
        }
    }

    @Test
    default void stores_what_comes_before_and_after_a_refused_commit_of_the_same_call() {
        try (var world = newWorld()) {
            var log = world.open(AT_NOON);
            var done = commit(0, "done", 1);
            var first = stored(log.append(done));
            world.hold();
            var answers = new ArrayList<CompletableFuture<Appended>>();
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < 30; i++) {
                var commit = i % 5 == 2 ? commit(0, "done", 1) : i % 5 == 4 ? done : commit(i % 3, "new" + i, 1);
                answers.add(onThread(threads, () -> log.append(commit)));
            }
            awaitThat("every append to wait for the store", () -> {
                assertThat(answers)
                        .as("answers given while nothing could be stored")
                        .noneMatch(CompletableFuture::isDone);
                return threads.stream().allMatch(LaneLogConformance::waits);
            });
            world.release();
            for (int i = 0; i < 30; i++) {
                var answer = answers.get(i).join();
                if (i % 5 == 2) assertThat(answer).isInstanceOf(VersionTaken.class);
                else if (i % 5 == 4) assertThat(answer).isEqualTo(new AlreadyDone(first));
                else assertThat(answer).isInstanceOf(Stored.class);
            }
            assertThat(read(log)).hasSize(1 + 18);
            for (int lane = 0; lane < 3; lane++)
                assertThat(world.verify(lane).commits()).isEqualTo(log.heads().get(lane));
        }
    }

    @Test
    default void stores_once_what_never_arrived_the_first_time() {
        storesOnceAfter(LogWorld.Loss.REQUEST);
    }

    @Test
    default void stores_once_what_was_stored_without_telling() {
        storesOnceAfter(LogWorld.Loss.ANSWER);
    }

    private void storesOnceAfter(LogWorld.Loss loss) {
        try (var world = newWorld()) {
            var log = world.open(AT_NOON);
            stored(log.append(commit(8, "before", 1)));
            world.lose(loss);
            var command = commit(8, "a", 1);
            var answer = untilDefinite(log, command);
            assertThat(answer.commit()).isEqualTo(command);
            assertThat(answer.seq()).isEqualTo(2);
            assertThat(log.append(command)).isEqualTo(new AlreadyDone(answer));
            assertThat(stored(log.append(commit(8, "after", 1))).previous()).isEqualTo(answer.hash());
            assertThat(world.verify(8).commits()).isEqualTo(3);
        }
    }

    @Test
    default void loses_and_doubles_nothing_when_answers_get_lost_under_load() {
        try (var world = newWorld()) {
            var logs = List.of(world.open(AT_NOON), world.open(AT_NOON));
            var done = new AtomicInteger();
            var all = atOnce(8, i -> {
                var mine = new ArrayList<Commit>();
                for (int n = 0; n < 20; n++) {
                    if (done.incrementAndGet() % 40 == 0)
                        world.lose(n % 2 == 0 ? LogWorld.Loss.ANSWER : LogWorld.Loss.REQUEST);
                    var command = commit((i + n) % 3, i + "-" + n, 1);
                    assertThat(untilDefinite(logs.get(i % 2), command).commit()).isEqualTo(command);
                    mine.add(command);
                }
                return mine;
            });
            assertThat(read(logs.getFirst()).stream().map(StoredCommit::commit))
                    .containsExactlyInAnyOrderElementsOf(
                            all.stream().flatMap(List::stream).toList());
            for (int lane = 0; lane < 3; lane++) world.verify(lane);
        }
    }

    @Test
    default void stops_a_reader_at_a_hole() {
        try (var world = newWorld()) {
            var log = world.open(AT_NOON);
            for (int i = 1; i <= 40; i++) stored(log.append(commit(i % 2, "a" + i, 1)));
            for (long seq = 4; seq < 15; seq++) world.remove(1, seq);
            assertThatThrownBy(() -> log.read(Map.of(0, 0L, 1, 0L), 100))
                    .isInstanceOf(LaneLog.Corrupt.class)
                    .hasMessageContaining("lane 1")
                    .hasMessageContaining("15");
            assertThatThrownBy(() -> log.read(Map.of(1, 3L), 5)).isInstanceOf(LaneLog.Corrupt.class);
            assertThatThrownBy(() -> world.verify(1))
                    .isInstanceOf(LaneLog.Corrupt.class)
                    .hasMessageContaining("lane 1, seq 4");
            assertThat(world.verify(0).commits()).isEqualTo(20);
        }
    }

    @Test
    default void tells_what_stands_under_a_key_in_lane_order_and_nothing_beside_it() {
        try (var world = newWorld()) {
            var log = world.open(AT_NOON);
            int lane = Lanes.of("agency", "k1");
            for (String aggregate : List.of(
                    "agency/day/k1/d1",
                    "agency/file/k1",
                    "agency/file/k11",
                    "other/file/k1",
                    "agency/k1/x",
                    "agency/day/k1/d2")) stored(log.append(commit(lane, aggregate, 1)));
            stored(log.append(commit(lane, "agency/file/k1", 2)));
            assertThat(log.about("agency", "k1", 0, 10))
                    .extracting(c -> c.commit().aggregate(), StoredCommit::seq)
                    .containsExactly(
                            tuple("agency/day/k1/d1", 1L),
                            tuple("agency/file/k1", 2L),
                            tuple("agency/day/k1/d2", 6L),
                            tuple("agency/file/k1", 7L));
            assertThat(log.about("agency", "k1", 1, 2))
                    .extracting(StoredCommit::seq)
                    .containsExactly(2L, 6L);
            assertThat(log.about("agency", "k2", 0, 10)).isEmpty();
        }
    }

    @Test
    default void shows_an_alteration_and_where_it_is() {
        try (var world = newWorld()) {
            var log = world.open(AT_NOON);
            for (int i = 1; i <= 5; i++) stored(log.append(commit(11, "a" + i, 1)));
            assertThat(world.verify(11).commits()).isEqualTo(5);
            world.alter(11, 3);
            assertThatThrownBy(() -> world.verify(11))
                    .isInstanceOf(LaneLog.Corrupt.class)
                    .hasMessageContaining("lane 11, seq 3");
        }
    }

    @Test
    default void refuses_a_commit_of_more_than_a_mebibyte_and_keeps_one_just_below() {
        try (var world = newWorld()) {
            var log = world.open(AT_NOON);
            assertThatThrownBy(() -> log.append(new CommitMaker(1, "big", 1)
                            .data("x".repeat(CommitDocument.MAX_BYTES))
                            .make()))
                    .isInstanceOf(LaneLog.TooLarge.class);
            assertThat(log.load("big", 1)).isEmpty();
            var large = new CommitMaker(1, "big", 1)
                    .data("x".repeat(CommitDocument.MAX_BYTES - 1000))
                    .make();
            assertThat(stored(log.append(large)).seq()).isEqualTo(1);
        }
    }

    @Test
    default void stores_many_large_commits_that_come_at_once() {
        try (var world = newWorld()) {
            var log = world.open(AT_NOON);
            var answers = atOnce(
                    24,
                    i -> stored(log.append(new CommitMaker(i % 3, "big" + i, 1)
                            .data("y".repeat(900_000))
                            .make())));
            assertThat(answers.stream().mapToLong(StoredCommit::seq).max()).hasValue(8);
        }
    }

    @Test
    default void never_lets_time_run_backwards_within_a_lane() {
        try (var world = newWorld()) {
            var now = new AtomicReference<>(NOON);
            var log = world.open(now::get);
            var behind = world.open(() -> NOON.minusSeconds(3600));
            stored(log.append(commit(5, "a", 1)));
            now.set(NOON.plusSeconds(60));
            stored(log.append(commit(5, "b", 1)));
            now.set(NOON.minusSeconds(60));
            stored(log.append(commit(5, "c", 1)));
            stored(behind.append(commit(5, "d", 1)));
            assertThat(stored(behind.append(commit(6, "e", 1))).at()).isEqualTo(NOON.minusSeconds(3600));
            var lane = log.read(Map.of(5, 0L), 10);
            assertThat(lane.stream().map(StoredCommit::at))
                    .containsExactly(NOON, NOON.plusSeconds(60), NOON.plusSeconds(60), NOON.plusSeconds(60));
            assertThat(lane.stream().map(StoredCommit::recordedAt)).isSorted();
            assertThat(lane.getFirst().recordedAt())
                    .isBetween(Instant.now().minusSeconds(600), Instant.now().plusSeconds(600));
        }
    }

    @Test
    default void reads_each_lane_in_order_after_the_given_position() {
        try (var world = newWorld()) {
            var log = world.open(AT_NOON);
            for (int i = 0; i < 30; i++) stored(log.append(commit(i % 3, "a" + i, 1)));
            var batch = log.read(Map.of(0, 4L, 2, 9L), 100);
            assertThat(batch.stream().map(c -> c.lane() + ":" + c.seq()))
                    .containsExactlyInAnyOrder("0:5", "0:6", "0:7", "0:8", "0:9", "0:10", "2:10");
            assertThat(batch.stream().filter(c -> c.lane() == 0).map(StoredCommit::seq))
                    .isSorted();
            assertThat(log.read(Map.of(0, 10L, 1, 10L, 2, 10L), 100)).isEmpty();
            assertThat(log.read(Map.of(1, 0L), 3).stream().map(StoredCommit::seq))
                    .containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    default void gives_every_lane_its_turn_while_one_is_far_behind() {
        try (var world = newWorld()) {
            var log = world.open(AT_NOON);
            for (int i = 0; i < 60; i++) stored(log.append(commit(0, "busy" + i, 1)));
            for (int lane = 1; lane < Lanes.COUNT; lane++) stored(log.append(commit(lane, "calm" + lane, 1)));
            var after = new HashMap<>(nowhere());
            assertThat(log.read(after, 32))
                    .hasSize(32)
                    .extracting(StoredCommit::lane)
                    .contains(1, 8, 15);
            var seen = new HashSet<Integer>();
            awaitThat("every lane to be read by a reader with little room", () -> {
                var batch = log.read(after, 4);
                assertThat(batch).hasSizeLessThanOrEqualTo(4);
                for (var c : batch) {
                    assertThat(c.seq()).isEqualTo(after.put(c.lane(), c.seq()) + 1);
                    seen.add(c.lane());
                }
                return batch.isEmpty();
            });
            assertThat(seen).hasSize(Lanes.COUNT);
            assertThat(after).containsEntry(0, 60L);
        }
    }

    @Test
    default void loads_from_the_commit_that_holds_a_version() {
        try (var world = newWorld()) {
            var log = world.open(AT_NOON);
            var one = stored(log.append(new CommitMaker(3, "a", 1).events(3).make()));
            stored(log.append(commit(3, "b", 1)));
            var four = stored(log.append(commit(3, "a", 4)));
            var five = stored(log.append(new CommitMaker(3, "a", 5).events(2).make()));
            var seven = stored(log.append(commit(3, "a", 7)));
            var eight = stored(log.append(commit(3, "a", 8)));
            assertThat(log.load("a", 0)).containsExactly(one, four, five, seven, eight);
            assertThat(log.load("a", 1)).containsExactly(one, four, five, seven, eight);
            assertThat(log.load("a", 3)).containsExactly(one, four, five, seven, eight);
            assertThat(log.load("a", 4)).containsExactly(four, five, seven, eight);
            assertThat(log.load("a", 6)).containsExactly(five, seven, eight);
            assertThat(log.load("a", 8)).containsExactly(eight);
            assertThat(log.load("a", 9)).isEmpty();
            assertThat(log.load("unknown", 1)).isEmpty();
        }
    }

    @Test
    default void finds_no_command_that_was_never_stored() {
        try (var world = newWorld()) {
            var log = world.open(AT_NOON);
            var command = commit(1, "a", 1);
            stored(log.append(command));
            var refused = commit(1, "a", 1);
            log.append(refused);
            assertThat(log.findCommand(refused.commandId())).isEmpty();
            assertThat(log.findCommand(command.commandId()).map(StoredCommit::commit))
                    .isEqualTo(Optional.of(command));
        }
    }

    @Test
    default void wakes_its_readers_after_each_commit_and_never_for_a_refusal() {
        try (var world = newWorld()) {
            var log = world.open(AT_NOON);
            var woken = new ArrayList<String>();
            log.onAppend(lane -> woken.add(lane + ":" + log.heads().get(lane)));
            var command = commit(1, "a", 1);
            log.append(command);
            log.append(command);
            log.append(commit(1, "a", 1));
            log.append(commit(1, "a", 2));
            log.append(commit(3, "b", 1));
            assertThat(woken).containsExactly("1:1", "1:2", "3:1");
        }
    }

    @Test
    default void takes_nothing_more_once_it_is_closed() {
        try (var world = newWorld()) {
            var log = world.open(AT_NOON);
            stored(log.append(commit(1, "a", 1)));
            log.close();
            assertThatThrownBy(() -> log.append(commit(1, "b", 1))).isInstanceOf(LaneLog.Unavailable.class);
            assertThat(read(world.open(AT_NOON))).hasSize(1);
        }
    }

    /** A commit with one event. */
    static Commit commit(int lane, String aggregate, long version) {
        return new CommitMaker(lane, aggregate, version).make();
    }

    /** Every commit there is. */
    static List<StoredCommit> read(LaneLog log) {
        var after = new HashMap<>(nowhere());
        var all = new ArrayList<StoredCommit>();
        for (var batch = log.read(after, 50); !batch.isEmpty(); batch = log.read(after, 50)) {
            all.addAll(batch);
            batch.forEach(c -> after.put(c.lane(), c.seq()));
        }
        all.sort(Comparator.comparingInt(StoredCommit::lane).thenComparingLong(StoredCommit::seq));
        return all;
    }

    private static Map<Integer, Long> nowhere() {
        var after = new HashMap<Integer, Long>();
        for (int lane = 0; lane < Lanes.COUNT; lane++) after.put(lane, 0L);
        return after;
    }

    static StoredCommit stored(Appended answer) {
        assertThat(answer).isInstanceOf(Stored.class);
        return ((Stored) answer).commit();
    }

    /** As a client does: sends the same command again while there is no definite answer. */
    static StoredCommit untilDefinite(LaneLog log, Commit commit) {
        var found = new AtomicReference<StoredCommit>();
        awaitThat("a definite answer", () -> {
            try {
                switch (log.append(commit)) {
                    case Stored s -> found.set(s.commit());
                    case AlreadyDone a -> found.set(a.commit());
                    case VersionTaken v -> throw new AssertionError("nobody else writes " + commit.aggregate());
                }
                return true;
            } catch (LaneLog.Unavailable e) {
                return false;
            }
        });
        return found.get();
    }

    /** What each of {@code n} threads does with its number. */
    interface Numbered<T> {
        T run(int i) throws Exception;
    }

    static <T> List<T> atOnce(int n, Numbered<T> work) {
        var running = new ArrayList<CompletableFuture<T>>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < n; i++) {
            int mine = i;
            running.add(onThread(threads, () -> work.run(mine)));
        }
        return running.stream().map(CompletableFuture::join).toList();
    }

    private static <T> CompletableFuture<T> onThread(List<Thread> threads, Callable<T> work) {
        var result = new CompletableFuture<T>();
        threads.add(Thread.ofPlatform().daemon().start(() -> {
            try {
                result.complete(work.call());
            } catch (Throwable t) {
                result.completeExceptionally(t instanceof CompletionException c ? c.getCause() : t);
            }
        }));
        return result;
    }

    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    static void awaitThat(String what, Callable<Boolean> condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        try {
            while (!condition.call()) {
                assertThat(System.nanoTime()).as("waited in vain for " + what).isLessThan(end);
                Thread.onSpinWait();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A commit for a test, with a fresh command id unless told otherwise. */
    final class CommitMaker {
        private final int lane;
        private final String aggregate;
        private final long version;
        private UUID id = UUID.randomUUID();
        private String input = "input";
        private String data = "{\"n\":1}";
        private int events = 1;

        public CommitMaker(int lane, String aggregate, long version) {
            this.lane = lane;
            this.aggregate = aggregate;
            this.version = version;
        }

        public CommitMaker id(UUID commandId) {
            id = commandId;
            return this;
        }

        public CommitMaker input(String hash) {
            input = hash;
            return this;
        }

        public CommitMaker data(String json) {
            data = json;
            return this;
        }

        public CommitMaker events(int count) {
            events = count;
            return this;
        }

        public Commit make() {
            var made = IntStream.range(0, events)
                    .mapToObj(i -> new NewEvent("test.Happened", 1, data, ""))
                    .toList();
            return new Commit(id, "Test", input, "tester", "c", "", "", "agency", lane, aggregate, version, made);
        }
    }
}
