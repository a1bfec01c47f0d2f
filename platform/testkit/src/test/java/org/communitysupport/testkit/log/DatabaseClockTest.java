package org.communitysupport.testkit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.time.Instant;
import org.bson.Document;
import org.communitysupport.log.DatabaseClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {
    private MongoClient client;
    private MongoDatabase database;

    @BeforeEach
    void connect() {
        client = MongoClients.create(Mongods.shared());
        database = client.getDatabase(Mongods.database("clock"));
    }

    @AfterEach
    void drop() {
        database.drop();
        client.close();
    }

    @Test
    void shows_the_time_of_the_database_when_nobody_moved_it() {
        var clock = DatabaseClock.open(database);
        Instant before = databaseTime();
        Instant shown = clock.now();
        Instant after = databaseTime();
        // hello gives whole milliseconds and the way to it takes some.
        assertThat(shown).isBetween(before.minusMillis(50), after.plusMillis(50));
        assertThat(clock.offset()).isZero();
    }

    private Instant databaseTime() {
        return database.runCommand(new Document("hello", 1))
                .getDate("localTime")
                .toInstant();
    }

    @Test
    void goes_forward_for_every_process_and_stays_there() {
        var clock = DatabaseClock.open(database);
        var other = DatabaseClock.open(database);
        Instant target = clock.now().plus(Duration.ofDays(90));
        assertThat(clock.advanceTo(target)).isAfterOrEqualTo(target).isBefore(target.plusSeconds(60));
        LaneLogConformance.awaitThat(
                "the other process to see it", () -> !other.now().isBefore(target));
        assertThat(DatabaseClock.open(database).now()).isAfterOrEqualTo(target);
        assertThat(clock.databaseNow()).isBefore(target.minus(Duration.ofDays(89)));
    }

    @Test
    void never_goes_back() {
        var clock = DatabaseClock.open(database);
        var other = DatabaseClock.open(database);
        Instant far = clock.now().plus(Duration.ofDays(10));
        clock.advanceTo(far);
        assertThatThrownBy(() -> clock.advanceTo(far.minus(Duration.ofDays(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("only goes forward");
        // A process that has not yet heard of the move cannot undo it.
        try {
            other.advanceTo(far.minus(Duration.ofDays(5)));
        } catch (IllegalArgumentException heardAlready) {
            assertThat(heardAlready).hasMessageContaining("only goes forward");
        }
        assertThat(other.now()).isAfterOrEqualTo(far);
        assertThat(DatabaseClock.open(database).now()).isAfterOrEqualTo(far);
    }
}
