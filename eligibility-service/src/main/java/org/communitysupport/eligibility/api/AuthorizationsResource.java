package org.communitysupport.eligibility.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import org.communitysupport.eligibility.domain.Codes.AuthorizationStatus;
import org.communitysupport.eligibility.domain.Codes.PoolKind;
import org.communitysupport.eligibility.projection.EligibilityView;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;

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

    /** @param status with {@code kind}: of the same authorisation; either alone: of any of the line's */
    @GET
    @RolesAllowed({"intake", "care-coordinator", "supervisor", "clinician", "biller", "staff", "agency-admin"})
    public Paging.Items<EligibilityDetail> list(
            @QueryParam("person") String person,
            @QueryParam("program") String program,
            @QueryParam("payer") String payer,
            @QueryParam("team") String team,
            @QueryParam("status") AuthorizationStatus status,
            @QueryParam("kind") PoolKind kind,
            @QueryParam("endsFrom") LocalDate endsFrom,
            @QueryParam("endsTo") LocalDate endsTo,
            @QueryParam("decisionDueTo") LocalDate dueTo) {
        var query = paging.query(EligibilityView.VIEW)
                .where("person", person)
                .where("program", program)
                .where("payer", payer)
                .where("team", team)
                .where("stands", kind == null || status == null ? null : kind + "/" + status)
                .where("authorizations.status", kind == null ? status : null)
                .where("authorizations.kind", status == null ? kind : null)
                .range("endsOn", endsFrom, endsTo)
                .range("decisionDueOn", dueTo == null ? null : LocalDate.EPOCH, dueTo);
        return paging.page(
                EligibilityView.VIEW, caller.tenant(), query, r -> EligibilityDetail.line(r.row(), r.stale()));
    }
}
