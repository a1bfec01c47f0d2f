package org.communitysupport.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningTest {
    private static final Instant THEN = Instant.parse("2026-01-05T10:00:00Z");

    @TempDir
    Path directory;

    @Test
    void is_found_again_by_another_command() {
        var running = new Running("kafka", 4711, 9192, "/checkout/.local/kafka/", THEN);
        running.write(directory);
        assertThat(Running.read(directory, "kafka")).hasValue(running);
        assertThat(Running.read(directory, "billing")).isEmpty();
        running.forget(directory);
        assertThat(Running.read(directory, "kafka")).isEmpty();
    }

    @Test
    void a_process_that_was_given_the_same_number_is_not_taken_for_it() throws Exception {
        Process process = new ProcessBuilder("bash", "-c", "read -r line", "/checkout/a/.local/kafka/").start();
        try {
            assertThat(with(process.pid(), "/checkout/a/.local/kafka/").isAlive())
                    .isTrue();
            assertThat(with(process.pid(), "/checkout/b/.local/kafka/").isAlive())
                    .isFalse();
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(with(process.pid(), "/checkout/a/.local/kafka/").isAlive()).isFalse();
    }

    @Test
    void a_damaged_file_is_named() throws Exception {
        Files.writeString(directory.resolve("kafka.json"), "{\"pid\": ");
        assertThatThrownBy(() -> Running.read(directory, "kafka"))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("kafka.json")
                .hasMessageContaining("delete it");
    }

    private static Running with(long pid, String mark) {
        return new Running("kafka", pid, 9192, mark, THEN);
    }
}
