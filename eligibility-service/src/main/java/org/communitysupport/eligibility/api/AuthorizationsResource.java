package org.communitysupport.eligibility.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.communitysupport.eligibility.projection.EligibilityView;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;
import org.communitysupport.web.Problem;

/** Authorisations and what is left of them, a line a person and program; nothing personal is opened for a list. */
@Path("/v1/authorizations")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class AuthorizationsResource {
    private final Caller caller;
    private final Paging paging;

    AuthorizationsResource(Caller caller, Paging paging) {
        this.caller = caller;
        this.paging = paging;
    }

    /** @param status of any of the line's authorisations, as {@code kind} */
    @GET
    public Response list(
            @QueryParam("person") String person,
            @QueryParam("program") String program,
            @QueryParam("payer") String payer,
            @QueryParam("team") String team,
            @QueryParam("status") String status,
            @QueryParam("kind") String kind,
            @QueryParam("endsFrom") String endsFrom,
            @QueryParam("endsTo") String endsTo,
            @QueryParam("decisionDueTo") String dueTo) {
        caller.require(Roles.READ);
        var query = paging.query(EligibilityView.VIEW)
                .where("person", person)
                .where("program", program)
                .where("payer", payer)
                .where("team", team)
                .where("authorizations.status", status)
                .where("authorizations.kind", kind)
                .range("endsOn", day("endsFrom", endsFrom), day("endsTo", endsTo))
                .range("decisionDueOn", dueTo == null ? null : LocalDate.EPOCH, day("decisionDueTo", dueTo));
        return Response.ok(paging.page(
                        EligibilityView.VIEW, caller.tenant(), query, r -> EligibilityDetail.line(r.row(), r.stale())))
                .build();
    }

    private static LocalDate day(String name, String text) {
        if (text == null) return null;
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw Problem.malformed("invalid-parameter", "query:" + name, "a day reads like 2024-03-01");
        }
    }
}
