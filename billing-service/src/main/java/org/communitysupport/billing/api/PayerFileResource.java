package org.communitysupport.billing.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.communitysupport.billing.application.TakePayerFile;
import org.communitysupport.billing.application.TakePayerFile.Taken;
import org.communitysupport.billing.projection.PayerFileRow;
import org.communitysupport.billing.projection.PayerFilesView;
import org.communitysupport.stream.Row;
import org.communitysupport.stream.Views;
import org.communitysupport.web.Answers;
import org.communitysupport.web.BodyLimit;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;
import org.communitysupport.web.Problem;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/**
 * The door for what payers send: 835, 999 and 277CA. The bytes are their own key: the same file twice is one file, so no Idempotency-Key is
 * asked for. A refusal is a problem; to a caller that accepts {@code application/edi-x12} it is the 999 or TA1.
 */
@Path("/v1/payer-files")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class PayerFileResource {
    static final String X12 = "application/edi-x12";

    private final Caller caller;
    private final Paging paging;
    private final Views views;
    private final TakePayerFile take;

    PayerFileResource(Caller caller, Paging paging, Views views, TakePayerFile take) {
        this.caller = caller;
        this.paging = paging;
        this.views = views;
        this.take = take;
    }

    /** @param known the same bytes were here before; nothing happened a second time */
    public record Answer(String file, String kind, boolean known, int claims, int posted, int unmatched) {}

    @POST
    @Consumes({X12, "application/octet-stream", "text/plain"})
    @Produces({MediaType.APPLICATION_JSON, X12})
    @BodyLimit(8 << 20)
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Answer.class)))
    @APIResponse(
            responseCode = "422",
            description = "The file is refused; a 999 or TA1 says so to those who accept X12.",
            content = {
                @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")),
                @Content(mediaType = X12, schema = @Schema(type = SchemaType.STRING))
            })
    public Response take(byte[] body, @HeaderParam(HttpHeaders.ACCEPT) String accept) {
        caller.require("biller", "agency-admin", "operator");
        Taken taken = take.take(caller.tenant(), body == null ? new byte[0] : body, null, caller.actor());
        if (!taken.refused().isEmpty()) return refused(taken, accept);
        return Response.ok(new Answer(
                        taken.file(), taken.kind(), taken.known(), taken.claims(), taken.posted(), taken.unmatched()))
                .type(MediaType.APPLICATION_JSON)
                .header(Answers.POSITION, taken.position().toString())
                .build();
    }

    private static Response refused(Taken taken, String accept) {
        if (taken.reply() != null && accept != null && accept.contains(X12))
            return Response.status(422).type(X12).entity(taken.reply()).build();
        var first = taken.refused().getFirst();
        var problem = Problem.of(422, "payer-file-refused", first.place() + ": " + first.detail())
                .rule(first.rule())
                .facts(Map.of("file", taken.file(), "kind", taken.kind()));
        taken.refused().stream().limit(20).forEach(f -> problem.at(f.place(), f.detail() + " [" + f.rule() + "]"));
        throw problem;
    }

    @GET
    public Paging.Items<PayerFileRow> list(@QueryParam("state") String state, @QueryParam("kind") String kind) {
        caller.require("biller", "agency-admin", "operator");
        var query = paging.query(PayerFilesView.VIEW).where("state", state).where("kind", kind);
        return paging.page(PayerFilesView.VIEW, caller.tenant(), query, Row::row);
    }

    @GET
    @Path("/{file}")
    @APIResponseSchema(PayerFileRow.class)
    public Response one(@PathParam("file") String file) {
        caller.require("biller", "agency-admin", "operator");
        paging.await(PayerFilesView.VIEW);
        var row = views.get(PayerFilesView.VIEW, caller.tenant(), file)
                .orElseThrow(() -> Problem.notFound("payer file"))
                .row();
        return Answers.found(row.version(), row);
    }
}
