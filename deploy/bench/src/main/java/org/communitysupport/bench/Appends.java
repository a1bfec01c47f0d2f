package org.communitysupport.bench;

import com.mongodb.client.MongoClient;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.RawBsonDocument;
import org.communitysupport.axon.AxonCommandRunner;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.log.Commit;
import org.communitysupport.log.LaneLog;
import org.communitysupport.log.LogOptions;
import org.communitysupport.log.MongoLaneLog;
import org.communitysupport.referral.domain.Aggregates;

/** Storing: the log against the driver, commands against the log. */
final class Appends {
    private static final int CALLERS = 64;

    private Appends() {}

    /** One caller after another cannot share a call: what is measured is what the log costs over the driver. */
    static List<Figure> byOne(Ground ground) {
        int items = ground.scaled(1_500, 30);
        return List.of(against("append.1", ground, 1, items, items));
    }

    /** Commits that wait travel together. */
    static List<Figure> byMany(Ground ground) {
        return List.of(
                against("append.64", ground, CALLERS, ground.scaled(50_000, CALLERS), ground.scaled(12_000, CALLERS)));
    }

    private static Figure against(String name, Ground ground, int callers, int ours, int reference) {
        try (var mongo = ground.mongo();
                var rawMongo = ground.mongo()) {
            String database = ground.database();
            var intakes = intakes(ground, mongo);
            try (var log = log(mongo, database)) {
                var raw = new RawLog(rawMongo, database);
                return Rounds.alternating(
                                ground.rounds(),
                                round -> append(log, callers, commits(intakes, ours)),
                                round -> insert(raw, callers, commits(intakes, reference)))
                        .figure(name, "commits/s");
            }
        }
    }

    /** The same referrals: judged, sealed and stored, against stored only. */
    static List<Figure> command(Ground ground) {
        int items = ground.scaled(40_000, CALLERS);
        try (var mongo = ground.mongo()) {
            String database = ground.database();
            var intakes = intakes(ground, mongo);
            try (var log = log(mongo, database)) {
                var commands = new AxonCommandRunner(log, intakes.codec(), Aggregates.all());
                var rounds = Rounds.alternating(
                        ground.rounds(),
                        round -> run(commands, intakes, items),
                        round -> append(log, CALLERS, commits(intakes, items)));
                return List.of(rounds.figure("command", "commands/s"));
            }
        }
    }

    private static double run(AxonCommandRunner commands, Intakes intakes, int items) {
        var arrivals =
                IntStream.range(0, items).mapToObj(i -> intakes.arrival()).toList();
        intakes.knowEverybody();
        return Pace.perSecond(CALLERS, items, i -> {
            var arrival = arrivals.get(i);
            var outcome = commands.run(
                    Aggregates.REFERRAL, arrival.id(), arrival.command(), intakes.facts(), arrival.context());
            if (!(outcome instanceof Outcome.Done<?>)) throw new IllegalStateException("not done: " + outcome);
        });
    }

    static Intakes intakes(Ground ground, MongoClient mongo) {
        return new Intakes(
                ground.root(), ground.directory().resolve("master-key.json"), mongo, ground.database() + "_keys");
    }

    static MongoLaneLog log(MongoClient mongo, String database) {
        return MongoLaneLog.open(mongo, database, "referral", Instant::now, LogOptions.defaults());
    }

    static List<Commit> commits(Intakes intakes, int count) {
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> intakes.received())
                .toList();
    }

    static double append(LaneLog log, int callers, List<Commit> commits) {
        return Pace.perSecond(callers, commits.size(), i -> {
            if (!(log.append(commits.get(i)) instanceof LaneLog.Appended.Stored))
                throw new IllegalStateException("a new commit was not stored");
        });
    }

    private static double insert(RawLog raw, int callers, List<Commit> commits) {
        List<RawBsonDocument> documents = commits.stream().map(raw::document).toList();
        return Pace.perSecond(callers, documents.size(), i -> raw.insert(documents.get(i)));
    }
}
