package org.communitysupport.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnSystemTest {
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    private static final Path CHECKOUT = Path.of("..", "..").toAbsolutePath().normalize();

    @TempDir
    Path directory;

    @Test
    void a_killed_part_is_gone_at_once_and_serves_again_on_the_same_port_when_it_is_started() {
        try (var system = new OwnSystem(CHECKOUT, directory, Map.of(), NOWHERE)) {
            system.start("mongodb");
            long first = system.pid("mongodb");
            system.kill("mongodb");
            assertThat(system.isAlive("mongodb")).isFalse();
            assertThatThrownBy(() -> system.pid("mongodb")).hasMessage("mongodb does not run.");
            system.start("mongodb");
            assertThat(system.pid("mongodb")).isNotEqualTo(first);
        }
    }

    @Test
    void leaves_the_local_data_of_the_checkout_alone() {
        try (var system = new OwnSystem(CHECKOUT, directory, Map.of(), NOWHERE)) {
            assertThat(system.home().payerOutbox()).startsWithRaw(directory);
            assertThat(system.home().masterKey()).startsWithRaw(directory);
            assertThat(system.home().mongodbPort()).isGreaterThanOrEqualTo(28_117);
        }
    }

    @Test
    void a_replica_set_that_is_named_is_used_and_none_is_started() {
        var set = Map.of("MONGODB_URI", "mongodb://127.0.0.1:1,127.0.0.1:2/?replicaSet=cs");
        try (var system = new OwnSystem(CHECKOUT, directory, set, NOWHERE)) {
            assertThat(system.parts()).doesNotContain("mongodb").contains("kafka", "referral");
        }
    }
}
