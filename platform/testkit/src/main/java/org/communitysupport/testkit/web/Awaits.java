package org.communitysupport.testkit.web;

import static io.restassured.RestAssured.given;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.communitysupport.kernel.Position;

/** Waiting for a position or a condition, bounded; never for a time to pass. */
public final class Awaits {
    private static final Duration MOST = Duration.ofSeconds(30);

    private Awaits() {}

    /**
     * Returns when a view or reaction of the service under test has handled this commit.
     *
     * @param consumer as in {@code GET /v1/positions}: {@code view:board:v1} or {@code reaction:WhenNoteOpenedThenCountIt}
     */
    public static void handled(String consumer, Position position) {
        String token = Tokens.of("awaits", "test", "operator");
        until(
                () -> {
                    Map<String, Map<String, Map<String, Number>>> consumers = given().header(
                                    "Authorization", "Bearer " + token)
                            .get("/v1/positions")
                            .jsonPath()
                            .getMap("consumers");
                    Number seq = consumers
                            .getOrDefault(consumer, Map.of())
                            .getOrDefault(position.service(), Map.of())
                            .get(Integer.toString(position.lane()));
                    return seq != null && seq.longValue() >= position.seq();
                },
                true);
    }

    /** Returns when {@code found} gives what is wanted; fails with the last it gave. */
    public static <T> void until(Supplier<T> found, T wanted) {
        long end = System.nanoTime() + MOST.toNanos();
        T last = found.get();
        while (!Objects.equals(wanted, last)) {
            if (System.nanoTime() > end)
                throw new AssertionError("awaited " + wanted + " for " + MOST.toSeconds() + " s; last was " + last);
            LockSupport.parkNanos(20_000_000);
            last = found.get();
        }
    }
}
