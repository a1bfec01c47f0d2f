package org.communitysupport.log;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.bson.Document;
import org.communitysupport.kernel.BusinessClock;

/**
 * The business clock: database time plus an offset that is kept in collection {@code clock} and can only grow. Every process that opens it
 * on the same database sees a move within a second. In production nobody moves it.
 */
public final class DatabaseClock implements BusinessClock {
    private static final long OFFSET_FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final String ID = "business";
    private static final String OFFSET = "offsetMillis";

    private final DatabaseTime time;
    private final MongoCollection<Document> clock;
    private final ReentrantLock refreshing = new ReentrantLock();
    private final AtomicLong highest = new AtomicLong(Long.MIN_VALUE);
    private volatile long offset;
    private volatile long asked;

    private DatabaseClock(MongoDatabase database) {
        time = new DatabaseTime(database);
        clock = database.getCollection("clock")
                .withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withTimeout(2, TimeUnit.SECONDS);
        load(clock.withTimeout(DatabaseTime.FIRST_SECONDS, TimeUnit.SECONDS));
    }

    /** @throws MongoException when the database cannot be reached */
    public static DatabaseClock open(MongoDatabase database) {
        return new DatabaseClock(database);
    }

    @Override
    public Instant now() {
        refresh();
        return Instant.ofEpochMilli(highest.accumulateAndGet(time.millis() + offset, Math::max));
    }

    /** Database time, without the offset. */
    public Instant databaseNow() {
        return Instant.ofEpochMilli(time.millis());
    }

    public Duration offset() {
        refresh();
        return Duration.ofMillis(offset);
    }

    /**
     * Moves the clock forward, for every process on this database.
     *
     * @return the time it shows now
     * @throws IllegalArgumentException when {@code to} is not after {@link #now()}
     */
    public Instant advanceTo(Instant to) {
        Instant now = now();
        if (!to.isAfter(now))
            throw new IllegalArgumentException("the clock shows " + now + " and only goes forward, not to " + to);
        // $max: of two that move it at once the further one wins, and it never goes back.
        clock.updateOne(
                eq("_id", ID),
                Updates.max(OFFSET, to.toEpochMilli() - time.millis()),
                new UpdateOptions().upsert(true));
        load(clock);
        return now();
    }

    private void refresh() {
        if (System.nanoTime() - asked < OFFSET_FRESH_NANOS || !refreshing.tryLock()) return;
        try {
            load(clock);
        } catch (MongoException e) {
            // The offset known so far holds until the database answers again.
            asked = System.nanoTime();
        } finally {
            refreshing.unlock();
        }
    }

    private void load(MongoCollection<Document> from) {
        var stored = from.find(eq("_id", ID)).first();
        if (stored != null) offset = Math.max(offset, stored.getLong(OFFSET));
        asked = System.nanoTime();
    }
}
