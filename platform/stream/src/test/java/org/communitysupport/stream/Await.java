package org.communitysupport.stream;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowingConsumer;

/** Waits for what must come true, for a bounded time. */
final class Await {
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private Await() {}

    static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("waited in vain until " + what);
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
        }
    }

    /** Until the assertion holds; its own failure is what is thrown in the end. */
    static <T> void value(Supplier<T> value, ThrowingConsumer<T> assertion) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                assertion.accept(value.get());
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() > end) throw e;
                java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
            }
        }
    }
}
