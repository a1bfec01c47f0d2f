package org.communitysupport.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {
    @TempDir
    Path directory;

    @Test
    void a_port_in_use_is_one_sentence_that_names_port_part_and_remedy() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Checks.portTaken(part("billing", taken.getLocalPort())))
                    .hasValue(
                            "Port " + taken.getLocalPort()
                                    + ", which billing needs, is in use by another program; stop that program, or set CS_PORT_SHIFT=100 to move all ports by 100.");
        }
    }

    @Test
    void a_free_port_and_no_port_are_fine() throws Exception {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(Checks.portTaken(part("billing", free))).isEmpty();
        assertThat(Checks.portTaken(part("payer", 0))).isEmpty();
    }

    @Test
    void less_than_two_gigabytes_free_is_a_full_disk() {
        assertThat(Checks.diskFull(Path.of("/somewhere"), Checks.LEAST_FREE_BYTES))
                .isEmpty();
        assertThat(Checks.diskFull(Path.of("/somewhere"), Checks.LEAST_FREE_BYTES / 4))
                .hasValue(
                        "The disk that holds /somewhere has 0.5 GB left and 2 GB are needed; make room or move the checkout.");
    }

    @Test
    void parts_are_named_in_any_order_and_started_in_one() {
        var all = List.of(part("kafka", 1), part("keycloak", 2), part("billing", 3));
        assertThat(Checks.named(all, List.of("billing", "kafka")))
                .extracting(Part::name)
                .containsExactly("kafka", "billing");
        assertThat(Checks.named(all, List.of())).isEqualTo(all);
    }

    @Test
    void instances_are_parts_of_their_own_ten_ports_apart_and_stay_so_for_the_next_call() {
        var home = new Home(directory, directory.resolve(".local"), Map.of());
        home.rememberInstances(List.of("care-plan"), 3);
        var parts = new Catalog(home, sentence -> {}).parts();
        assertThat(Checks.namedWithInstances(parts, List.of("care-plan")))
                .extracting(Part::name, Part::port)
                .containsExactly(tuple("care-plan", 8083), tuple("care-plan-2", 8093), tuple("care-plan-3", 8103));
        assertThatThrownBy(() -> Checks.namedWithInstances(parts, List.of("care")))
                .isInstanceOf(Trouble.class);
        assertThat(Checks.namedWithInstances(parts, List.of("referral")))
                .extracting(Part::name)
                .containsExactly("referral");
        assertThatThrownBy(() -> home.rememberInstances(List.of("referral"), 0))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("from 1 to 9");
    }

    @Test
    void a_part_that_is_none_is_refused_with_those_that_are() {
        assertThatThrownBy(() -> Checks.named(List.of(part("kafka", 1), part("billing", 2)), List.of("kafak")))
                .isInstanceOf(Trouble.class)
                .hasMessage("There is no part 'kafak'; the parts are kafka, billing.");
    }

    @Test
    void ports_move_together_and_nowhere_impossible() {
        assertThat(home(Map.of()).port(8081)).isEqualTo(8081);
        assertThat(home(Map.of("CS_PORT_SHIFT", "100")).port(8081)).isEqualTo(8181);
        assertThatThrownBy(() -> home(Map.of("CS_PORT_SHIFT", "a lot")).port(8081))
                .hasMessage("CS_PORT_SHIFT is 'a lot' and must be a whole number.");
        assertThatThrownBy(() -> home(Map.of("CS_PORT_SHIFT", "60000")).port(8081))
                .hasMessageContaining("out of 1024 to 65535");
    }

    @Test
    void a_database_that_the_person_names_is_used_and_none_is_started() {
        var home = home(Map.of("MONGODB_URI", "mongodb://db.example:27017/?replicaSet=a"));
        assertThat(home.mongodbUri()).isEqualTo("mongodb://db.example:27017/?replicaSet=a");
        assertThat(new Catalog(home, sentence -> {}).parts())
                .extracting(Part::name)
                .startsWith("kafka")
                .doesNotContain("mongodb");
        assertThat(new Catalog(home(Map.of()), sentence -> {}).parts())
                .extracting(Part::name)
                .containsExactly(
                        "mongodb",
                        "kafka",
                        "keycloak",
                        "payer",
                        "referral",
                        "eligibility",
                        "care-plan",
                        "encounter",
                        "billing");
    }

    @Test
    void the_compiler_of_a_service_is_the_quick_one_unless_somebody_says_otherwise() {
        assertThat(home(Map.of()).serviceJavaOptions()).containsExactly("-XX:TieredStopAtLevel=1");
        assertThat(home(Map.of("CS_SERVICE_JAVA_OPTIONS", "")).serviceJavaOptions())
                .isEmpty();
        assertThat(home(Map.of("CS_SERVICE_JAVA_OPTIONS", " -XX:+UseParallelGC  -Xlog:gc "))
                        .serviceJavaOptions())
                .containsExactly("-XX:+UseParallelGC", "-Xlog:gc");
    }

    @Test
    void what_a_service_says_of_its_health_is_told_sentence_by_sentence() {
        assertThat(
                        Health.sentences(
                                "{\"status\":\"UP\",\"checks\":[{\"name\":\"parts\",\"status\":\"UP\",\"data\":{"
                                        + "\"degraded.1\":\"the reaction IntakeProcess is 812 events and 61 s behind\",\"1\":\"MongoDB does not answer\",\"waiting\":3}}]}"))
                .containsExactly("the reaction IntakeProcess is 812 events and 61 s behind", "MongoDB does not answer");
        assertThat(Health.sentences("{\"status\":\"UP\",\"checks\":[]}")).isEmpty();
        assertThat(Health.sentences("<html>")).hasSize(1);
    }

    private static Home home(Map<String, String> environment) {
        return new Home(Path.of("/checkout"), Path.of("/checkout/.local"), environment);
    }

    private static Part part(String name, int port) {
        return new Part(name, Set.of(), port, "", Duration.ZERO, Duration.ZERO, List::of, Map.of(), () -> true);
    }
}
