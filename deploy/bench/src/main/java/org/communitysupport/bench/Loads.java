package org.communitysupport.bench;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.ReadConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.RawBsonDocument;
import org.communitysupport.axon.AxonCommandRunner;
import org.communitysupport.log.Commit;
import org.communitysupport.log.LaneLog;
import org.communitysupport.log.MongoLaneLog;
import org.communitysupport.referral.domain.Aggregates;

/** Reading an aggregate that nobody has asked for lately: from the log, decoded, opened and folded, against the driver's bytes. */
final class Loads {
    private static final int EVENTS = 100;

    private Loads() {}

    static List<Figure> run(Ground ground) {
        int aggregates = ground.scaled(1_000, 5);
        try (var mongo = ground.mongo()) {
            String database = ground.database();
            var intakes = Appends.intakes(ground, mongo);
            try (var log = Appends.log(mongo, database)) {
                var referrals = stored(log, intakes, aggregates);
                var raw = raw(mongo, database);
                return List.of(Rounds.alternating(
                                ground.rounds(), round -> cold(log, intakes, referrals), round -> found(raw, referrals))
                        .figure("load", "aggregates/s"));
            }
        }
    }

    /** Referrals of 100 events each, in as many commits. */
    static List<String> stored(LaneLog log, Intakes intakes, int aggregates) {
        var referrals = IntStream.range(0, aggregates)
                .mapToObj(i -> "rlong" + java.util.UUID.randomUUID().toString().replace("-", ""))
                .toList();
        for (int version = 1; version <= EVENTS; version++) {
            var commits = new ArrayList<Commit>();
            for (String referral : referrals)
                commits.add(version == 1 ? intakes.received(referral) : intakes.tried(referral, version));
            Appends.append(log, Math.min(64, aggregates), commits);
        }
        return referrals;
    }

    /** A new runner remembers no state. */
    static double cold(LaneLog log, Intakes intakes, List<String> referrals) {
        var commands = new AxonCommandRunner(log, intakes.codec(), Aggregates.all());
        return Pace.perSecond(1, referrals.size(), i -> {
            var loaded = commands.load(Aggregates.REFERRAL, Aggregates.referral(Intakes.TENANT, referrals.get(i)));
            if (loaded.version() != EVENTS) throw new IllegalStateException("loaded to " + loaded.version());
        });
    }

    static MongoCollection<RawBsonDocument> raw(MongoClient mongo, String database) {
        return mongo.getDatabase(database)
                .getCollection(MongoLaneLog.COLLECTION, RawBsonDocument.class)
                .withReadConcern(ReadConcern.MAJORITY);
    }

    static double found(MongoCollection<RawBsonDocument> raw, List<String> referrals) {
        return Pace.perSecond(1, referrals.size(), i -> {
            String aggregate =
                    Aggregates.referral(Intakes.TENANT, referrals.get(i)).text();
            int found = raw.find(eq("aggregate", aggregate))
                    .sort(ascending("version"))
                    .into(new ArrayList<>())
                    .size();
            if (found != EVENTS) throw new IllegalStateException("found " + found + " documents");
        });
    }
}
