package org.communitysupport.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CsTest {
    private static final PrintStream NOWHERE =
            new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    @Test
    void an_unknown_command_option_or_part_ends_with_an_error_code() {
        assertThat(Cs.run(NOWHERE, Cs.COMMANDS, "dance")).isEqualTo(2);
        assertThat(Cs.run(NOWHERE, Cs.COMMANDS, "run", "--loudly")).isEqualTo(2);
        assertThat(Cs.run(NOWHERE, Cs.COMMANDS, "logs", "dance")).isEqualTo(1);
    }
}
