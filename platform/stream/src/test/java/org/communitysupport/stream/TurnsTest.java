package org.communitysupport.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes when, without a broker and a database. */
class TurnsTest {
    private final Turns turns = new Turns("test", 8, 100);
    private final ConcurrentLinkedQueue<String> taken = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        turns.close(10_000);
    }

    private Turns.Turn take(String what) {
        return () -> taken.add(what);
    }

    private void untilTaken(int count) {
        Await.until(count + " were taken", () -> taken.size() == count);
    }

    @Test
    void many_keys_are_worked_on_beside_each_other() {
        var all = new CyclicBarrier(8);
        for (int i = 0; i < 8; i++) {
            String key = "k" + i;
            turns.add(key, () -> {
                meet(all);
                return taken.add(key);
            });
        }
        untilTaken(8);
    }

    @Test
    void a_key_that_takes_long_holds_nobody_else() {
        var end = new CountDownLatch(1);
        turns.add("slow", () -> {
            wait(end);
            return taken.add("slow");
        });
        turns.add("slow", take("behind it"));
        for (int i = 0; i < 50; i++) turns.add("k" + i, take("k" + i));
        untilTaken(50);
        assertThat(taken).doesNotContain("slow", "behind it");
        end.countDown();
        untilTaken(52);
        assertThat(new ArrayList<>(taken).subList(50, 52)).containsExactly("slow", "behind it");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void each_key_has_its_order_whatever_the_order_in_which_turns_end(long seed) {
        var random = new Random(seed);
        var gate = new Gate();
        Map<String, List<Integer>> seen = new ConcurrentHashMap<>();
        var added = new HashMap<String, Integer>();
        for (int i = 0; i < 300; i++) {
            String key = "k" + random.nextInt(20);
            int number = added.merge(key, 1, Integer::sum);
            turns.add(key, () -> {
                gate.pass();
                return seen.computeIfAbsent(key, k -> Collections.synchronizedList(new ArrayList<>()))
                        .add(number);
            });
        }
        gate.openFor(300, random);
        Await.until(
                "all were taken",
                () -> seen.values().stream().mapToInt(List::size).sum() == 300);
        added.forEach((key, count) -> assertThat(seen.get(key))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, count).boxed().toList()));
    }

    @Test
    void a_turn_that_is_not_taken_stands_with_its_key_alone_until_it_is_asked_to_go_on() {
        var may = new AtomicBoolean();
        turns.add("a", () -> may.get() && taken.add("first"));
        turns.add("a", take("second"));
        turns.add("b", take("other"));
        untilTaken(1);
        turns.add("a", take("third"));
        assertThat(taken).containsExactly("other");
        may.set(true);
        Await.until("all were taken", () -> {
            turns.goOn();
            return taken.size() == 4;
        });
        assertThat(taken).containsExactly("other", "first", "second", "third");
    }

    @Test
    void what_comes_first_comes_after_what_has_begun_and_before_the_rest() {
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        turns.add("a", () -> {
            begun.countDown();
            wait(end);
            return taken.add("begun");
        });
        turns.add("a", take("waiting"));
        wait(begun);
        turns.addFirst("a", take("first"));
        end.countDown();
        untilTaken(3);
        assertThat(taken).containsExactly("begun", "first", "waiting");
    }

    @Test
    void what_comes_first_gets_its_turn_in_a_key_that_stands() {
        var tried = new CountDownLatch(1);
        turns.add("a", () -> {
            tried.countDown();
            return false;
        });
        wait(tried);
        turns.addFirst("a", take("first"));
        untilTaken(1);
    }

    @Test
    void what_comes_first_while_a_turn_fails_gets_its_turn_before_that_one_comes_again() {
        var tried = new CountDownLatch(1);
        turns.add("a", () -> {
            tried.countDown();
            Await.until("another asked to come first", () -> closing);
            return false;
        });
        wait(tried);
        turns.addFirst("a", take("first"));
        closing = true;
        untilTaken(1);
    }

    @Test
    void those_that_stand_take_no_room() {
        var tried = new CountDownLatch(1);
        turns.add("a", () -> {
            tried.countDown();
            return false;
        });
        wait(tried);
        for (int i = 0; i < 150; i++) turns.add("a", take("never"));
        Await.until("there is room", () -> !turns.isFull());
        assertThat(taken).isEmpty();
    }

    @Test
    void an_error_of_the_machine_is_told_and_one_of_the_code_only_stops_its_key() {
        turns.add("a", () -> {
            throw new IllegalStateException("a fault in a turn");
        });
        turns.add("b", take("b"));
        untilTaken(1);
        assertThat(turns.fatal()).isNull();
        turns.add("c", () -> {
            throw new OutOfMemoryError("as if");
        });
        Await.until("it is told", () -> turns.fatal() instanceof OutOfMemoryError);
    }

    @Test
    void closing_waits_for_what_has_begun_and_begins_nothing() {
        var begun = new CountDownLatch(1);
        turns.add("a", () -> {
            begun.countDown();
            Await.until("it is closing", () -> closing);
            return taken.add("begun");
        });
        turns.add("a", take("not begun"));
        wait(begun);
        closing = true;
        turns.close(45_000);
        turns.add("b", take("late"));
        assertThat(taken.contains("late")).isFalse();
        assertThat(taken).startsWith("begun");
    }

    private volatile boolean closing;

    private static void meet(CyclicBarrier all) {
        try {
            all.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static void wait(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
