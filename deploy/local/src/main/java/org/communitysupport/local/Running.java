package org.communitysupport.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/**
 * A part that was started, as {@code .local/run/<part>.json} holds it.
 *
 * @param mark stands in the command line of this process and of no other; the system gives the number of a dead process to a new one, and
 *     nobody may be stopped by mistake
 */
record Running(String part, long pid, int port, String mark, Instant startedAt) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Its process, if it lives and is the one that was started. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(p -> p.info()
                .commandLine()
                .filter(line -> line.contains(mark))
                .isPresent());
    }

    boolean isAlive() {
        return process().isPresent();
    }

    static Optional<Running> read(Path directory, String part) {
        Path file = directory.resolve(part + ".json");
        try {
            if (!Files.exists(file)) return Optional.empty();
            JsonNode json = JSON.readTree(file.toFile());
            return Optional.of(new Running(
                    part,
                    json.required("pid").longValue(),
                    json.required("port").intValue(),
                    json.required("mark").textValue(),
                    Instant.parse(json.required("startedAt").textValue())));
        } catch (IOException | RuntimeException e) {
            throw new Trouble("The file " + file + " cannot be read (" + e.getMessage() + "); delete it.", e);
        }
    }

    static boolean anyAlive(Path directory) {
        if (!Files.isDirectory(directory)) return false;
        try (var files = Files.list(directory)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .anyMatch(name -> read(directory, name.substring(0, name.length() - ".json".length()))
                            .filter(Running::isAlive)
                            .isPresent());
        } catch (IOException e) {
            throw new Trouble("The directory " + directory + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    void write(Path directory) {
        ObjectNode json = JSON.createObjectNode();
        json.put("part", part)
                .put("pid", pid)
                .put("port", port)
                .put("mark", mark)
                .put("startedAt", startedAt.toString());
        Path file = directory.resolve(part + ".json");
        try {
            Path fresh = Files.writeString(directory.resolve(part + ".json.new"), json.toPrettyString());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Trouble("The file " + file + " cannot be written: " + e.getMessage() + ".", e);
        }
    }

    void forget(Path directory) {
        try {
            Files.deleteIfExists(directory.resolve(part + ".json"));
        } catch (IOException e) {
            throw new Trouble("The file " + directory.resolve(part + ".json") + " cannot be deleted.", e);
        }
    }
}
