package org.communitysupport.runtime;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.communitysupport.stream.Positions;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Problem;

/** How far everything has come, so that a chain over services can be awaited without sleeping. */
@Path("/v1/positions")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class PositionsResource {
    private final Positions positions;
    private final Caller caller;

    PositionsResource(Positions positions, Caller caller) {
        this.caller = caller;
        this.positions = positions;
    }

    @GET
    public Positions.All positions() {
        if (caller.sender().isPresent())
            throw Problem.forbidden("A referring system awaits its own Cs-Position with ?after=.");
        return positions.all();
    }
}
