package org.communitysupport.runtime;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.communitysupport.log.DatabaseClock;
import org.communitysupport.web.Problem;

/** The business clock of the installation. */
@Path("/v1/clock")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ClockResource {
    private final DatabaseClock clock;
    private final Settings settings;

    ClockResource(DatabaseClock clock, Settings settings) {
        this.clock = clock;
        this.settings = settings;
    }

    /** @param offsetSeconds how far business time is ahead of database time; 0 in production */
    public record Shown(Instant now, Instant databaseNow, long offsetSeconds) {}

    public record Move(@NotNull Instant to) {}

    @GET
    public Shown now() {
        return new Shown(clock.now(), clock.databaseNow(), clock.offset().toSeconds());
    }

    /** Moves it forward, for all services at once. In the local profile only. */
    @PUT
    @RolesAllowed("operator")
    public Shown move(Move move) {
        if (!settings.local())
            throw Problem.of(
                    409,
                    "clock-is-fixed",
                    "The business clock follows the real time here. It can be set in the local profile only.");
        try {
            clock.advanceTo(move.to());
        } catch (IllegalArgumentException e) {
            throw Problem.content(
                    "clock-goes-forward",
                    "",
                    "/to",
                    "The business clock cannot be set to that time: " + e.getMessage() + '.');
        }
        return now();
    }
}
