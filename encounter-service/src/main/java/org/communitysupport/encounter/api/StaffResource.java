package org.communitysupport.encounter.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.communitysupport.encounter.projection.StaffList;
import org.communitysupport.stream.Row;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;

/** Credentials and teams as this service knows them: what codes and releases are decided by. */
@Path("/v1/staff")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class StaffResource {
    private final Caller caller;
    private final Paging paging;

    StaffResource(Caller caller, Paging paging) {
        this.caller = caller;
        this.paging = paging;
    }

    @GET
    @RolesAllowed({"staff", "clinician", "supervisor", "care-coordinator", "agency-admin"})
    public Paging.Items<StaffList.Row> staff(@QueryParam("staff") String staff, @QueryParam("team") String team) {
        var query = paging.query(StaffList.VIEW).where("staff", staff).where("teams", team);
        return paging.page(StaffList.VIEW, caller.tenant(), query, Row::row);
    }
}
