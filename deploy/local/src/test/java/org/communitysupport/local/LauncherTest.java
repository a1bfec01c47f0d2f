package org.communitysupport.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, small ones: shells that say READY and wait. */
class LauncherTest {
    private static final String SERVE = "echo READY; while :; do sleep 1; done";

    @TempDir
    Path root;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private Home home;
    private Launcher launcher;
    private Part first;
    private Part second;

    @BeforeEach
    void twoParts() {
        home = new Home(root, root.resolve(".local"), Map.of());
        launcher = new Launcher(home, new PrintStream(said, true, StandardCharsets.UTF_8));
        first = part("first", Set.of(), SERVE);
        second = part("second", Set.of("first"), SERVE);
    }

    @AfterEach
    void nothingIsLeft() {
        launcher.stop(List.of(first, second));
    }

    @Test
    void starts_all_waits_until_they_serve_and_stops_them_in_reverse() {
        launcher.start(List.of(first, second));
        assertThat(launcher.isAlive(first)).isTrue();
        assertThat(launcher.isAlive(second)).isTrue();
        assertThat(said().indexOf("first        ready after")).isBetween(0, said().indexOf("second       ready after"));
        launcher.stop(List.of(first, second));
        assertThat(launcher.running(first)).isEmpty();
        assertThat(said().indexOf("second       stopped")).isBetween(0, said().indexOf("first        stopped"));
    }

    @Test
    void a_part_waits_for_those_it_needs_and_for_no_other() {
        var slow = part(
                "slow", Set.of(), "until grep -q READY '" + home.log("second") + "'; do sleep 0.1; done; " + SERVE);
        try {
            launcher.start(List.of(slow, first, second));
            assertThat(said()).contains("slow         ready after", "second       ready after");
        } finally {
            launcher.stop(List.of(slow));
        }
    }

    @Test
    void a_second_start_takes_what_runs_as_it_is() {
        launcher.start(List.of(first));
        long pid = launcher.running(first).orElseThrow().pid();
        launcher.start(List.of(first, second));
        assertThat(launcher.running(first).orElseThrow().pid()).isEqualTo(pid);
        assertThat(said()).contains("first        runs already (pid " + pid + ")");
    }

    @Test
    void a_part_that_dies_at_the_start_is_named_with_its_last_words_and_the_others_are_stopped() {
        var dying = part("dying", Set.of("first"), "echo the cellar is flooded; exit 3");
        assertThatThrownBy(() -> launcher.start(List.of(first, dying)))
                .isInstanceOf(Trouble.class)
                .hasMessageStartingWith("dying has ended instead of serving; ./cs logs dying shows all it wrote")
                .hasMessageContaining("the cellar is flooded");
        assertThat(launcher.running(first)).isEmpty();
        assertThat(launcher.running(dying)).isEmpty();
    }

    @Test
    void a_failed_start_leaves_alone_what_ran_before() {
        launcher.start(List.of(first));
        assertThatThrownBy(() -> launcher.start(List.of(first, part("dying", Set.of("first"), "exit 3"))))
                .isInstanceOf(Trouble.class);
        assertThat(launcher.isAlive(first)).isTrue();
    }

    @Test
    void a_part_that_never_serves_is_given_up() {
        var mute = part("mute", Set.of(), Duration.ofMillis(200), "echo waiting for nobody; " + SERVE, () -> false);
        assertThatThrownBy(() -> launcher.start(List.of(mute)))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("mute did not serve")
                .hasMessageContaining("waiting for nobody");
        assertThat(launcher.running(mute)).isEmpty();
    }

    @Test
    void the_watch_tells_of_a_death_and_of_a_return_and_ends_when_all_were_stopped() {
        launcher.start(List.of(first, second));
        var watch = CompletableFuture.runAsync(() -> launcher.watch(List.of(first, second)));
        launcher.running(second).flatMap(Running::process).orElseThrow().destroyForcibly();
        await(() -> said().contains("second has ended (the others go on; ./cs start second starts it again)"));
        new Launcher(home, new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .start(List.of(second));
        await(() -> said().contains("second runs again"));
        launcher.stop(List.of(first, second));
        assertThat(watch).succeedsWithin(30, TimeUnit.SECONDS);
    }

    @Test
    void another_terminal_finds_the_ports_of_what_runs_and_forgets_them_when_it_has_stopped() {
        var moved = new Home(root, root.resolve(".local"), Map.of("CS_PORT_SHIFT", "300"));
        new Launcher(moved, new PrintStream(said, true, StandardCharsets.UTF_8)).start(List.of(first));
        assertThat(Home.at(root, Map.of()).port(8081)).isEqualTo(8381);
        assertThat(Home.at(root, Map.of("CS_PORT_SHIFT", "7")).port(8081)).isEqualTo(8088);
        launcher.stop(List.of(first));
        assertThat(Home.at(root, Map.of()).port(8081)).isEqualTo(8081);
    }

    @Test
    void after_ctrl_c_nothing_is_started_any_more() {
        launcher.start(List.of(first));
        launcher.end(List.of(first));
        assertThat(launcher.running(first)).isEmpty();
        assertThatThrownBy(() -> launcher.start(List.of(first)))
                .hasMessageContaining("Stopped before first was started");
    }

    @Test
    void what_a_part_wrote_before_is_kept_once() throws Exception {
        launcher.start(List.of(first));
        launcher.stop(List.of(first));
        launcher.start(List.of(first));
        assertThat(Files.readString(home.log("first").resolveSibling("first.log.1")))
                .contains("READY");
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private Part part(String name, Set<String> needs, String script) {
        return part(name, needs, Duration.ofSeconds(60), script, () -> {
            try {
                return Files.readString(home.log(name)).contains("READY");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private Part part(String name, Set<String> needs, Duration patience, String script, BooleanSupplier ready) {
        String data = home.data(name).toString();
        return new Part(
                name,
                needs,
                0,
                "",
                Duration.ofSeconds(1),
                patience,
                () -> List.of("bash", "-c", script, data),
                Map.of(),
                ready);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited 30 s in vain").isLessThan(end);
            Launcher.pause(20);
        }
    }
}
