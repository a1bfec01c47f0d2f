package org.communitysupport.runtime;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.communitysupport.stream.Parking;
import org.communitysupport.web.Problem;

/** Keys that cannot go on because one of their events fails, for operators: listed, explained, tried again. */
@Path("/v1/parked")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class ParkedResource {
    private final Parking parking;

    ParkedResource(Parking parking) {
        this.parking = parking;
    }

    @GET
    @RolesAllowed("operator")
    public List<Parking.Parked> list() {
        return parking.list();
    }

    /** Tries the events of the key again, in order; the answer says whether it is free. */
    @POST
    @RolesAllowed("operator")
    @Path("/{id}/heal")
    public Parking.Healed heal(@PathParam("id") String id) {
        try {
            return parking.heal(id).orElseThrow(() -> Problem.notFound("parked key"));
        } catch (IllegalStateException e) {
            throw Problem.of(409, "cannot-heal-now", "The key cannot go on now: " + e.getMessage() + '.');
        }
    }
}
