package org.communitysupport.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.communitysupport.log.Commit;
import org.communitysupport.log.NewEvent;
import org.communitysupport.log.StoredCommit;
import org.junit.jupiter.api.Test;

/** Records are written and read here without the CloudEvents library; it is asked whether they are what it would have made of them. */
class EventRecordsTest {
    private static final Instant AT = Instant.parse("2026-03-02T08:00:00.100Z");
    private static final String EVENT = "{\"note\":\"Žofie\"}";

    @Test
    void a_record_is_to_the_library_the_event_that_the_library_builds() {
        same(stored(AT, "", "", ""));
        same(stored(AT, "because", "part2", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
        same(stored(AT.minusSeconds(86_400), "because", "", ""));
    }

    @Test
    void what_is_written_is_read() {
        for (var stored : List.of(stored(AT, "", "", ""), stored(AT.minusSeconds(1), "because", "part2", "trace"))) {
            var read = EventRecords.read(arrived(EventRecords.write("toy", stored, 1)));
            assertThat(read.envelope()).isEqualTo(EventRecords.envelope("toy", stored, 1));
            assertThat(read.data()).isEqualTo(EVENT);
        }
    }

    private static void same(StoredCommit stored) {
        var record = EventRecords.write("toy", stored, 1);
        var read = KafkaMessageFactory.createReader(record.headers(), record.value())
                .toEvent();
        var built = EventRecords.about("toy", stored, 1)
                .withData("application/json", record.value())
                .build();
        assertThat(record.partition()).isEqualTo(stored.lane());
        assertThat(record.key()).isEqualTo(stored.commit().aggregate());
        assertThat(new String(read.getData().toBytes(), StandardCharsets.UTF_8)).isEqualTo(EVENT);
        assertThat(described(read)).isEqualTo(described(built));
    }

    /** Numbers and yes or no are text in a record's headers. */
    private static Map<String, String> described(CloudEvent event) {
        var all = new TreeMap<String, String>();
        for (String name : event.getAttributeNames())
            all.put(name, event.getAttribute(name).toString());
        for (String name : event.getExtensionNames())
            all.put(name, event.getExtension(name).toString());
        return all;
    }

    private static ConsumerRecord<String, byte[]> arrived(ProducerRecord<String, byte[]> sent) {
        return new ConsumerRecord<>(
                sent.topic(),
                sent.partition(),
                7,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty());
    }

    private static StoredCommit stored(Instant at, String causation, String sensitivity, String traceparent) {
        var first = new NewEvent("NoteWritten", 1, "{}", "");
        var second = new NewEvent("NoteChanged", 3, EVENT, sensitivity);
        var commit = new Commit(
                UUID.randomUUID(),
                "WriteNote",
                "a".repeat(64),
                "somebody",
                "because-of",
                causation,
                traceparent,
                "agency",
                4,
                "agency/note/n1",
                5,
                List.of(first, second));
        return new StoredCommit(commit, 12, at, AT, "0".repeat(64), "f".repeat(64));
    }
}
