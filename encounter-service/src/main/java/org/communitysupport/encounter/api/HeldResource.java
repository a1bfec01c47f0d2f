package org.communitysupport.encounter.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.communitysupport.encounter.projection.HeldLines;
import org.communitysupport.stream.Row;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;

/** What is held, why, and who can mend it. */
@Path("/v1/held")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class HeldResource {
    private final Caller caller;
    private final Paging paging;

    HeldResource(Caller caller, Paging paging) {
        this.caller = caller;
        this.paging = paging;
    }

    /** @param cause a code, e.g. {@code note-not-signed}; @param mend a role, e.g. {@code supervisor} */
    @GET
    public Paging.Items<HeldLines.Row> held(
            @QueryParam("person") String person,
            @QueryParam("staff") String staff,
            @QueryParam("cause") String cause,
            @QueryParam("mend") String mend,
            @QueryParam("from") String from,
            @QueryParam("to") String to) {
        caller.require("staff", "clinician", "supervisor", "care-coordinator", "biller", "intake", "agency-admin");
        var query = paging.query(HeldLines.VIEW)
                .where("person", person)
                .where("staff", staff)
                .where("codes", cause)
                .where("mend", mend)
                .range("date", Ids.date("from", from), Ids.date("to", to));
        return paging.page(HeldLines.VIEW, caller.tenant(), query, Row::row);
    }
}
