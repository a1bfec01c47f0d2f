package org.communitysupport.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Everything that clients sent and were told, and every death, one JSON object a line in the order in which they ended. */
final class History implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Writer out;
    private long acknowledged;

    /** What stands in a history. */
    record Told(List<Attempt> attempts, List<Death> deaths) {}

    History(Path file) {
        this.file = file;
        try {
            out = Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new UncheckedIOException("the history " + file + " cannot be begun", e);
        }
    }

    /** Microseconds since 1970. */
    static long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    synchronized void add(Attempt attempt) {
        if (attempt.acknowledged()) acknowledged++;
        write("attempt", attempt);
    }

    synchronized void add(Death death) {
        write("death", death);
    }

    /** Commands that were answered with 2xx so far. */
    synchronized long acknowledged() {
        return acknowledged;
    }

    private void write(String kind, Object what) {
        ObjectNode line = JSON.createObjectNode().put("kind", kind);
        line.setAll((ObjectNode) JSON.valueToTree(what));
        try {
            out.write(line + "\n");
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the history " + file + " cannot be written", e);
        }
    }

    /** As it stands in the file now. */
    synchronized Told read() {
        return read(file);
    }

    static Told read(Path file) {
        var attempts = new ArrayList<Attempt>();
        var deaths = new ArrayList<Death>();
        try {
            for (String line : Files.readAllLines(file)) {
                JsonNode json = JSON.readTree(line);
                String kind = ((ObjectNode) json).remove("kind").asText();
                if (kind.equals("attempt")) attempts.add(JSON.treeToValue(json, Attempt.class));
                else deaths.add(JSON.treeToValue(json, Death.class));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the history " + file + " cannot be read", e);
        }
        return new Told(List.copyOf(attempts), List.copyOf(deaths));
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the history " + file + " cannot be ended", e);
        }
    }
}
