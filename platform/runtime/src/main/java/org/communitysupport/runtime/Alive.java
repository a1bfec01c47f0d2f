package org.communitysupport.runtime;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.communitysupport.log.LaneLog;
import org.communitysupport.log.MongoLaneLog;
import org.communitysupport.stream.DeadlineRunner;
import org.communitysupport.stream.LaneGroup;
import org.communitysupport.stream.ProjectionRunner;
import org.communitysupport.stream.ReactionRunner;
import org.communitysupport.stream.Relay;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Alive as long as everything that runs by itself does: what has died comes back only with a new process. An outage is no death, it is waited
 * out. A committer that meets what it cannot bear ends the process by itself.
 */
@Liveness
@Singleton
class Alive implements HealthCheck {
    private final LaneLog log;
    private final List<Supplier<Optional<String>>> parts;

    Alive(
            LaneLog log,
            LaneGroup lanes,
            Relay relay,
            ProjectionRunner projections,
            ReactionRunner reactions,
            DeadlineRunner deadlines) {
        this.log = log;
        this.parts = List.of(lanes::dead, relay::dead, projections::dead, reactions::dead, deadlines::dead);
    }

    @Override
    public HealthCheckResponse call() {
        return told(
                log instanceof MongoLaneLog m ? m.waiting() : 0,
                parts.stream().flatMap(part -> part.get().stream()).toList());
    }

    static HealthCheckResponse told(int waiting, List<String> dead) {
        var answer = HealthCheckResponse.named("log").withData("waiting", waiting);
        for (int i = 0; i < dead.size(); i++) answer.withData("dead." + (i + 1), dead.get(i));
        return answer.status(dead.isEmpty()).build();
    }
}
