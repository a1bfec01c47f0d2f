package org.communitysupport.encounter.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import org.communitysupport.encounter.projection.ReadyToBill;
import org.communitysupport.stream.Row;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;

/** What went out to billing, and which claims bill it. */
@Path("/v1/ready-to-bill")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class ReadyResource {
    private final Caller caller;
    private final Paging paging;

    ReadyResource(Caller caller, Paging paging) {
        this.caller = caller;
        this.paging = paging;
    }

    /** @param claimed false: only days whose newest release is in no claim yet; true: only the others */
    @GET
    @RolesAllowed({"biller", "supervisor", "agency-admin", "care-coordinator"})
    public Paging.Items<ReadyToBill.Row> ready(
            @QueryParam("person") String person,
            @QueryParam("payer") String payer,
            @QueryParam("claimed") Boolean claimed,
            @QueryParam("from") LocalDate from,
            @QueryParam("to") LocalDate to) {
        var query = paging.query(ReadyToBill.VIEW)
                .where("person", person)
                .where("payer", payer)
                .where("ready", claimed == null ? null : !claimed)
                .range("date", from, to);
        return paging.page(ReadyToBill.VIEW, caller.tenant(), query, Row::row);
    }
}
