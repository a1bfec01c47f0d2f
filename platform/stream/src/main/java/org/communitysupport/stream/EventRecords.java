package org.communitysupport.stream;

import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.communitysupport.kernel.Envelope;
import org.communitysupport.log.Commit;
import org.communitysupport.log.NewEvent;
import org.communitysupport.log.StoredCommit;

/** Events as CloudEvents 1.0 in binary mode: the envelope in headers, the event's JSON as it is stored in the value. */
public final class EventRecords {
    private static final String SOURCE = "/cs/";
    private static final String PREFIX = "ce_";
    private static final Header JSON =
            new RecordHeader("content-type", "application/json".getBytes(StandardCharsets.UTF_8));
    private static final Header VERSION = new RecordHeader("ce_specversion", "1.0".getBytes(StandardCharsets.UTF_8));

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

    /**
     * The record that the relay sends for one event of a commit: what the library's writer would make of {@link #about}, without the event
     * in between (docs/figures.md, {@code relay}).
     */
    public static ProducerRecord<String, byte[]> write(String service, StoredCommit stored, int index) {
        Envelope e = envelope(service, stored, index);
        String at = e.at().toString();
        var headers = new ArrayList<Header>(22);
        headers.add(JSON);
        headers.add(VERSION);
        add(headers, "id", e.eventId());
        add(headers, "type", e.type() + ".v" + e.schema());
        add(headers, "source", SOURCE + service);
        add(headers, "subject", e.aggregate());
        add(headers, "time", at);
        // As long as nobody moves the business clock they are the same.
        add(
                headers,
                "recordedat",
                e.at().equals(e.recordedAt()) ? at : e.recordedAt().toString());
        add(headers, "lane", Integer.toString(e.lane()));
        add(headers, "sequence", Long.toString(e.seq()));
        add(headers, "index", Integer.toString(e.index()));
        add(headers, "last", Boolean.toString(e.last()));
        add(headers, "previous", Long.toString(e.previousSeq()));
        add(headers, "commithash", e.commitHash());
        add(headers, "tenant", e.tenant());
        add(headers, "actor", e.actor());
        add(headers, "aggversion", Long.toString(e.version()));
        optional(headers, "correlation", e.correlation());
        optional(headers, "causation", e.causation());
        optional(headers, "sensitivity", e.sensitivity());
        optional(headers, "traceparent", e.traceparent());
        byte[] data = stored.commit().events().get(index).data().getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(Topics.of(service), e.lane(), e.aggregate(), data, headers);
    }

    private static void add(List<Header> headers, String attribute, String value) {
        headers.add(new RecordHeader(PREFIX.concat(attribute), value.getBytes(StandardCharsets.UTF_8)));
    }

    private static void optional(List<Header> headers, String attribute, String value) {
        if (value != null && !value.isEmpty()) add(headers, attribute, value);
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

    /**
     * Reads the headers itself: the library's event in between, of which nothing is kept, was half of what reading a record cost.
     *
     * @throws Unreadable when it is no event of the published language
     */
    static Delivery read(ConsumerRecord<String, byte[]> record) {
        try {
            var headers = new HashMap<String, String>(32);
            for (var header : record.headers())
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            String source = headers.get("ce_source"), type = headers.get("ce_type");
            int version = type.lastIndexOf(".v");
            if (!"1.0".equals(headers.get("ce_specversion"))
                    || !headers.containsKey("ce_id")
                    || !source.startsWith(SOURCE)
                    || version < 0) throw unreadable(record, null);
            String at = headers.get("ce_time"), recordedAt = headers.get("ce_recordedat");
            var time = Instant.parse(at);
            var envelope = new Envelope(
                    source.substring(SOURCE.length()),
                    Integer.parseInt(text(headers, "lane")),
                    Long.parseLong(text(headers, "sequence")),
                    Integer.parseInt(text(headers, "index")),
                    Boolean.parseBoolean(text(headers, "last")),
                    Long.parseLong(text(headers, "previous")),
                    type.substring(0, version),
                    Integer.parseInt(type.substring(version + 2)),
                    headers.get("ce_subject"),
                    Long.parseLong(text(headers, "aggversion")),
                    text(headers, "tenant"),
                    time,
                    // As long as nobody moves the business clock they are the same, and reading a time is dear.
                    at.equals(recordedAt) ? time : Instant.parse(recordedAt),
                    text(headers, "actor"),
                    text(headers, "correlation"),
                    text(headers, "causation"),
                    text(headers, "sensitivity"),
                    text(headers, "traceparent"),
                    text(headers, "commithash"));
            if (envelope.lane() != record.partition()
                    || !Topics.of(envelope.service()).equals(record.topic())) throw unreadable(record, null);
            return new Delivery(envelope, new String(record.value(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | NullPointerException | java.time.DateTimeException e) {
            throw unreadable(record, e);
        }
    }

    private static String text(Map<String, String> headers, String extension) {
        return headers.getOrDefault("ce_" + extension, "");
    }

    private static Unreadable unreadable(ConsumerRecord<?, ?> record, Exception cause) {
        return new Unreadable(record.topic() + " partition " + record.partition() + " offset " + record.offset()
                + " holds no event of the published language"
                + (cause == null ? "" : " (" + cause.getClass().getSimpleName() + ")"));
    }
}
