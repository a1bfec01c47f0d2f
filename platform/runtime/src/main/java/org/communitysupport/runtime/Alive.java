package org.communitysupport.runtime;

import jakarta.inject.Singleton;
import org.communitysupport.log.LaneLog;
import org.communitysupport.log.MongoLaneLog;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive as long as the process is: a committer that meets what it cannot bear ends the process by itself. */
@Liveness
@Singleton
class Alive implements HealthCheck {
    private final LaneLog log;

    Alive(LaneLog log) {
        this.log = log;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("log")
                .withData("waiting", log instanceof MongoLaneLog m ? m.waiting() : 0)
                .up()
                .build();
    }
}
