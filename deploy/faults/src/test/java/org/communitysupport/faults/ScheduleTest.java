package org.communitysupport.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.communitysupport.faults.Rounds.Played;
import org.communitysupport.local.Trouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleTest {
    private static final Fault KILL = new Fault("referral", Fault.ANYWHERE);

    @TempDir
    Path directory;

    @Test
    void a_seed_gives_the_same_deaths_again_and_another_gives_others() {
        var all = Fault.all();
        assertThat(Fault.schedule(all, 300, new Random(1))).isEqualTo(Fault.schedule(all, 300, new Random(1)));
        assertThat(Fault.schedule(all, 300, new Random(1))).isNotEqualTo(Fault.schedule(all, 300, new Random(2)));
    }

    @Test
    void every_fault_comes_up_before_any_comes_up_again() {
        var all = Fault.all();
        assertThat(new HashSet<>(Fault.schedule(all, all.size() + 4, new Random(1))))
                .containsAll(all);
    }

    @Test
    void a_fault_that_there_is_not_is_answered_with_those_that_there_are() {
        assertThat(Faults.chosen(List.of("primary"))).hasSize(2);
        assertThat(Faults.chosen(List.of())).isEqualTo(Fault.all());
        assertThatThrownBy(() -> Faults.chosen(List.of("printer")))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("There is no fault 'printer'");
    }

    private static Attempt attempt(String service, String key, long sent, long ended, int status) {
        return attempt(service, key, sent, ended, status, "");
    }

    private static Attempt attempt(String service, String key, long sent, long ended, int status, String failure) {
        return new Attempt(1, service, "r", "t", "c", key, "i", sent, ended, status, failure, "", "", "");
    }

    @Test
    void under_way_is_what_was_sent_before_a_death_and_not_answered_by_then() {
        var died = new Death(1, KILL.name(), "referral", 100, 110);
        assertThat(died.caught(attempt("referral", "k", 90, 111, 0))).isTrue();
        assertThat(died.caught(attempt("referral", "k", 90, 99, 200))).isFalse();
        assertThat(died.caught(attempt("referral", "k", 111, 120, 0))).isFalse();
        assertThat(died.caught(attempt("billing", "k", 90, 111, 200))).isFalse();
        assertThat(died.caught(attempt("referral", "k", 90, 111, 0, "IOException")))
                .isTrue();
        assertThat(died.caught(attempt("referral", "k", 90, 111, 0, "ConnectException")))
                .isFalse();
        assertThat(new Death(1, "kafka:kill", "kafka", 100, 110).caught(attempt("billing", "k", 90, 111, 200)))
                .isTrue();
    }

    @Test
    void the_table_counts_deaths_commands_under_way_repeats_and_differences() {
        var told = new History.Told(
                List.of(attempt("referral", "k", 90, 111, 0), attempt("referral", "k", 120, 130, 200)),
                List.of(new Death(1, KILL.name(), "referral", 100, 110)));
        var rounds = List.of(new Played(1, KILL, true, List.of()), new Played(2, KILL, false, List.of()));
        var lines = Table.of(rounds, told, List.of(new Finding(1, "lost")));
        assertThat(lines).containsOnlyKeys("referral:kill");
        assertThat(lines.get("referral:kill")).isEqualTo(new Table.Line(2, 1, 1, 1, 1, 1));
    }

    @Test
    void a_history_is_read_as_it_was_written() {
        var attempt = attempt("referral", "k", 90, 111, 200);
        var death = new Death(1, KILL.name(), "referral", 100, 110);
        try (var history = new History(directory.resolve("history.jsonl"))) {
            history.add(attempt);
            history.add(death);
            assertThat(history.acknowledged()).isEqualTo(1);
            assertThat(history.read()).isEqualTo(new History.Told(List.of(attempt), List.of(death)));
        }
    }
}
