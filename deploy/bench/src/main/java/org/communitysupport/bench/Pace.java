package org.communitysupport.bench;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/** How fast so many callers get so many things done. */
final class Pace {
    private Pace() {}

    /**
     * Each caller is a virtual thread, as a request of a service is, and takes the next item when it has done one.
     *
     * @return items a second
     * @throws RuntimeException the first that a caller met
     */
    static double perSecond(int callers, int items, IntConsumer work) {
        var next = new AtomicInteger();
        var failure = new AtomicReference<RuntimeException>();
        var start = new CountDownLatch(1);
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < callers; i++)
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    start.await();
                    for (int item; (item = next.getAndIncrement()) < items; ) work.accept(item);
                } catch (RuntimeException e) {
                    failure.compareAndSet(null, e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        long began = System.nanoTime();
        start.countDown();
        join(threads);
        if (failure.get() != null) throw failure.get();
        return items * 1e9 / (System.nanoTime() - began);
    }

    private static void join(Iterable<Thread> threads) {
        try {
            for (var thread : threads) thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        }
    }
}
