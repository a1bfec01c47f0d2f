package org.communitysupport.runtime;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.communitysupport.stream.Relay;
import org.communitysupport.web.Problem;

/** The relay from log to topic, for operators. */
@Path("/v1/relay")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class RelayResource {
    private final Relay relay;

    RelayResource(Relay relay) {
        this.relay = relay;
    }

    /**
     * @param stopped why it stopped for good, null while it runs
     * @param waiting what it waits for at the moment, null when nothing is in its way
     */
    public record State(long lag, String stopped, String waiting) {}

    public record Rewind(@Min(0) @Max(15) int lane, @Positive long seq) {}

    @GET
    @RolesAllowed("operator")
    public State state() {
        return new State(
                relay.lag(), relay.problem().orElse(null), relay.trouble().orElse(null));
    }

    /** Publishes a lane again from this commit on; consumers drop what they have seen. */
    @POST
    @RolesAllowed("operator")
    @Path("/rewind")
    public State rewind(Rewind rewind) {
        try {
            relay.rewind(rewind.lane(), rewind.seq());
        } catch (IllegalStateException e) {
            throw Problem.of(409, "relay-stopped", "The lane cannot be published again: " + e.getMessage() + '.');
        }
        return state();
    }
}
