package org.communitysupport.encounter.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
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
    @RolesAllowed({"staff", "clinician", "supervisor", "care-coordinator", "biller", "intake", "agency-admin"})
    public Paging.Items<HeldLines.Row> held(
            @QueryParam("person") String person,
            @QueryParam("staff") String staff,
            @QueryParam("cause") @Pattern(regexp = "[a-z0-9]+(-[a-z0-9]+)*") String cause,
            @QueryParam("mend") @Pattern(regexp = "[a-z]+(-[a-z]+)*") String mend,
            @QueryParam("from") LocalDate from,
            @QueryParam("to") LocalDate to) {
        var query = paging.query(HeldLines.VIEW)
                .where("person", person)
                .where("staff", staff)
                .where("codes", cause)
                .where("mend", mend)
                .range("date", from, to);
        return paging.page(HeldLines.VIEW, caller.tenant(), query, Row::row);
    }
}
