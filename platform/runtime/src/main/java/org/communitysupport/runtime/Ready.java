package org.communitysupport.runtime;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.bson.Document;
import org.communitysupport.stream.Clients;
import org.communitysupport.stream.DeadlineRunner;
import org.communitysupport.stream.LaneGroup;
import org.communitysupport.stream.ProjectionRunner;
import org.communitysupport.stream.ReactionRunner;
import org.communitysupport.stream.Relay;
import org.communitysupport.stream.ViewAdmin;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether this instance should be given requests, which is whether it can answer them: for that it needs the database. A broker that does not
 * answer is waited out by what reads and writes it, and is told as degraded, as is all else that an operator should look at. Each "no" comes
 * with its sentence under a number, each degradation under {@code degraded.} and a number.
 */
@Readiness
@Singleton
class Ready implements HealthCheck {
    private static final int WAIT_SECONDS = 2;
    /** A reaction that is further behind is named. */
    private static final double BEHIND_SECONDS = 5;

    private final MongoClient mongo;
    private final Settings settings;
    private final LaneGroup lanes;
    private final Relay relay;
    private final ProjectionRunner projections;
    private final ReactionRunner reactions;
    private final DeadlineRunner deadlines;
    private final Admin kafka;
    private volatile boolean viewsCaughtUp;

    Ready(
            MongoClient mongo,
            Settings settings,
            Clients clients,
            LaneGroup lanes,
            Relay relay,
            ProjectionRunner projections,
            ReactionRunner reactions,
            DeadlineRunner deadlines) {
        this.mongo = mongo;
        this.settings = settings;
        this.lanes = lanes;
        this.relay = relay;
        this.projections = projections;
        this.reactions = reactions;
        this.deadlines = deadlines;
        kafka = clients.admin();
    }

    @Override
    public HealthCheckResponse call() {
        var not = new ArrayList<String>();
        var degraded = new ArrayList<String>();
        database(not);
        boolean broker = brokerAnswers();
        if (!broker)
            degraded.add(
                    "Kafka does not answer: commands are taken and stored, views and reactions follow when it is back");
        relay.problem().ifPresent(why -> not.add("the relay has stopped: " + why));
        not.addAll(projections.strange());
        if (broker) views(not);
        degraded.addAll(lanes.problems());
        degraded.addAll(projections.problems());
        degraded.addAll(reactions.problems());
        degraded.addAll(deadlines.problems());
        degraded.addAll(late(reactions.lags()));
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("parts");
        for (int i = 0; i < not.size(); i++) answer.withData(Integer.toString(i + 1), not.get(i));
        for (int i = 0; i < degraded.size(); i++) answer.withData("degraded." + (i + 1), degraded.get(i));
        return answer.status(not.isEmpty()).build();
    }

    static List<String> late(List<ReactionRunner.Lag> lags) {
        return lags.stream()
                .filter(lag -> lag.seconds() > BEHIND_SECONDS)
                .map(lag -> String.format(
                        Locale.ROOT,
                        "the reaction %s is %d events and %.0f s behind",
                        lag.reaction(),
                        lag.events(),
                        lag.seconds()))
                .toList();
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

    private boolean brokerAnswers() {
        try {
            kafka.describeCluster().clusterId().get(WAIT_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            return false;
        }
    }

    /**
     * Once is enough: later lag shows in metrics, and readers ask with ?after=. An instance that starts while the broker is away serves the
     * rows that all serve.
     */
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
