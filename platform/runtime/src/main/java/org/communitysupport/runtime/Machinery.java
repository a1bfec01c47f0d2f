package org.communitysupport.runtime;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.communitysupport.log.LaneLog;
import org.communitysupport.stream.DeadlineRunner;
import org.communitysupport.stream.LaneGroup;
import org.communitysupport.stream.Parking;
import org.communitysupport.stream.ProjectionRunner;
import org.communitysupport.stream.ReactionRunner;
import org.communitysupport.stream.Relay;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** What runs by itself: started in the order in which events flow, stopped against it. */
@Singleton
class Machinery {
    private static final Logger LOG = Logger.getLogger(Machinery.class);

    private final ServiceSpec spec;
    private final LaneLog log;
    private final LaneGroup lanes;
    private final Relay relay;
    private final ProjectionRunner projections;
    private final ReactionRunner reactions;
    private final DeadlineRunner deadlines;
    private final Parking parking;
    private final boolean off;

    /** @param off takes requests and does nothing else, so that what the rest costs can be measured; in the local profile only */
    Machinery(
            ServiceSpec spec,
            LaneLog log,
            LaneGroup lanes,
            Relay relay,
            ProjectionRunner projections,
            ReactionRunner reactions,
            DeadlineRunner deadlines,
            Parking parking,
            Settings settings,
            @ConfigProperty(name = "cs.machinery.off", defaultValue = "false") boolean off) {
        if (off && !settings.local())
            throw new IllegalStateException("cs.machinery.off is for measuring, in the local profile only");
        this.off = off;
        this.spec = spec;
        this.log = log;
        this.lanes = lanes;
        this.relay = relay;
        this.projections = projections;
        this.reactions = reactions;
        this.deadlines = deadlines;
        this.parking = parking;
    }

    void start(@Observes @Priority(100) StartupEvent event) {
        if (off) {
            LOG.warnf("%s takes requests only: cs.machinery.off is set.", spec.service());
            return;
        }
        lanes.start();
        relay.start();
        projections.start();
        reactions.start();
        deadlines.start();
        parking.start();
        LOG.infof("%s runs: %d views.", spec.service(), spec.views().size());
    }

    void stop(@Observes @Priority(100) ShutdownEvent event) {
        closed("parking", parking::close);
        closed("deadlines", deadlines::close);
        closed("reactions", reactions::close);
        closed("views", projections::close);
        closed("relay", relay::close);
        closed("lanes", lanes::close);
        closed("log", log::close);
    }

    /** One that cannot be closed must not keep the others open. */
    private static void closed(String what, Runnable close) {
        try {
            close.run();
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s did not close as it should", what);
        }
    }
}
