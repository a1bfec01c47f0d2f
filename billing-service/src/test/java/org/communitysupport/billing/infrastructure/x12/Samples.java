package org.communitysupport.billing.infrastructure.x12;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Public files, see {@code src/test/resources/x12/SOURCES.md}. */
public final class Samples {
    private Samples() {}

    /** All of them, good and bad. */
    static List<String> names() throws IOException {
        try (var files = Files.list(Path.of("src/test/resources/x12"))) {
            return files.filter(Files::isRegularFile)
                    .map(f -> f.getFileName().toString())
                    .filter(f -> !f.endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    public static byte[] bytes(String name) {
        try (var in = Samples.class.getResourceAsStream("/x12/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
