package org.communitysupport.runtime;

import io.smallrye.common.annotation.RunOnVirtualThread;
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
import org.communitysupport.web.Caller;
import org.communitysupport.web.Problem;

/** The generations of the views, for operators: build anew beside the serving one, flip, go back. */
@Path("/v1/views")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ViewsResource {
    private final ViewAdmin views;
    private final Caller caller;

    ViewsResource(ProjectionRunner views, Caller caller) {
        this.views = views;
        this.caller = caller;
    }

    public record Flip(@Positive int generation) {}

    @GET
    public List<ViewAdmin.Generation> list() {
        caller.require("operator");
        return views.list();
    }

    @POST
    @Path("/{view}/rebuild")
    public List<ViewAdmin.Generation> rebuild(@PathParam("view") String view) {
        return changed(() -> views.rebuild(view));
    }

    @POST
    @Path("/{view}/flip")
    public List<ViewAdmin.Generation> flip(@PathParam("view") String view, Flip flip) {
        return changed(() -> views.flip(view, flip.generation()));
    }

    @POST
    @Path("/{view}/back")
    public List<ViewAdmin.Generation> back(@PathParam("view") String view) {
        return changed(() -> views.back(view));
    }

    @DELETE
    @Path("/{view}/generations/{generation}")
    public List<ViewAdmin.Generation> drop(@PathParam("view") String view, @PathParam("generation") int generation) {
        return changed(() -> views.drop(view, generation));
    }

    private List<ViewAdmin.Generation> changed(Runnable change) {
        caller.require("operator");
        try {
            change.run();
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("view");
        } catch (IllegalStateException e) {
            throw Problem.of(409, "view-not-changed", e.getMessage());
        }
        return views.list();
    }
}
