package org.communitysupport.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.communitysupport.log.DatabaseClock;
import org.communitysupport.testkit.log.Mongods;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreconditionsTest {
    @TempDir
    Path directory;

    private final String shared = Mongods.database("clock");

    @Test
    void starts_when_all_is_there() {
        try (var mongo = MongoClients.create(Mongods.shared())) {
            assertThatCode(() -> check(mongo, "production", directory)).doesNotThrowAnyException();
        }
    }

    @Test
    void names_the_database_that_does_not_answer() {
        try (var mongo = MongoClients.create("mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=100")) {
            assertThatThrownBy(() -> new Preconditions(settings("local", directory), mongo, () -> null).check(null))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("MongoDB");
        }
    }

    @Test
    void names_the_packs_that_are_missing() {
        try (var mongo = MongoClients.create(Mongods.shared())) {
            assertThatThrownBy(() -> check(mongo, "local", directory.resolve("nowhere")))
                    .hasMessageContaining("policy packs");
        }
    }

    @Test
    void refuses_a_moved_clock_in_production_and_bears_it_in_the_local_profile() throws Exception {
        try (var mongo = MongoClients.create(Mongods.shared())) {
            var clock = DatabaseClock.open(mongo.getDatabase(shared));
            clock.advanceTo(clock.now().plus(Duration.ofDays(1)));
            assertThatThrownBy(() -> check(mongo, "production", directory)).hasMessageContaining("business clock");
            assertThatCode(() -> check(mongo, "local", directory)).doesNotThrowAnyException();
        }
    }

    private void check(MongoClient mongo, String profile, Path packs) {
        var clock = DatabaseClock.open(mongo.getDatabase(shared));
        new Preconditions(settings(profile, packs), mongo, () -> clock).check(null);
    }

    private Settings settings(String profile, Path packs) {
        try {
            Path keys = directory.resolve("keys.json");
            if (!Files.exists(keys)) Files.createFile(keys);
            return new Settings(
                    "toy",
                    profile,
                    "",
                    "",
                    keys,
                    Optional.empty(),
                    packs,
                    "_test",
                    "keys_test",
                    shared,
                    Optional.empty());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
