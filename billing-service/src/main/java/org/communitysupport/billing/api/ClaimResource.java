package org.communitysupport.billing.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.communitysupport.billing.application.ClaimDesk;
import org.communitysupport.billing.domain.Aggregates;
import org.communitysupport.billing.domain.claim.ClaimFacts;
import org.communitysupport.billing.domain.claim.DayClaimsCommand;
import org.communitysupport.billing.domain.claim.DayClaimsEvent;
import org.communitysupport.billing.projection.ClaimRow;
import org.communitysupport.billing.projection.ClaimsView;
import org.communitysupport.billing.projection.TraceRow;
import org.communitysupport.billing.projection.TraceViews;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.stream.Row;
import org.communitysupport.stream.Views;
import org.communitysupport.web.Answers;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;
import org.communitysupport.web.Problem;
import org.communitysupport.web.Requests;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Claims, and for each the whole way from referral to dollar. Holds no personal values: nothing is opened here. */
@Path("/v1/claims")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ClaimResource {
    /** What may be asked for as {@code ?status=}. */
    public enum Status {
        HELD,
        FAILED,
        READY,
        BATCHED,
        SUBMITTED,
        ACCEPTED,
        REJECTED,
        PAID,
        PARTLY_PAID,
        DENIED,
        SUPERSEDED
    }

    private final Caller caller;
    private final Requests requests;
    private final Paging paging;
    private final Views views;
    private final ClaimDesk desk;

    ClaimResource(Caller caller, Requests requests, Paging paging, Views views, ClaimDesk desk) {
        this.caller = caller;
        this.requests = requests;
        this.paging = paging;
        this.views = views;
        this.desk = desk;
    }

    @GET
    @RolesAllowed({"biller", "agency-admin", "supervisor", "analyst"})
    public Paging.Items<ClaimRow> list(
            @QueryParam("status") Status status,
            @QueryParam("payer") String payer,
            @QueryParam("person") String person,
            @QueryParam("batch") String batch,
            @QueryParam("number") String number) {
        var query = paging.query(ClaimsView.VIEW)
                .where("status", status)
                .where("payer", payer)
                .where("person", person)
                .where("batch", batch)
                .where("number", number);
        return paging.page(ClaimsView.VIEW, caller.tenant(), query, Row::row);
    }

    @GET
    @RolesAllowed({"biller", "agency-admin", "supervisor", "analyst"})
    @Path("/{claim}")
    @APIResponseSchema(ClaimRow.class)
    public Response one(@PathParam("claim") String claim) {
        paging.await(ClaimsView.VIEW);
        var row = row(claim);
        return Answers.found(row.version(), row);
    }

    /** "What did we know when we billed this line?" {@code ?after=} takes positions of any service. */
    @GET
    @RolesAllowed({"biller", "agency-admin", "supervisor", "analyst"})
    @Path("/{claim}/trace")
    public ClaimTrace trace(@PathParam("claim") String claim) {
        paging.await(TraceViews.DAY);
        var row = row(claim);
        var person = views.get(TraceViews.PERSON, caller.tenant(), row.person()).map(Row::row);
        var day = views.get(TraceViews.DAY, caller.tenant(), row.person() + '.' + row.date())
                .map(Row::row);
        return ClaimTrace.of(
                row,
                person.map(TraceRow::steps).orElse(List.of()),
                day.map(TraceRow::steps).orElse(List.of()));
    }

    public record Resolution(
            @NotBlank @Pattern(regexp = "CORRECTED_CLAIM|OTHER_PAYER|APPEALED|PAID_ELSEWHERE|CLOSED")
                    String resolution) {}

    /** Somebody worked on the denial. Nothing is written off by it: the open amount stays. */
    @POST
    @RolesAllowed({"biller", "agency-admin"})
    @Path("/{claim}/denial-resolution")
    public Response resolve(@PathParam("claim") String claim, Resolution body) {
        var context = requests.change("resolve-denial", body);
        return Answers.changed(desk.run(
                day(claim), new DayClaimsCommand.ResolveDenial(claim, body.resolution()), ClaimFacts.NONE, context));
    }

    /** @param claims the new ones */
    public record Rebuilt(List<String> claims) {}

    /** Takes a claim that the payer did not take (277CA, 999) back to be corrected and sent again; {@code claims} names the new one. */
    @POST
    @RolesAllowed({"biller", "agency-admin"})
    @Path("/{claim}/rebuild")
    @APIResponseSchema(Rebuilt.class)
    public Response rebuild(@PathParam("claim") String claim) {
        var context = requests.change("rebuild-claim", claim);
        var day = day(claim);
        var old = desk.day(day).claim(claim);
        if (old == null) throw Problem.notFound("claim");
        var outcome =
                desk.run(day, new DayClaimsCommand.RebuildRejected(claim), desk.facts(caller.tenant(), old), context);
        return Answers.ok(
                outcome,
                done -> new Rebuilt(done.events().stream()
                        .filter(DayClaimsEvent.ClaimBuilt.class::isInstance)
                        .map(DayClaimsEvent::claim)
                        .toList()));
    }

    private ClaimRow row(String claim) {
        return views.get(ClaimsView.VIEW, caller.tenant(), claim)
                .orElseThrow(() -> Problem.notFound("claim"))
                .row();
    }

    private AggregateId day(String claim) {
        try {
            return Aggregates.dayOf(caller.tenant(), claim);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("claim");
        }
    }
}
