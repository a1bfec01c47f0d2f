package org.communitysupport.journey.verify;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.bson.Document;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.codec.Vault;
import org.communitysupport.kernel.Lanes;
import org.communitysupport.kernel.View;
import org.communitysupport.log.HashChain;
import org.communitysupport.log.LaneLog;
import org.communitysupport.runtime.ServiceSpec;

/** Holds log, topics, views, units and money of the running system against each other; a line a check, and ends at the first difference. */
public final class Verifier {
    private static final Duration CATCH_UP = Duration.ofSeconds(15);

    private final MongoClient mongo;
    private final String bootstrap;
    private final List<ServiceSpec> services;
    private final PrintStream out;

    public Verifier(MongoClient mongo, String bootstrap, List<ServiceSpec> services, PrintStream out) {
        this.mongo = mongo;
        this.bootstrap = bootstrap;
        this.services = services;
        this.out = out;
    }

    /** @return whether everything is as it must be */
    public boolean run() {
        try {
            for (var service : services) lanes(service);
            for (var service : services) topic(service);
            for (var service : services) for (View<?> view : service.views()) view(service, view);
            int pools = settled(() -> UnitsCheck.check(log("eligibility")));
            ok("units: granted = used + reserved + left for %d authorizations", pools);
            int claims = settled(() -> CentsCheck.check(log("billing")));
            ok("cents: charged = paid + adjusted + open for %d claims", claims);
            return true;
        } catch (Difference | LaneLog.Corrupt e) {
            out.println("DIFFERENCE  " + e.getMessage());
            return false;
        }
    }

    private void lanes(ServiceSpec service) {
        long commits = 0;
        for (int lane = 0; lane < Lanes.COUNT; lane++)
            commits += HashChain.verify(database(service.service()), lane).commits();
        ok("log of %s: %d lanes dense, hash chains whole, %d commits", service.service(), Lanes.COUNT, commits);
    }

    private void topic(ServiceSpec service) {
        String name = service.service();
        int[] records = new int[1];
        int repeats = settled(() -> {
            var log = log(name);
            var topic = Topic.read(bootstrap, name);
            records[0] = topic.size();
            return TopicCheck.check(name, log, topic);
        });
        ok("topic of %s: %d records, every event in order, %d repeats", name, records[0], repeats);
    }

    private <R> void view(ServiceSpec service, View<R> view) {
        var database = database(service.service());
        var codec = new EventCodec(service.events(), CLOSED);
        int rows = settled(() -> {
            var logs = new TreeMap<String, List<Logged>>();
            for (String source : view.sources()) logs.put(source, log(source));
            return ViewCheck.check(
                    view,
                    logs,
                    database.getCollection(serving(database, view.name())).find(),
                    codec);
        });
        ok("view %s of %s: %d rows are the fold of the log", view.name(), service.service(), rows);
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
    private static int settled(Supplier<Integer> check) {
        long until = System.nanoTime() + CATCH_UP.toNanos();
        while (true)
            try {
                return check.get();
            } catch (Difference e) {
                if (System.nanoTime() > until) throw e;
                pause();
            }
    }

    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Difference("interrupted before it was known", e);
        }
    }

    private void ok(String sentence, Object... values) {
        out.println("ok  " + sentence.formatted(values));
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
