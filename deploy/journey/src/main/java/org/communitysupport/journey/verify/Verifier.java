package org.communitysupport.journey.verify;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.bson.Document;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.codec.Vault;
import org.communitysupport.kernel.Lanes;
import org.communitysupport.kernel.View;
import org.communitysupport.log.HashChain;
import org.communitysupport.log.LaneLog;
import org.communitysupport.runtime.ServiceSpec;

/** Holds log, topics, views, units and money of the running system against each other; a line a check, and one for every difference. */
public final class Verifier {
    private final MongoClient mongo;
    private final String bootstrap;
    private final List<ServiceSpec> services;
    private final PrintStream out;
    private long patience = Duration.ofSeconds(15).toNanos();
    private int differences;

    public Verifier(MongoClient mongo, String bootstrap, List<ServiceSpec> services, PrintStream out) {
        this.mongo = mongo;
        this.bootstrap = bootstrap;
        this.services = services;
        this.out = out;
    }

    /**
     * Every check runs to its end, whatever the ones before have found.
     *
     * @return whether everything is as it must be
     */
    public boolean run() {
        for (var service : services) lanes(service);
        for (var service : services) topic(service);
        for (var service : services) for (View<?> view : service.views()) view(service, view);
        settled(
                "units: granted = used + reserved + left for %d authorizations",
                found -> new Object[] {UnitsCheck.check(log("eligibility"), found)});
        settled(
                "cents: charged = paid + adjusted + open for %d claims",
                found -> new Object[] {CentsCheck.check(log("billing"), found)});
        if (differences > 0) out.println(differences == 1 ? "1 difference" : differences + " differences");
        return differences == 0;
    }

    private void lanes(ServiceSpec service) {
        var found = new Differences();
        long commits = 0;
        for (int lane = 0; lane < Lanes.COUNT; lane++)
            try {
                commits += HashChain.verify(database(service.service()), lane).commits();
            } catch (LaneLog.Corrupt e) {
                found.add(e.getMessage());
            }
        tell(
                found,
                "log of %s: %d lanes dense, hash chains whole, %d commits",
                service.service(),
                Lanes.COUNT,
                commits);
    }

    private void topic(ServiceSpec service) {
        String name = service.service();
        settled(
                "topic of %s: %d records, every event in order, %d repeats",
                found -> {
                    var log = log(name);
                    var topic = Topic.read(bootstrap, name);
                    return new Object[] {name, topic.size(), TopicCheck.check(name, log, topic, found)};
                });
    }

    private <R> void view(ServiceSpec service, View<R> view) {
        var database = database(service.service());
        var codec = new EventCodec(service.events(), CLOSED);
        settled(
                "view %s of %s: %d rows are the fold of the log",
                found -> {
                    var logs = new TreeMap<String, List<Logged>>();
                    for (String source : view.sources()) logs.put(source, log(source));
                    int rows = ViewCheck.check(
                            view,
                            logs,
                            database.getCollection(serving(database, view.name()))
                                    .find(),
                            codec,
                            found);
                    return new Object[] {view.name(), service.service(), rows};
                });
    }

    private static String serving(MongoDatabase database, String view) {
        Document alias = database.getCollection("aliases")
                .find(new Document("_id", view))
                .first();
        if (alias == null) throw new Difference("view " + view + " serves nothing");
        return view + "__v" + alias.get("serving");
    }

    private List<Logged> log(String service) {
        return Logs.read(database(service), service);
    }

    private MongoDatabase database(String service) {
        return mongo.getDatabase(service.replace('-', '_') + "_local");
    }

    /** Relay and views may be some commits behind a running system; only what stays a difference is one. */
    private void settled(String sentence, Function<Differences, Object[]> check) {
        while (true) {
            var found = new Differences();
            var values = new Object[0];
            try {
                values = check.apply(found);
            } catch (Difference e) {
                found.add(e.getMessage());
            }
            if (found.all().isEmpty() || patience <= 0) {
                tell(found, sentence, values);
                return;
            }
            pause();
        }
    }

    /** What was waited for one check is not waited for the next: a system that is red is not one that lags. */
    private void pause() {
        long from = System.nanoTime();
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            patience = 0;
        }
        patience -= System.nanoTime() - from;
    }

    private void tell(Differences found, String sentence, Object... values) {
        differences += found.all().size();
        if (found.all().isEmpty()) out.println("ok  " + sentence.formatted(values));
        for (String difference : found.all()) out.println("DIFFERENCE  " + difference);
    }

    /** Views are folded from sealed values; nothing is ever opened here. */
    private static final Vault CLOSED = new Vault() {
        @Override
        public String seal(String person, String field, byte[] plain) {
            throw new IllegalStateException("verify seals nothing");
        }

        @Override
        public Optional<byte[]> open(String person, String field, String cipher) {
            throw new IllegalStateException("verify opens nothing");
        }
    };
}
