package org.communitysupport.payer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.communitysupport.payer.ClaimFiles.MEMBER;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KilledTest {
    @TempDir
    Path directory;

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /** The steps of one file: read, three answers written, committed, three sent, deposited, done. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void killed_after_any_step_and_started_again_it_gives_the_same_bytes_once(int step) throws IOException {
        var undisturbed = new Payer(directory.resolve("undisturbed"));
        undisturbed.take(claims());
        var killed = new Payer(directory.resolve("killed"));
        var steps = new AtomicInteger();
        killed.start(reached -> {
            if (steps.incrementAndGet() == step) throw new Killed();
        });
        assertThatThrownBy(() -> killed.take(claims())).isInstanceOf(Killed.class);
        // The tables change between the two lives: what was committed before may not change with them.
        boolean committed = step >= 5;
        if (committed) killed.table("members.csv", MEMBER + ",2020-01-01,2026-11-01");
        killed.start(reached -> {});
        if (Files.exists(killed.outbox.resolve("claims.837"))) killed.take(claims());
        assertThat(killed.answers()).isEqualTo(undisturbed.answers()).hasSize(3);
        assertThat(killed.deposits()).isEqualTo(undisturbed.deposits());
        assertThat(killed.outbox.resolve("done/claims.837")).exists();
    }

    @Test
    void an_answer_that_was_taken_away_before_the_kill_is_not_sent_again() throws IOException {
        var payer = new Payer(directory);
        var sent = new AtomicInteger();
        payer.start(reached -> {
            if (reached == Desk.Step.ANSWER_SENT && sent.incrementAndGet() == 1) throw new Killed();
        });
        assertThatThrownBy(() -> payer.take(claims())).isInstanceOf(Killed.class);
        Files.delete(payer.inbox.resolve("000000007.999"));
        payer.start(reached -> {});
        payer.take(claims());
        assertThat(payer.answers()).containsOnlyKeys("000000007.277", "000000007.835");
    }

    @Test
    void the_process_says_READY_answers_survives_a_kill_and_ends_on_SIGTERM() throws Exception {
        Path outbox = directory.resolve("outbox");
        var first = start();
        Files.write(outbox.resolve("a.837"), claims().bytes());
        Files.write(outbox.resolve("b.837.tmp"), claims().bytes());
        assertThat(says(first)).startsWith("interchange 000000007: 2 claims");
        first.destroyForcibly().waitFor();
        var second = start();
        Files.write(outbox.resolve("a.837"), claims().bytes());
        Files.write(
                outbox.resolve("c.837"),
                new ClaimFiles("000000008").simple("C1", MEMBER, "20261102").bytes());
        assertThat(says(second)).isEqualTo("interchange 000000007 was answered before");
        assertThat(says(second)).startsWith("interchange 000000008: 1 claims");
        assertThat(outbox.resolve("done/c.837")).exists();
        assertThat(Files.readString(directory.resolve("inbox/000000008.835"))).contains("CAS*CO*18*72~");
        assertThat(outbox.resolve("b.837.tmp")).exists();
        assertThat(Files.readString(directory.resolve("data/deposits.csv")).lines())
                .hasSize(3);
        second.destroy();
        assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
        // x12-parser's xstream makes newer Javas warn.
        assertThat(Files.readAllLines(directory.resolve("stderr"))).allMatch(l -> l.startsWith("WARNING: "));
    }

    @Test
    void two_simulators_do_not_work_on_one_data_directory() throws Exception {
        var first = start();
        var second = process().start();
        assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(Files.readString(directory.resolve("stderr")))
                .isEqualTo("another payer simulator works with this data directory\n");
        first.destroy();
        first.waitFor();
    }

    private Process start() throws Exception {
        var process = process().start();
        assertThat(says(process)).isEqualTo("READY");
        return process;
    }

    private ProcessBuilder process() {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PayerSimulator.class.getName(),
                        directory.resolve("outbox").toString(),
                        directory.resolve("inbox").toString(),
                        directory.resolve("data").toString())
                .redirectError(directory.resolve("stderr").toFile());
        // What tests give their JVMs is announced by each.
        process.environment().remove("JDK_JAVA_OPTIONS");
        return process;
    }

    /** What the process says next; the bound is for the broken case only. */
    private static String says(Process process) throws Exception {
        @SuppressWarnings("resource") // closing it would close the process's output
        BufferedReader out = process.inputReader();
        return CompletableFuture.supplyAsync(() -> {
                    try {
                        return out.readLine();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .get(30, TimeUnit.SECONDS);
    }

    private static ClaimFiles claims() {
        return new ClaimFiles("000000007").simple("C1", MEMBER, "20261102").simple("C2", "950000002B", "20261102");
    }
}
