package org.communitysupport.billing.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import org.communitysupport.billing.domain.Aggregates;
import org.communitysupport.billing.domain.NoFacts;
import org.communitysupport.billing.domain.remittance.RemittanceCommand;
import org.communitysupport.billing.projection.RemittanceRow;
import org.communitysupport.billing.projection.RemittancesView;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.stream.Row;
import org.communitysupport.stream.Views;
import org.communitysupport.web.Answers;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;
import org.communitysupport.web.Problem;
import org.communitysupport.web.Requests;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Payments of payers, and whether the bank has them. */
@Path("/v1/remittances")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class RemittanceResource {
    private final Caller caller;
    private final Requests requests;
    private final Paging paging;
    private final Views views;
    private final CommandRunner runner;

    RemittanceResource(Caller caller, Requests requests, Paging paging, Views views, CommandRunner runner) {
        this.caller = caller;
        this.requests = requests;
        this.paging = paging;
        this.views = views;
        this.runner = runner;
    }

    @GET
    @RolesAllowed({"biller", "agency-admin"})
    public Paging.Items<RemittanceRow> list(
            @QueryParam("payer") String payer, @QueryParam("state") State state, @QueryParam("trace") String trace) {
        var query = paging.query(RemittancesView.VIEW)
                .where("payer", payer)
                .where("state", state)
                .where("trace", trace);
        return paging.page(RemittancesView.VIEW, caller.tenant(), query, Row::row);
    }

    @GET
    @RolesAllowed({"biller", "agency-admin"})
    @Path("/{remittance}")
    @APIResponseSchema(RemittanceRow.class)
    public Response one(@PathParam("remittance") String remittance) {
        paging.await(RemittancesView.VIEW);
        var row = views.get(RemittancesView.VIEW, caller.tenant(), remittance)
                .orElseThrow(() -> Problem.notFound("remittance"))
                .row();
        return Answers.found(row.version(), row);
    }

    /** What may be asked for as {@code ?state=}. */
    public enum State {
        RECEIVED,
        QUARANTINED,
        POSTED
    }

    /** @param amountCents as the bank shows it */
    public record Deposit(@NotNull Long amountCents, @NotNull LocalDate on) {}

    @POST
    @RolesAllowed({"biller", "agency-admin"})
    @Path("/{remittance}/deposit")
    public Response deposit(@PathParam("remittance") String remittance, Deposit body) {
        var context = requests.change("record-deposit", body);
        var id = caller.aggregate(Aggregates.REMITTANCE.type(), remittance);
        var command = new RemittanceCommand.RecordDeposit(remittance, body.amountCents(), body.on());
        return Answers.changed(runner.run(Aggregates.REMITTANCE, id, command, NoFacts.NONE, context));
    }
}
