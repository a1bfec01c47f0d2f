package org.communitysupport.testkit.views;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.communitysupport.kernel.Envelope;

/**
 * What the topics of some services hold: their events, lane by lane, in the order of each lane. It is recorded from a running system, or
 * told by a test.
 */
public final class History {
    private static final ObjectMapper JSON = new ObjectMapper();
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

    /** All that were recorded: what {@code ./cs keep} has taken, a directory a system. */
    public static List<History> recorded(Path kept) {
        try (Stream<Path> systems = Files.list(kept)) {
            return systems.map(system -> system.resolve("topics.jsonl.gz"))
                    .filter(Files::exists)
                    .sorted()
                    .map(History::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(kept + " cannot be read", e);
        }
    }

    /** A record of a topic: the headers are those of CloudEvents in binary mode. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Line(String service, String value, Map<String, String> headers) {
        Recorded event() {
            String type = headers.get("ce_type");
            int schema = type.lastIndexOf(".v");
            return new Recorded(
                    new Envelope(
                            service,
                            Integer.parseInt(headers.get("ce_lane")),
                            Long.parseLong(headers.get("ce_sequence")),
                            Integer.parseInt(headers.get("ce_index")),
                            Boolean.parseBoolean(headers.get("ce_last")),
                            Long.parseLong(headers.get("ce_previous")),
                            type.substring(0, schema),
                            Integer.parseInt(type.substring(schema + 2)),
                            headers.get("ce_subject"),
                            Long.parseLong(headers.get("ce_aggversion")),
                            headers.get("ce_tenant"),
                            Instant.parse(headers.get("ce_time")),
                            Instant.parse(headers.get("ce_recordedat")),
                            headers.get("ce_actor"),
                            headers.getOrDefault("ce_correlation", ""),
                            headers.getOrDefault("ce_causation", ""),
                            headers.getOrDefault("ce_sensitivity", ""),
                            headers.getOrDefault("ce_traceparent", ""),
                            headers.get("ce_commithash")),
                    value);
        }
    }

    private static History read(Path file) {
        var history = new History(file.getParent().getFileName().toString());
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine())
                history.add(JSON.readValue(line, Line.class).event());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " does not read as a history", e);
        }
        return history;
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

    /** The golden samples of these events, one after the other on one lane; their ids are the same in all of them. */
    public History thenSamples(int lane, String aggregate, String... types) {
        for (String type : types) {
            String service = type.substring(0, type.indexOf('.'));
            Path sample = Path.of("..", service + "-service", "src", "contract", "samples", type + ".v1.json");
            try {
                then(lane, aggregate, type, Files.readString(sample));
            } catch (IOException e) {
                throw new UncheckedIOException("there is no sample " + sample, e);
            }
        }
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
    List<List<Recorded>> lanes(Set<String> services) {
        return lanes.values().stream()
                .filter(lane -> services.contains(lane.getFirst().envelope().service()))
                .toList();
    }
}
