package org.communitysupport.runtime;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.bson.Document;
import org.communitysupport.stream.ProjectionRunner;
import org.communitysupport.stream.Relay;
import org.communitysupport.stream.ViewAdmin;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Whether this instance should be given requests. Each "no" comes with its sentence. */
@Readiness
@Singleton
class Ready implements HealthCheck {
    private static final int WAIT_SECONDS = 2;

    private final MongoClient mongo;
    private final Settings settings;
    private final Relay relay;
    private final ProjectionRunner projections;
    private final Admin kafka;
    private volatile boolean viewsCaughtUp;

    Ready(MongoClient mongo, Settings settings, Relay relay, ProjectionRunner projections) {
        this.mongo = mongo;
        this.settings = settings;
        this.relay = relay;
        this.projections = projections;
        var config = new Properties();
        config.put("bootstrap.servers", settings.kafka());
        config.put("enable.metrics.push", false);
        kafka = Admin.create(config);
    }

    @Override
    public HealthCheckResponse call() {
        var not = new ArrayList<String>();
        database(not);
        broker(not);
        relay.problem().ifPresent(why -> not.add("the relay has stopped: " + why));
        views(not);
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("parts");
        for (int i = 0; i < not.size(); i++) answer.withData(Integer.toString(i + 1), not.get(i));
        return answer.status(not.isEmpty()).build();
    }

    private void database(List<String> not) {
        try {
            mongo.getDatabase(settings.database())
                    .withTimeout(WAIT_SECONDS, TimeUnit.SECONDS)
                    .runCommand(new Document("ping", 1));
        } catch (MongoException e) {
            not.add("MongoDB does not answer");
        }
    }

    private void broker(List<String> not) {
        try {
            kafka.describeCluster().clusterId().get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            not.add("interrupted");
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            not.add("Kafka does not answer");
        }
    }

    /** Once is enough: later lag shows in metrics, and readers ask with ?after=. */
    private void views(List<String> not) {
        if (viewsCaughtUp) return;
        var behind = behind(projections.list());
        viewsCaughtUp = behind.isEmpty();
        not.addAll(behind);
    }

    static List<String> behind(List<ViewAdmin.Generation> generations) {
        return generations.stream()
                .filter(g -> g.serving() && g.fed() && !g.caughtUp())
                .map(g -> "the view " + g.view()
                        + (g.lag() < 0 ? " has not found its topics yet" : " is " + g.lag() + " records behind"))
                .toList();
    }

    @PreDestroy
    void close() {
        kafka.close(java.time.Duration.ofSeconds(1));
    }
}
