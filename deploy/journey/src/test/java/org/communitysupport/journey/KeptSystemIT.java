package org.communitysupport.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoClients;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import org.communitysupport.journey.demo.Api.Answer;
import org.communitysupport.journey.demo.Demo;
import org.communitysupport.journey.demo.HttpApi;
import org.communitysupport.journey.demo.Stage;
import org.communitysupport.journey.demo.Who;
import org.communitysupport.journey.kept.Keep;
import org.communitysupport.journey.kept.KeptSystem;
import org.communitysupport.journey.verify.Verifier;
import org.communitysupport.journey.verify.Verify;
import org.communitysupport.local.OwnSystem;
import org.communitysupport.log.MongoLaneLog;
import org.communitysupport.parts.keycloak.Keycloak;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a system of 2026-11-26 held (deploy/kept): today's build is started on it and goes on where that one stopped, in the middle of sending
 * a file, with a key parked and with somebody admitted for the third time. One start for all that is asserted here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeptSystemIT {
    private static final Path CHECKOUT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Path KEPT = CHECKOUT.resolve("deploy/kept/2026-11-26");
    private static final String CUT_SHORT = "889000002";

    @TempDir
    static Path root;

    private OwnSystem system;
    private Stage stage;

    @BeforeAll
    void todays_build_is_started_on_it() {
        system = new OwnSystem(CHECKOUT, root.resolve(".local"), Map.of(), System.out);
        system.start("mongodb", "kafka");
        try (var mongo =
                MongoClients.create(MongoLaneLog.clientSettings(system.home().mongodbUri()))) {
            new KeptSystem(KEPT).put(system.home(), mongo, Keep.SERVICES);
        }
        system.start();
        var api = new HttpApi(
                URI.create(Keycloak.issuer(system.home().keycloakPort())),
                system.home().services());
        stage = new Stage(api, Keep.SERVICES, System.out);
    }

    @AfterAll
    void nothing_is_left_running() {
        if (system != null) system.close();
    }

    @Test
    @Order(1)
    void log_topics_views_units_and_cents_agree() {
        assertThat(verified()).doesNotContain("DIFFERENCE");
    }

    @Test
    @Order(2)
    void the_file_that_was_cut_short_is_sent_and_answered() {
        var batch = until(
                "/v1/batches?limit=200",
                Stage.BILLER,
                "billing",
                b -> b.path("controlNumber").asText().equals(CUT_SHORT)
                        && b.path("state").asText().equals("ACCEPTED"));
        assertThat(batch.path("claims").asInt()).isPositive();
        assertThat(system.home().payerOutbox().resolve("done").resolve(CUT_SHORT + ".837"))
                .exists();
    }

    @Test
    @Order(3)
    void who_came_back_twice_is_on_the_board_with_the_third_episode() {
        var threefold = Stage.items(stage.get(Stage.COORDINATOR, "care-plan", "/v1/board?limit=200")).stream()
                .filter(line -> line.at("/authorization/number").asText().endsWith("B"))
                .toList();
        assertThat(threefold).hasSize(1).first().satisfies(line -> {
            assertThat(line.path("openedOn").asText()).isEqualTo("2027-01-18");
            assertThat(line.path("alerts")).isNotNull();
        });
    }

    @Test
    @Order(4)
    void the_demo_goes_on() {
        System.setProperty("cs.home", root.toString());
        try {
            assertThat(new Demo().call()).isZero();
        } finally {
            System.clearProperty("cs.home");
        }
        assertThat(verified()).doesNotContain("DIFFERENCE");
    }

    private JsonNode until(String path, Who who, String service, Predicate<JsonNode> expected) {
        Predicate<Answer> one = answer -> Stage.items(answer).stream().anyMatch(expected);
        return Stage.items(stage.until("it is answered", who, service, path, one)).stream()
                .filter(expected)
                .findFirst()
                .orElseThrow();
    }

    private String verified() {
        var said = new ByteArrayOutputStream();
        try (var mongo = MongoClients.create(
                        MongoLaneLog.clientSettings(system.home().mongodbUri()));
                var out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            new Verifier(mongo, "127.0.0.1:" + system.home().kafkaPort(), Verify.services(), out).run();
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
