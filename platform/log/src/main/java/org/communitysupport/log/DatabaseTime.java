package org.communitysupport.log;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.bson.Document;

/**
 * The database's time of day, read from {@code hello} now and then and carried on by this process's monotonic clock: a wrong wall clock of
 * a service's machine has no say. Never runs backwards within a process.
 */
final class DatabaseTime {
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int SAMPLES = 3;
    static final long FIRST_SECONDS = 60;

    private final MongoDatabase database;
    private final ReentrantLock refreshing = new ReentrantLock();
    private final AtomicLong highest = new AtomicLong(Long.MIN_VALUE);
    private volatile Anchor anchor;
    private volatile long asked;

    private record Anchor(long nanos, long millis) {}

    /** @throws MongoException when the database does not say its time */
    DatabaseTime(MongoDatabase database) {
        this.database = database.withTimeout(2, TimeUnit.SECONDS);
        // The first question also opens the connection, in a process that has just begun on a machine that may be busy.
        this.anchor = ask(database.withTimeout(FIRST_SECONDS, TimeUnit.SECONDS));
        this.asked = anchor.nanos;
    }

    long millis() {
        refresh();
        Anchor a = anchor;
        long now = a.millis + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - a.nanos);
        return highest.accumulateAndGet(now, Math::max);
    }

    private void refresh() {
        if (System.nanoTime() - asked < FRESH_NANOS || !refreshing.tryLock()) return;
        try {
            anchor = ask(database);
        } catch (MongoException e) {
            // The monotonic clock goes on from the last anchor; the next turn asks again.
            return;
        } finally {
            asked = System.nanoTime();
            refreshing.unlock();
        }
    }

    /** The sample with the shortest way there and back knows best. */
    private static Anchor ask(MongoDatabase database) {
        Anchor best = null;
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < SAMPLES; i++) {
            long before = System.nanoTime();
            var said = database.runCommand(new Document("hello", 1)).getDate("localTime");
            long after = System.nanoTime();
            if (after - before < shortest) {
                shortest = after - before;
                best = new Anchor(before + shortest / 2, said.getTime());
            }
        }
        return best;
    }
}
