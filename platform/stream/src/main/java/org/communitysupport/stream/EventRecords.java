package org.communitysupport.stream;

import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
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
            var attributes = new Attributes();
            for (var header : record.headers())
                attributes.take(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            var envelope = attributes.envelope();
            if (envelope.lane() != record.partition()
                    || !Topics.of(envelope.service()).equals(record.topic())) throw unreadable(record, null);
            return new Delivery(envelope, new String(record.value(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | NullPointerException | java.time.DateTimeException e) {
            throw unreadable(record, e);
        }
    }

    /** What the headers of one record say. A map of them was nearly half of what reading a record cost (docs/figures.md, {@code rebuild}). */
    private static final class Attributes {
        private String specversion, id, source, type, subject, time, recordedAt;
        private String lane, sequence, index, last, previous, version;
        private String tenant = "", actor = "", correlation = "", causation = "";
        private String sensitivity = "", traceparent = "", commitHash = "";

        void take(String header, String value) {
            switch (header) {
                case "ce_specversion" -> specversion = value;
                case "ce_id" -> id = value;
                case "ce_source" -> source = value;
                case "ce_type" -> type = value;
                case "ce_subject" -> subject = value;
                case "ce_time" -> time = value;
                case "ce_recordedat" -> recordedAt = value;
                case "ce_lane" -> lane = value;
                case "ce_sequence" -> sequence = value;
                case "ce_index" -> index = value;
                case "ce_last" -> last = value;
                case "ce_previous" -> previous = value;
                case "ce_aggversion" -> version = value;
                case "ce_tenant" -> tenant = value;
                case "ce_actor" -> actor = value;
                case "ce_correlation" -> correlation = value;
                case "ce_causation" -> causation = value;
                case "ce_sensitivity" -> sensitivity = value;
                case "ce_traceparent" -> traceparent = value;
                case "ce_commithash" -> commitHash = value;
                default -> {
                    // a later release may say more
                }
            }
        }

        /** Throws what its parts throw when one is missing or is not what it should be. */
        Envelope envelope() {
            int schema = type.lastIndexOf(".v");
            if (!"1.0".equals(specversion) || id == null || !source.startsWith(SOURCE) || schema < 0)
                throw new IllegalArgumentException("no event");
            var at = Instant.parse(time);
            return new Envelope(
                    source.substring(SOURCE.length()),
                    Integer.parseInt(lane),
                    Long.parseLong(sequence),
                    Integer.parseInt(index),
                    Boolean.parseBoolean(last),
                    Long.parseLong(previous),
                    type.substring(0, schema),
                    Integer.parseInt(type.substring(schema + 2)),
                    subject,
                    Long.parseLong(version),
                    tenant,
                    at,
                    // As long as nobody moves the business clock they are the same, and reading a time is dear.
                    time.equals(recordedAt) ? at : Instant.parse(recordedAt),
                    actor,
                    correlation,
                    causation,
                    sensitivity,
                    traceparent,
                    commitHash);
        }
    }

    private static Unreadable unreadable(ConsumerRecord<?, ?> record, Exception cause) {
        return new Unreadable(record.topic() + " partition " + record.partition() + " offset " + record.offset()
                + " holds no event of the published language"
                + (cause == null ? "" : " (" + cause.getClass().getSimpleName() + ")"));
    }
}
