package org.communitysupport.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Referrals posted over connections that are kept, each with a thread of its own. */
final class Traffic {
    private Traffic() {}

    /**
     * What one stretch of traffic gave.
     *
     * @param perSecond answered with 201
     * @param millis of each request, ascending
     * @param ownMicros processor time that the calling threads took a request
     */
    record Seen(double perSecond, double[] millis, double ownMicros) {

        /** @param share e.g. 0.99 */
        double percentile(double share) {
            return millis[(int) Math.min(millis.length - 1, Math.floor(millis.length * share))];
        }
    }

    /** As many as go through. */
    static Seen flood(int port, String token, int connections, Duration time) {
        return run(port, token, connections, time, 0);
    }

    /** So many a second, evenly; a late one is made up for. */
    static Seen paced(int port, String token, int perSecond, Duration time) {
        int connections = 4;
        return run(port, token, connections, time, connections * 1_000_000_000L / perSecond);
    }

    private static Seen run(int port, String token, int connections, Duration time, long every) {
        var posts = new Posts(token);
        var failure = new AtomicReference<RuntimeException>();
        var all = new ArrayList<double[]>();
        var threads = new ArrayList<Thread>();
        // Of the threads, to the nanosecond: that of the process is counted in ticks, of which a short stretch may have
        // none.
        var cpu = new LongAdder();
        long began = System.nanoTime(), end = began + time.toNanos();
        for (int i = 0; i < connections; i++) {
            long first = began + every * i / connections;
            threads.add(Thread.ofPlatform().name("caller-" + i).start(() -> {
                try (var caller = new Caller(port)) {
                    var took = posting(caller, posts, first, every, end);
                    cpu.add(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
                    synchronized (all) {
                        all.add(took);
                    }
                } catch (RuntimeException e) {
                    failure.compareAndSet(null, e);
                }
            }));
        }
        join(threads);
        if (failure.get() != null) throw failure.get();
        double seconds = (System.nanoTime() - began) / 1e9;
        double[] millis = all.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
        return new Seen(millis.length / seconds, millis, cpu.sum() / 1e3 / millis.length);
    }

    private static double[] posting(Caller caller, Posts posts, long first, long every, long end) {
        var buffer = posts.buffer();
        var took = new double[1 << 10];
        int n = 0;
        for (long due = first; System.nanoTime() < end; due += every) {
            for (long wait; every > 0 && (wait = due - System.nanoTime()) > 0; ) LockSupport.parkNanos(wait);
            posts.next(buffer);
            long began = System.nanoTime();
            var answer = caller.ask(buffer);
            if (answer.status() != 201)
                throw new IllegalStateException("a new referral was answered with " + answer.status());
            if (n == took.length) took = Arrays.copyOf(took, 2 * n);
            took[n++] = (System.nanoTime() - began) / 1e6;
        }
        return Arrays.copyOf(took, n);
    }

    static void join(List<Thread> threads) {
        try {
            for (var thread : threads) thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        }
    }
}
