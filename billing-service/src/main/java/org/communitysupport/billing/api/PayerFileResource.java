package org.communitysupport.billing.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
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
import java.util.List;
import java.util.Map;
import org.communitysupport.billing.application.FileStore;
import org.communitysupport.billing.application.PostFile;
import org.communitysupport.billing.application.TakePayerFile;
import org.communitysupport.billing.application.TakePayerFile.Taken;
import org.communitysupport.billing.projection.PayerFileRow;
import org.communitysupport.billing.projection.PayerFilesView;
import org.communitysupport.kernel.Warning;
import org.communitysupport.stream.Row;
import org.communitysupport.stream.Views;
import org.communitysupport.web.Answers;
import org.communitysupport.web.BodyLimit;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;
import org.communitysupport.web.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
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
    private final FileStore files;

    PayerFileResource(Caller caller, Paging paging, Views views, TakePayerFile take, FileStore files) {
        this.caller = caller;
        this.paging = paging;
        this.views = views;
        this.take = take;
        this.files = files;
    }

    /** What may be asked for as {@code ?state=}. */
    public enum State {
        RECEIVED,
        REFUSED,
        PROCESSED
    }

    /**
     * What became of a file.
     *
     * @param kind e.g. 835 or 999+835
     * @param state POSTED; QUARANTINED, when a payment in it waits for a decision; KNOWN, when the file or every payment in it was here before;
     *     UNMATCHED, when nothing of it is ours or fits; PARTLY_POSTED, when some of it is not
     * @param known the same bytes were here before; nothing happened a second time
     * @param claims how many claims it speaks of
     * @param posted how many of them took it, or had; of answers to whole files how many of those
     * @param unmatched how many are not ours or do not fit
     * @param remittances each payment in it: POSTED, QUARANTINED with the reason, or KNOWN from another file
     * @param batches our files that it answers
     * @param warnings what was taken although it is not as it should be
     */
    public record Answer(
            String file,
            String kind,
            String state,
            boolean known,
            int claims,
            int posted,
            int unmatched,
            List<PostFile.Paid> remittances,
            List<String> batches,
            List<Warning> warnings) {

        static Answer of(Taken taken) {
            return new Answer(
                    taken.file(),
                    taken.kind(),
                    state(taken),
                    taken.known(),
                    taken.claims(),
                    taken.posted(),
                    taken.unmatched(),
                    taken.paid(),
                    taken.batches(),
                    taken.warnings());
        }

        private static String state(Taken taken) {
            var paid = taken.paid().stream().map(PostFile.Paid::state).toList();
            if (paid.contains("QUARANTINED")) return "QUARANTINED";
            boolean allKnown = !paid.isEmpty() && paid.stream().allMatch("KNOWN"::equals);
            if (taken.known() || allKnown) return "KNOWN";
            if (taken.unmatched() == 0) return "POSTED";
            return taken.posted() == 0 ? "UNMATCHED" : "PARTLY_POSTED";
        }
    }

    @POST
    @RolesAllowed({"biller", "agency-admin", "operator"})
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
        Taken taken = take.take(caller.tenant(), body == null ? new byte[0] : body, null, caller.actor());
        if (!taken.refused().isEmpty()) return refused(taken, accept);
        return Response.ok(Answer.of(taken))
                .type(MediaType.APPLICATION_JSON)
                .header(Answers.POSITION, taken.position().toString())
                .build();
    }

    /** The bytes as they were received. */
    @GET
    @Path("/{file}/content")
    @Produces(X12)
    @Operation(
            summary = "Read a payer's file as received",
            description = "The bytes that were handed in, with names and diagnoses as the payer wrote them.")
    @RolesAllowed({"biller", "agency-admin"})
    @APIResponse(
            responseCode = "200",
            description = "The file.",
            content = @Content(mediaType = X12, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response content(@PathParam("file") String file) {
        paging.await(PayerFilesView.VIEW);
        if (views.get(PayerFilesView.VIEW, caller.tenant(), file).isEmpty()) throw Problem.notFound("payer file");
        return Downloads.of(files, caller.tenant(), file, file + ".x12");
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
    @RolesAllowed({"biller", "agency-admin", "operator"})
    public Paging.Items<PayerFileRow> list(
            @QueryParam("state") State state,
            @QueryParam("kind") @Pattern(regexp = "[0-9A-Z]+(\\+[0-9A-Z]+)*") String kind) {
        var query = paging.query(PayerFilesView.VIEW).where("state", state).where("kind", kind);
        return paging.page(PayerFilesView.VIEW, caller.tenant(), query, Row::row);
    }

    @GET
    @RolesAllowed({"biller", "agency-admin", "operator"})
    @Path("/{file}")
    @APIResponseSchema(PayerFileRow.class)
    public Response one(@PathParam("file") String file) {
        paging.await(PayerFilesView.VIEW);
        var row = views.get(PayerFilesView.VIEW, caller.tenant(), file)
                .orElseThrow(() -> Problem.notFound("payer file"))
                .row();
        return Answers.found(row.version(), row);
    }
}
