package org.communitysupport.parts.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerTest {
    @TempDir
    Path directory;

    @Test
    void serves_again_on_the_same_port_after_a_kill_and_says_when_the_port_is_taken() throws Exception {
        Path home = KafkaBroker.home();
        try (var broker = KafkaBroker.start(home, directory.resolve("a"), KafkaBroker.freePort(), true)) {
            long first = broker.pid();
            broker.kill();
            assertThat(broker.isAlive()).isFalse();
            broker.start();
            assertThat(broker.isAlive()).isTrue();
            assertThat(broker.pid()).isNotEqualTo(first);
            assertThat(Files.readString(broker.output())).contains("READY " + broker.bootstrap());
            assertThatThrownBy(() -> KafkaBroker.start(home, directory.resolve("b"), broker.port(), true))
                    .isInstanceOf(KafkaBroker.NotStarted.class)
                    .hasMessageContaining("Port " + broker.port() + " on 127.0.0.1 is taken by another process");
        }
    }
}
