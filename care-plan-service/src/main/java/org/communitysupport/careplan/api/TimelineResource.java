package org.communitysupport.careplan.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.communitysupport.careplan.projection.TimelineView;
import org.communitysupport.careplan.projection.TimelineView.TimelineRow;
import org.communitysupport.stream.Row;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;

/** One person's history over all services, in the order in which it was recorded. */
@Path("/v1/persons/{person}/timeline")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class TimelineResource {
    private final Caller caller;
    private final Paging paging;

    TimelineResource(Caller caller, Paging paging) {
        this.caller = caller;
        this.paging = paging;
    }

    @GET
    @RolesAllowed({"staff", "care-coordinator", "clinician", "supervisor", "biller", "analyst", "privacy-officer"})
    public Paging.Items<TimelineRow> read(@PathParam("person") String person, UriInfo uri) {
        var query = paging.query(TimelineView.VIEW).where("person", person);
        if (uri.getQueryParameters().getFirst("sort") == null) query.sort("recordedAt", false);
        return paging.page(TimelineView.VIEW, caller.tenant(), query, Row::row);
    }
}
