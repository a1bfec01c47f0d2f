package org.communitysupport.billing.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
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
import java.net.URI;
import org.communitysupport.billing.application.BuildBatch;
import org.communitysupport.billing.application.FileStore;
import org.communitysupport.billing.domain.channel.ChannelEvent;
import org.communitysupport.billing.domain.channel.ChannelEvent.ClaimBatchBuilt;
import org.communitysupport.billing.projection.BatchRow;
import org.communitysupport.billing.projection.BatchesView;
import org.communitysupport.billing.projection.ClaimsView;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.stream.Row;
import org.communitysupport.stream.Views;
import org.communitysupport.web.Answers;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;
import org.communitysupport.web.Problem;
import org.communitysupport.web.Requests;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Claim files to payers. */
@Path("/v1/batches")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class BatchResource {
    private final Caller caller;
    private final Requests requests;
    private final Paging paging;
    private final Views views;
    private final BuildBatch build;
    private final FileStore files;

    BatchResource(Caller caller, Requests requests, Paging paging, Views views, BuildBatch build, FileStore files) {
        this.caller = caller;
        this.requests = requests;
        this.paging = paging;
        this.views = views;
        this.build = build;
        this.files = files;
    }

    /** What may be asked for as {@code ?state=}; the payer's verdict is part of it. */
    public enum State {
        BUILT,
        SUBMITTED,
        ACCEPTED,
        ACCEPTED_WITH_ERRORS,
        PARTLY_ACCEPTED,
        REJECTED
    }

    public record NewBatch(@NotNull @Pattern(regexp = "[a-z0-9-]{1,40}") String payer) {}

    public record Built(String batch, String payer, String controlNumber, int claims, long chargeCents, String file) {}

    /** Collects what is ready for a payer; {@code ?after=} waits until the claims that the caller knows of are seen as ready. */
    @POST
    @RolesAllowed({"biller", "agency-admin"})
    @APIResponseSchema(value = Built.class, responseCode = "201")
    public Response build(NewBatch body) {
        var context = requests.command("build-batch", body);
        paging.await(ClaimsView.VIEW);
        Outcome<ChannelEvent> outcome = build.build(body.payer(), context);
        return Answers.created(
                outcome, done -> URI.create("/v1/batches/" + built(done).batch()), done -> {
                    var e = built(done);
                    return new Built(
                            e.batch(), e.payer(), e.controlNumber(), e.claims().size(), e.chargeCents(), e.file());
                });
    }

    private static ClaimBatchBuilt built(Outcome.Done<ChannelEvent> done) {
        for (var event : done.events()) if (event instanceof ClaimBatchBuilt e) return e;
        throw new IllegalStateException("a batch that was built before has its event");
    }

    @GET
    @RolesAllowed({"biller", "agency-admin"})
    public Paging.Items<BatchRow> list(@QueryParam("payer") String payer, @QueryParam("state") State state) {
        var query = paging.query(BatchesView.VIEW).where("payer", payer).where("state", state);
        return paging.page(BatchesView.VIEW, caller.tenant(), query, Row::row);
    }

    @GET
    @RolesAllowed({"biller", "agency-admin"})
    @Path("/{batch}")
    @APIResponseSchema(BatchRow.class)
    public Response one(@PathParam("batch") String batch) {
        paging.await(BatchesView.VIEW);
        var row = views.get(BatchesView.VIEW, caller.tenant(), batch)
                .orElseThrow(() -> Problem.notFound("batch"))
                .row();
        return Answers.found(row.version(), row);
    }

    /** The bytes as they were sent. */
    @GET
    @Path("/{batch}/content")
    @Produces(PayerFileResource.X12)
    @Operation(
            summary = "Read the 837P file of a batch",
            description = "The claim file as it was sent, with names and diagnoses.")
    @RolesAllowed({"biller", "agency-admin"})
    @APIResponse(
            responseCode = "200",
            description = "The file.",
            content =
                    @Content(
                            mediaType = PayerFileResource.X12,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response content(@PathParam("batch") String batch) {
        paging.await(BatchesView.VIEW);
        var row = views.get(BatchesView.VIEW, caller.tenant(), batch)
                .orElseThrow(() -> Problem.notFound("batch"))
                .row();
        return Downloads.of(files, caller.tenant(), row.file(), row.controlNumber() + ".837");
    }
}
