package org.communitysupport.encounter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.log.Commit;
import org.communitysupport.log.LaneLog;
import org.communitysupport.log.NewEvent;
import org.communitysupport.stream.EventRecords;
import org.communitysupport.stream.Topics;
import org.communitysupport.testkit.log.InMemoryLaneLog;
import org.eclipse.microprofile.config.ConfigProvider;

/** Another service as this one sees it: events on its topic, in order, lane by lane. */
final class Foreign {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final String service;
    private final LaneLog log;
    private final KafkaProducer<String, byte[]> producer;
    private final Map<String, Long> versions = new HashMap<>();

    Foreign(String service) {
        this.service = service;
        this.log = new InMemoryLaneLog(service, Instant::now);
        String bootstrap = ConfigProvider.getConfig().getValue("cs.kafka.bootstrap", String.class);
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            Topics.ensure(admin, service, true);
        }
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "enable.idempotence", true),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Its position, as {@code ?after=} takes it. */
    synchronized String publish(AggregateId aggregate, String name, Map<String, ?> data) {
        long version = versions.merge(aggregate.text(), 1L, Long::sum);
        try {
            var commit = new Commit(
                    UUID.randomUUID(),
                    name,
                    "",
                    "test",
                    UUID.randomUUID().toString(),
                    "",
                    "",
                    aggregate.tenant(),
                    aggregate.lane(),
                    aggregate.text(),
                    version,
                    List.of(new NewEvent(service + '.' + name, 1, JSON.writeValueAsString(data), "")));
            var stored = ((LaneLog.Appended.Stored) log.append(commit)).commit();
            producer.send(EventRecords.write(service, stored, 0)).get();
            return service + ':' + commit.lane() + ':' + stored.seq();
        } catch (JsonProcessingException | InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
