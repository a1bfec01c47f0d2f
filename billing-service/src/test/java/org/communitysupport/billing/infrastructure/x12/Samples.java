package org.communitysupport.billing.infrastructure.x12;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Public files, see {@code src/test/resources/x12/SOURCES.md}. */
public final class Samples {
    private Samples() {}

    public static byte[] bytes(String name) {
        try (var in = Samples.class.getResourceAsStream("/x12/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
