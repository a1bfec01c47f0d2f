package org.communitysupport.runtime;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Positive;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.communitysupport.stream.ProjectionRunner;
import org.communitysupport.stream.ViewAdmin;
import org.communitysupport.web.Problem;

/** The generations of the views, for operators: build anew beside the serving one, flip, go back. */
@Path("/v1/views")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ViewsResource {
    private final ViewAdmin views;

    ViewsResource(ProjectionRunner views) {
        this.views = views;
    }

    public record Flip(@Positive int generation) {}

    @GET
    @RolesAllowed("operator")
    public List<ViewAdmin.Generation> list() {
        return views.list();
    }

    @POST
    @RolesAllowed("operator")
    @Path("/{view}/rebuild")
    public List<ViewAdmin.Generation> rebuild(@PathParam("view") String view) {
        return changed(() -> views.rebuild(view));
    }

    @POST
    @RolesAllowed("operator")
    @Path("/{view}/flip")
    public List<ViewAdmin.Generation> flip(@PathParam("view") String view, Flip flip) {
        return changed(() -> views.flip(view, flip.generation()));
    }

    @POST
    @RolesAllowed("operator")
    @Path("/{view}/back")
    public List<ViewAdmin.Generation> back(@PathParam("view") String view) {
        return changed(() -> views.back(view));
    }

    @DELETE
    @RolesAllowed("operator")
    @Path("/{view}/generations/{generation}")
    public List<ViewAdmin.Generation> drop(@PathParam("view") String view, @PathParam("generation") int generation) {
        return changed(() -> views.drop(view, generation));
    }

    private List<ViewAdmin.Generation> changed(Runnable change) {
        try {
            change.run();
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("view");
        } catch (IllegalStateException e) {
            throw Problem.of(409, "view-not-changed", "The view was not changed: " + e.getMessage() + '.');
        }
        return views.list();
    }
}
