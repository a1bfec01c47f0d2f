package org.communitysupport.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.communitysupport.stream.Clients;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {
    private static final Map<String, String> DEFAULTS =
            Map.of("cs.kafka.bootstrap", "broker:9093", "cs.service", "toy");

    private static Map<String, String> read(Map<String, String> properties, Map<String, String> environment) {
        return new KafkaSettings(new SmallRyeConfigBuilder()
                        .withSources(
                                new PropertiesConfigSource(DEFAULTS, "defaults", 100),
                                new PropertiesConfigSource(properties, "file", 200),
                                new EnvConfigSource(environment, 300))
                        .build())
                .all();
    }

    @Test
    @Tag("O-09")
    void what_is_set_for_kafkas_clients_reaches_them_from_a_file_and_from_the_environment() {
        var all = read(
                Map.of("cs.kafka.ssl.truststore.type", "PEM", "cs.kafka.client.rack", "a"),
                Map.of("CS_KAFKA_SECURITY_PROTOCOL", "SASL_SSL", "CS_KAFKA_SASL_MECHANISM", "SCRAM-SHA-512"));
        assertThat(all)
                .containsOnly(
                        Map.entry("ssl.truststore.type", "PEM"),
                        Map.entry("client.rack", "a"),
                        Map.entry("security.protocol", "SASL_SSL"),
                        Map.entry("sasl.mechanism", "SCRAM-SHA-512"));
        assertThat(Clients.at("broker:9093", all)).isNotNull();
    }

    @Test
    void what_no_client_knows_is_refused_and_so_is_what_a_promise_rests_on() {
        for (var wrong : Map.of(
                        "CS_KAFKA_SECURITY_PROTOKOL", "is no setting of Kafka's clients",
                        "CS_KAFKA_ACKS", "cannot be set",
                        "CS_KAFKA_AUTO_OFFSET_RESET", "cannot be set",
                        "CS_KAFKA_GROUP_ID", "cannot be set")
                .entrySet()) {
            var all = read(Map.of(), Map.of(wrong.getKey(), "0"));
            assertThatThrownBy(() -> Clients.at("broker:9093", all))
                    .as(wrong.getKey())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(wrong.getValue());
        }
    }

    @Test
    void nothing_is_set_when_nobody_sets_anything() {
        assertThat(read(Map.of(), Map.of("CS_KAFKA_BOOTSTRAP", "other:9092"))).isEmpty();
    }
}
