package org.communitysupport.stream;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.communitysupport.kernel.Envelope;
import org.communitysupport.log.Commit;
import org.communitysupport.log.NewEvent;
import org.communitysupport.log.StoredCommit;

/** Events as CloudEvents 1.0 in binary mode: the envelope in headers, the event's JSON as it is stored in the value. */
public final class EventRecords {
    private static final String SOURCE = "/cs/";

    private EventRecords() {}

    /** It carries no readable envelope. The message names topic, partition and offset. */
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    static Envelope envelope(String service, StoredCommit stored, int index) {
        Commit commit = stored.commit();
        NewEvent event = commit.events().get(index);
        return new Envelope(
                service,
                commit.lane(),
                stored.seq(),
                index,
                index == commit.events().size() - 1,
                stored.seq() - 1,
                event.type(),
                event.schema(),
                commit.aggregate(),
                commit.version() + index,
                commit.tenant(),
                stored.at(),
                stored.recordedAt(),
                commit.actor(),
                commit.correlation(),
                commit.causation(),
                event.sensitivity(),
                commit.traceparent(),
                stored.hash());
    }

    /** The record that the relay sends for one event of a commit. */
    public static ProducerRecord<String, byte[]> write(String service, StoredCommit stored, int index) {
        Commit commit = stored.commit();
        byte[] data = commit.events().get(index).data().getBytes(StandardCharsets.UTF_8);
        return KafkaMessageFactory.createWriter(Topics.of(service), commit.lane(), commit.aggregate())
                .writeBinary(about(service, stored, index)
                        .withData("application/json", data)
                        .build());
    }

    /** What stands around the event, as attributes and extensions; the data is the caller's to add. */
    public static CloudEventBuilder about(String service, StoredCommit stored, int index) {
        Envelope e = envelope(service, stored, index);
        var event = CloudEventBuilder.v1()
                .withId(e.eventId())
                .withType(e.type() + ".v" + e.schema())
                .withSource(URI.create(SOURCE + service))
                .withSubject(e.aggregate())
                .withTime(e.at().atOffset(ZoneOffset.UTC))
                .withExtension("recordedat", e.recordedAt().toString())
                .withExtension("lane", e.lane())
                .withExtension("sequence", Long.toString(e.seq()))
                .withExtension("index", e.index())
                .withExtension("last", e.last())
                .withExtension("previous", Long.toString(e.previousSeq()))
                .withExtension("commithash", e.commitHash())
                .withExtension("tenant", e.tenant())
                .withExtension("actor", e.actor())
                .withExtension("aggversion", Long.toString(e.version()));
        optional(event, "correlation", e.correlation());
        optional(event, "causation", e.causation());
        optional(event, "sensitivity", e.sensitivity());
        optional(event, "traceparent", e.traceparent());
        return event;
    }

    private static void optional(CloudEventBuilder event, String name, String value) {
        if (value != null && !value.isEmpty()) event.withExtension(name, value);
    }

    /** @throws Unreadable when it is no event of the published language */
    static Delivery read(ConsumerRecord<String, byte[]> record) {
        try {
            CloudEvent event = KafkaMessageFactory.createReader(record).toEvent();
            String source = event.getSource().toString(), type = event.getType();
            int version = type.lastIndexOf(".v");
            if (!source.startsWith(SOURCE) || version < 0) throw unreadable(record, null);
            var envelope = new Envelope(
                    source.substring(SOURCE.length()),
                    Integer.parseInt(text(event, "lane")),
                    Long.parseLong(text(event, "sequence")),
                    Integer.parseInt(text(event, "index")),
                    Boolean.parseBoolean(text(event, "last")),
                    Long.parseLong(text(event, "previous")),
                    type.substring(0, version),
                    Integer.parseInt(type.substring(version + 2)),
                    event.getSubject(),
                    Long.parseLong(text(event, "aggversion")),
                    text(event, "tenant"),
                    event.getTime().toInstant(),
                    Instant.parse(text(event, "recordedat")),
                    text(event, "actor"),
                    text(event, "correlation"),
                    text(event, "causation"),
                    text(event, "sensitivity"),
                    text(event, "traceparent"),
                    text(event, "commithash"));
            if (envelope.lane() != record.partition()
                    || !Topics.of(envelope.service()).equals(record.topic())) throw unreadable(record, null);
            return new Delivery(envelope, new String(record.value(), StandardCharsets.UTF_8));
        } catch (CloudEventRWException
                | IllegalArgumentException
                | NullPointerException
                | java.time.DateTimeException e) {
            throw unreadable(record, e);
        }
    }

    private static String text(CloudEvent event, String extension) {
        Object value = event.getExtension(extension);
        return value == null ? "" : value.toString();
    }

    private static Unreadable unreadable(ConsumerRecord<?, ?> record, Exception cause) {
        return new Unreadable(record.topic() + " partition " + record.partition() + " offset " + record.offset()
                + " holds no event of the published language"
                + (cause == null ? "" : " (" + cause.getClass().getSimpleName() + ")"));
    }
}
