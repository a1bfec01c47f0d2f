package org.communitysupport.testkit.views;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.communitysupport.kernel.Envelope;

/**
 * What the topics of some services hold: their events, lane by lane, in the order of each lane. It is recorded from a running system, or
 * told by a test.
 */
public final class History {
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());
    private static final Instant FIRST = Instant.parse("2026-11-02T14:00:00Z");

    private final String name;
    private final Map<String, List<Recorded>> lanes = new TreeMap<>();
    private int told;

    private History(String name) {
        this.name = name;
    }

    /** One event with what stands around it; {@code data} as it is stored, personal values sealed. */
    public record Recorded(Envelope envelope, String data) {}

    /** One that a test tells with {@link #then}. */
    public static History of(String name) {
        return new History(name);
    }

    /** One that was recorded: an event a line, each a {@link Recorded} as JSON, packed with gzip. */
    public static History read(Path file) {
        var history = new History(file.getFileName().toString());
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine())
                history.add(JSON.readValue(line, Recorded.class));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " does not read as a history", e);
        }
        return history;
    }

    /** The line of {@link #read} for an event. */
    public static String line(Envelope envelope, String data) {
        try {
            return JSON.writeValueAsString(new Recorded(envelope, data));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(envelope.eventId() + " can be written", e);
        }
    }

    /**
     * The next event of a lane; each event that is told happens a minute after the one before, whatever its lane.
     *
     * @param aggregate as in {@code riverbend/referral/r1}; the tenant stands in front
     */
    public History then(int lane, String aggregate, String type, String data) {
        String service = type.substring(0, type.indexOf('.'));
        long seq = lanes.getOrDefault(service + ':' + lane, List.of()).size() + 1L;
        Instant at = FIRST.plus(Duration.ofMinutes(told++));
        String tenant = aggregate.substring(0, aggregate.indexOf('/'));
        add(new Recorded(
                new Envelope(
                        service,
                        lane,
                        seq,
                        0,
                        true,
                        seq - 1,
                        type,
                        1,
                        aggregate,
                        seq,
                        tenant,
                        at,
                        at,
                        "somebody",
                        "",
                        "",
                        "",
                        "",
                        ""),
                data));
        return this;
    }

    private void add(Recorded event) {
        var e = event.envelope();
        lanes.computeIfAbsent(e.service() + ':' + e.lane(), lane -> new ArrayList<>())
                .add(event);
    }

    String name() {
        return name;
    }

    /** The lanes of these services. */
    List<List<Recorded>> lanes(java.util.Set<String> services) {
        return lanes.values().stream()
                .filter(lane -> services.contains(lane.getFirst().envelope().service()))
                .toList();
    }
}
