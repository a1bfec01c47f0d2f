package org.communitysupport.testkit.log;

import com.mongodb.client.MongoClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.communitysupport.kernel.Lanes;
import org.communitysupport.log.DatabaseClock;
import org.communitysupport.log.LaneLog;
import org.communitysupport.log.LogOptions;
import org.communitysupport.log.MongoLaneLog;

/** A quick look at what appending costs; run by hand, asserts nothing. Arguments: threads, seconds. */
final class AppendBench {
    private AppendBench() {}

    public static void main(String[] args) throws Exception {
        int threads = args.length > 0 ? Integer.parseInt(args[0]) : 64;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        var calls = new AtomicLong();
        try (var client = MongoClients.create(MongoLaneLog.clientSettings(Mongods.shared()))) {
            String database = Mongods.database("bench");
            var clock = DatabaseClock.open(client.getDatabase(database));
            var options = LogOptions.defaults().withMeter(new LogOptions.Meter() {
                @Override
                public void called(int documents, int bytes, Duration took) {
                    calls.incrementAndGet();
                }

                @Override
                public void answered(LaneLog.Appended answer, Duration took) {}
            });
            try (var log = MongoLaneLog.open(client, database, "bench", clock, options)) {
                for (int round = 0; round < 3; round++) {
                    calls.set(0);
                    run(log, threads, seconds, round, calls);
                }
            }
            client.getDatabase(database).drop();
        }
        System.exit(0);
    }

    private static void run(LaneLog log, int threads, int seconds, int round, AtomicLong calls) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        var times = new ArrayList<long[]>();
        var running = new ArrayList<Thread>();
        for (int t = 0; t < threads; t++) {
            int mine = t;
            running.add(Thread.ofVirtual().start(() -> {
                long[] took = new long[200_000];
                int n = 0;
                while (System.nanoTime() < end && n < took.length) {
                    long began = System.nanoTime();
                    String key = round + "-" + mine + "-" + n;
                    LaneLogConformance.stored(log.append(
                            new LaneLogConformance.CommitMaker(Lanes.of("agency", key), "agency/thing/" + key, 1)
                                    .data("{\"text\":\"" + "x".repeat(500) + "\"}")
                                    .make()));
                    took[n++] = System.nanoTime() - began;
                }
                synchronized (times) {
                    times.add(Arrays.copyOf(took, n));
                }
            }));
        }
        for (var thread : running) thread.join();
        long[] all = times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        System.out.printf(
                "%d threads: %d commits/s, p50 %.1f ms, p99 %.1f ms, %.1f commits a call%n",
                threads,
                all.length / seconds,
                all[all.length / 2] / 1e6,
                all[all.length * 99 / 100] / 1e6,
                (double) all.length / calls.get());
    }
}
