package org.communitysupport.bench;

import com.mongodb.client.MongoClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.communitysupport.kernel.Position;
import org.communitysupport.log.Commit;
import org.communitysupport.log.LaneLog;
import org.communitysupport.referral.projection.ReferralsView;
import org.communitysupport.stream.Clients;
import org.communitysupport.stream.NotYet;
import org.communitysupport.stream.Ownership;
import org.communitysupport.stream.Progress;
import org.communitysupport.stream.ProjectionRunner;
import org.communitysupport.stream.Query;
import org.communitysupport.stream.Relay;
import org.communitysupport.stream.Views;

/**
 * The same work with ten thousand, a hundred thousand and a million events stored, ten events a referral: the reference is always what it was
 * at ten thousand. Relay and view run, as they do in a service, and have caught up whenever something is measured.
 */
final class Growth {
    private static final int EVENTS_A_REFERRAL = 10;
    private static final int PAGES = 400;

    private Growth() {}

    static List<Figure> run(Ground ground) {
        try (var mongo = ground.mongo()) {
            String database = ground.database(), bootstrap = ground.kafka();
            var intakes = Appends.intakes(ground, mongo);
            var meters = new SimpleMeterRegistry();
            try (var log = Appends.log(mongo, database);
                    var relay = new Relay(log, Clients.at(bootstrap), Ownership.alone(mongo), true, meters);
                    var runner = new ProjectionRunner(
                            Clients.at(bootstrap),
                            mongo.getDatabase(database),
                            intakes.codec(),
                            List.of(ReferralsView.VIEW),
                            new Progress(Ownership.alone(mongo), mongo.getDatabase(database)),
                            Ownership.alone(mongo),
                            meters)) {
                relay.start();
                runner.start();
                return measured(ground, mongo, database, log, new Views(runner), intakes);
            }
        }
    }

    private static List<Figure> measured(
            Ground ground, MongoClient mongo, String database, LaneLog log, Views views, Intakes intakes) {
        var figures = new ArrayList<Figure>();
        var first = new double[3];
        var longOnes = Loads.stored(log, intakes, ground.scaled(50, 5));
        for (int size : List.of(10_000, 100_000, 1_000_000)) {
            fill(log, intakes, ground.scaled(size, size / 100));
            caughtUp(log, views);
            int items = ground.scaled(10_000, 64);
            var measured = List.of(
                    Rounds.alone(ground.rounds(), r -> Appends.append(log, 64, Appends.commits(intakes, items)))
                            .figure("growth.append." + size, "commits/s"),
                    Rounds.alone(ground.rounds(), r -> Loads.cold(log, intakes, longOnes))
                            .figure("growth.load." + size, "aggregates/s"),
                    Rounds.alone(ground.rounds(), r -> pages(ground, views)).figure("growth.page." + size, "pages/s"));
            for (int i = 0; i < first.length; i++) {
                var f = measured.get(i);
                if (first[i] == 0) first[i] = f.value();
                figures.add(
                        new Figure(f.name(), f.unit(), f.value(), first[i], f.value() / first[i], f.n(), f.spread()));
            }
        }
        return figures;
    }

    private static void fill(LaneLog log, Intakes intakes, int upTo) {
        long stored = log.heads().values().stream().mapToLong(Long::longValue).sum();
        while (stored < upTo) {
            int referrals = (int) Math.min(1_000, (upTo - stored + EVENTS_A_REFERRAL - 1) / EVENTS_A_REFERRAL);
            var ids = new ArrayList<String>();
            for (int i = 0; i < referrals; i++)
                ids.add("r" + UUID.randomUUID().toString().replace("-", ""));
            for (int version = 1; version <= EVENTS_A_REFERRAL; version++) {
                var commits = new ArrayList<Commit>();
                for (String id : ids) commits.add(version == 1 ? intakes.received(id) : intakes.tried(id, version));
                Appends.append(log, 64, commits);
            }
            stored += (long) referrals * EVENTS_A_REFERRAL;
        }
    }

    private static void caughtUp(LaneLog log, Views views) {
        log.heads().forEach((lane, seq) -> {
            if (seq == 0) return;
            for (boolean there = false; !there; )
                try {
                    views.await(ReferralsView.VIEW, new Position("referral", lane, seq), Duration.ofSeconds(5));
                    there = true;
                } catch (NotYet e) {
                    LockSupport.parkNanos(1_000_000);
                }
        });
    }

    /** The intake board: the newest fifty, and the fifty after them. */
    private static double pages(Ground ground, Views views) {
        return Pace.perSecond(1, ground.scaled(PAGES, 10), i -> {
            var query = Query.all().sort("receivedAt", true);
            var page = views.page(ReferralsView.VIEW, Intakes.TENANT, query);
            var next = views.page(ReferralsView.VIEW, Intakes.TENANT, query.cursor(page.nextCursor()));
            if (page.rows().size() < 50 || next.rows().isEmpty()) throw new IllegalStateException("a page is missing");
        });
    }
}
