package org.communitysupport.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.codec.EventTypes;
import org.communitysupport.codec.Vault;
import org.communitysupport.log.LaneLog;
import org.communitysupport.log.LogOptions;
import org.communitysupport.log.MongoLaneLog;
import org.communitysupport.stream.Clients;
import org.communitysupport.stream.DeadlineRunner;
import org.communitysupport.stream.LaneGroup;
import org.communitysupport.stream.Progress;
import org.communitysupport.stream.ProjectionRunner;
import org.communitysupport.stream.ReactionRunner;
import org.communitysupport.stream.Relay;
import org.communitysupport.testkit.log.Mongods;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ready is about answering, live about what only a new process brings back. */
class HealthTest {
    private static final String NOBODY = "127.0.0.1:1";
    private final String database = Mongods.database("health");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private HealthCheckResponse ready(String mongoUri, String kafka) {
        try (MongoClient stores = MongoClients.create(MongoLaneLog.clientSettings(Mongods.shared()));
                MongoClient asked = MongoClients.create(mongoUri);
                LaneLog log = MongoLaneLog.open(stores, database, "toy", Instant::now, LogOptions.defaults())) {
            var clients = Clients.at(kafka);
            var codec = new EventCodec(EventTypes.of("toy"), noVault());
            var stored = stores.getDatabase(database);
            var lanes = new LaneGroup(asked, database, clients, "toy", Optional.empty(), true, meters);
            var progress = new Progress(lanes, stored);
            var views = new ProjectionRunner(clients, stored, codec, List.of(), progress, lanes, meters);
            var reactions = new ReactionRunner(
                    clients, stored, codec, List.of(), null, progress, lanes, OpenTelemetry.noop(), meters);
            var deadlines = new DeadlineRunner(
                    log, stored, views, List.of(), Instant::now, lanes, OpenTelemetry.noop(), meters);
            var settings = new Settings(
                    "toy",
                    "local",
                    "",
                    kafka,
                    Path.of("k"),
                    Optional.empty(),
                    Path.of("p"),
                    "_t",
                    "keys_t",
                    database,
                    Optional.empty());
            var ready = new Ready(
                    asked,
                    settings,
                    clients,
                    lanes,
                    new Relay(log, clients, lanes, true, meters),
                    views,
                    reactions,
                    deadlines);
            try {
                return ready.call();
            } finally {
                ready.close();
            }
        }
    }

    private static Vault noVault() {
        return new Vault() {
            @Override
            public String seal(String person, String field, byte[] plain) {
                throw new IllegalStateException("nothing is sealed here");
            }

            @Override
            public Optional<byte[]> open(String person, String field, String cipher) {
                return Optional.empty();
            }
        };
    }

    @Test
    @Tag("O-11")
    void a_broker_that_is_away_is_told_and_takes_nothing_away() {
        var answer = ready(Mongods.shared(), NOBODY);
        assertThat(answer.getStatus()).isEqualTo(Status.UP);
        assertThat(data(answer)).containsOnlyKeys("degraded.1").hasEntrySatisfying("degraded.1", why -> assertThat(
                        why.toString())
                .startsWith("Kafka does not answer"));
    }

    @Test
    void without_its_database_it_can_answer_nothing() {
        var answer = ready("mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=100", NOBODY);
        assertThat(answer.getStatus()).isEqualTo(Status.DOWN);
        assertThat(data(answer)).containsEntry("1", "MongoDB does not answer");
    }

    @Test
    @Tag("O-12")
    void what_has_died_makes_it_fail_and_is_named() {
        assertThat(Alive.told(3, List.of()).getStatus()).isEqualTo(Status.UP);
        var answer = Alive.told(3, List.of("reactions died of java.lang.OutOfMemoryError"));
        assertThat(answer.getStatus()).isEqualTo(Status.DOWN);
        assertThat(data(answer)).containsEntry("dead.1", "reactions died of java.lang.OutOfMemoryError");
    }

    private static Map<String, Object> data(HealthCheckResponse answer) {
        return answer.getData().orElse(Map.of());
    }
}
