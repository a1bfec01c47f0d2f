package org.communitysupport.log;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Named places at which a test may let the whole process die, as a power cut would: nothing runs after it, no hook, no finally block.
 * {@code CS_HALT_AT=log.after-insert} (or the system property {@code cs.halt.at}) dies at the first pass, {@code log.after-insert:3} at
 * the third. Without it every place is a no-op.
 */
public final class Halt {
    /** Exit code of a process that died here, so that a test can tell it from any other death. */
    public static final int CODE = 86;

    private static final String NAME;
    private static final AtomicLong PASSES_LEFT = new AtomicLong();

    static {
        String asked = System.getProperty("cs.halt.at", System.getenv("CS_HALT_AT"));
        if (asked == null) asked = "";
        int colon = asked.indexOf(':');
        NAME = colon < 0 ? asked : asked.substring(0, colon);
        PASSES_LEFT.set(colon < 0 ? 1 : Long.parseLong(asked.substring(colon + 1)));
    }

    private Halt() {}

    public static void at(String place) {
        if (!NAME.isEmpty() && NAME.equals(place) && PASSES_LEFT.decrementAndGet() == 0)
            Runtime.getRuntime().halt(CODE);
    }
}
