package org.communitysupport.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Named places at which a test may let the whole process die, as a power cut would: nothing runs after it, no hook, no finally block.
 * {@code CS_HALT_AT=log.after-insert} (or the system property {@code cs.halt.at}) dies at the first pass, {@code log.after-insert:3} at
 * the third. {@code CS_HALT_FILE} names a file that is written while the process runs: it dies at the place that stands in it, and takes
 * the file away before, so that whoever wrote it can tell this death from any other. Without either every place is a no-op.
 */
public final class Halt {
    /** Exit code of a process that died here, so that a test can tell it from any other death. */
    public static final int CODE = 86;

    private static final String NAME;
    private static final AtomicLong PASSES_LEFT = new AtomicLong();
    private static final Path FILE;

    static {
        String asked = System.getProperty("cs.halt.at", System.getenv("CS_HALT_AT"));
        if (asked == null) asked = "";
        int colon = asked.indexOf(':');
        NAME = colon < 0 ? asked : asked.substring(0, colon);
        PASSES_LEFT.set(colon < 0 ? 1 : Long.parseLong(asked.substring(colon + 1)));
        String file = System.getenv("CS_HALT_FILE");
        FILE = file == null ? null : Path.of(file);
    }

    private Halt() {}

    public static void at(String place) {
        if (!NAME.isEmpty() && NAME.equals(place) && PASSES_LEFT.decrementAndGet() == 0)
            Runtime.getRuntime().halt(CODE);
        if (FILE != null && isWritten(place)) Runtime.getRuntime().halt(CODE);
    }

    private static boolean isWritten(String place) {
        try {
            return Files.exists(FILE) && Files.readString(FILE).equals(place) && Files.deleteIfExists(FILE);
        } catch (IOException e) {
            // Taken away by whoever wrote it, between two looks: it is not asked for any more.
            return false;
        }
    }
}
