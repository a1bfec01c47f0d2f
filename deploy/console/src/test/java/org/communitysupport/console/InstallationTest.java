package org.communitysupport.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.communitysupport.local.Cs;
import org.communitysupport.local.Home;
import org.communitysupport.local.Trouble;
import org.junit.jupiter.api.Test;

class InstallationTest {

    @Test
    void without_a_word_it_is_the_local_one() {
        assertThat(installation(Map.of("CS_PORT_SHIFT", "100")).services())
                .containsEntry("referral", URI.create("http://127.0.0.1:8181"))
                .containsKeys("eligibility", "care-plan", "encounter", "billing")
                .hasSize(5);
    }

    @Test
    void another_one_is_named_by_the_environment_and_so_is_its_token() {
        var other = installation(
                Map.of("CS_SERVICES", "referral=https://a.test, billing=https://b.test", "CS_TOKEN", " t "));
        assertThat(other.services())
                .isEqualTo(Map.of("referral", URI.create("https://a.test"), "billing", URI.create("https://b.test")));
        assertThat(other.token()).isEqualTo("t");
    }

    @Test
    void an_address_that_is_none_is_named() {
        assertThatThrownBy(() -> installation(Map.of("CS_SERVICES", "referral=a.test")))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("'referral=a.test'");
    }

    @Test
    void what_is_wrongly_called_ends_with_2_and_what_cannot_be_with_1() {
        assertThat(run("history", "export")).isEqualTo(2);
        assertThat(run("views", "flip", "board", "second")).isEqualTo(2);
        assertThat(run("history", "show", "p0", "--open")).isEqualTo(1);
        assertThat(run("views", "rebuild", "board", "--service", "nothing")).isEqualTo(1);
        assertThat(run("relay", "rewind", "nothing")).isEqualTo(1);
        assertThat(run("relay", "rewind", "referral", "16")).isEqualTo(1);
    }

    private static int run(String... args) {
        return Cs.run(System.out, Console.COMMANDS, args);
    }

    private static Installation installation(Map<String, String> environment) {
        return new Installation(new Home(Path.of(""), Path.of(".local"), environment), "riverbend-analyst");
    }
}
