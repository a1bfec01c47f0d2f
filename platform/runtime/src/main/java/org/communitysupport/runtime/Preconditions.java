package org.communitysupport.runtime;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.communitysupport.log.DatabaseClock;
import org.jboss.logging.Logger;

/**
 * What must hold before a service starts, each with its sentence. Partitions and retention of the topic are asserted by the relay, the
 * unique indexes by the log when it is opened.
 */
@Singleton
class Preconditions {
    private static final Logger LOG = Logger.getLogger(Preconditions.class);
    private static final Duration DRIFT = Duration.ofSeconds(60);

    private final Settings settings;
    private final MongoClient mongo;
    private final Provider<DatabaseClock> clock;

    Preconditions(Settings settings, MongoClient mongo, Provider<DatabaseClock> clock) {
        this.settings = settings;
        this.mongo = mongo;
        this.clock = clock;
    }

    void check(@Observes @Priority(1) StartupEvent event) {
        database();
        if (!Files.isDirectory(settings.packs())) throw cannot("there are no policy packs in cs.packs.dir");
        if (!settings.local() && settings.keysJson().isEmpty() && !Files.isReadable(settings.keys()))
            throw cannot("the master key file cs.keys.file cannot be read");
        clock();
    }

    private void database() {
        try {
            mongo.getDatabase(settings.database())
                    .withTimeout(60, TimeUnit.SECONDS)
                    .runCommand(new Document("ping", 1));
        } catch (MongoException e) {
            throw cannot(
                    "MongoDB at cs.mongodb.uri does not answer (" + e.getClass().getSimpleName() + ")");
        }
    }

    private void clock() {
        var ours = clock.get();
        var drift = Duration.between(Instant.now(), ours.databaseNow()).abs();
        if (drift.compareTo(DRIFT) > 0) {
            String sentence = "the clocks of this machine and of the database differ by " + drift.toSeconds() + " s";
            if (!settings.local()) throw cannot(sentence);
            LOG.warn(sentence);
        }
        if (!settings.local() && !ours.offset().isZero())
            throw cannot("the business clock was moved by " + ours.offset() + "; in production it is the database's");
    }

    private RuntimeException cannot(String sentence) {
        LOG.errorf("%s cannot start: %s.", settings.service(), sentence);
        return new IllegalStateException(sentence);
    }
}
