package org.communitysupport.referral.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.communitysupport.referral.application.ReferralBundles.Number;
import org.communitysupport.referral.projection.ReferralsView;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;
import org.communitysupport.web.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** A FHIR sender reads its own referrals back as Tasks, with the status that consent allows (REF-10). */
@Path("/v1/fhir/Task")
@RunOnVirtualThread
@Produces(FhirResource.FHIR)
public class FhirTaskResource {
    private final Caller caller;
    private final SenderDoor door;
    private final Paging paging;

    FhirTaskResource(Caller caller, SenderDoor door, Paging paging) {
        this.caller = caller;
        this.door = door;
        this.paging = paging;
    }

    /** @param link self, and next where there are more */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Found(String resourceType, String type, List<Link> link, List<Entry> entry) {}

    public record Link(String relation, String url) {}

    public record Entry(FhirTask resource, Search search) {}

    public record Search(String mode) {}

    @GET
    @Path("/{id}")
    @Operation(
            summary = "Read a referral back as a Task",
            description = "Task.status and businessStatus say no more than the person's consent and the law"
                    + " allow; what may not be told reads received.")
    @APIResponse(
            responseCode = "200",
            description = "The Task",
            content = @Content(mediaType = FhirResource.FHIR, schema = @Schema(implementation = FhirTask.class)))
    @RolesAllowed({"referral-sender", "intake"})
    public Response task(@PathParam("id") String id) {
        paging.await(ReferralsView.VIEW);
        var view = door.own(id).orElseThrow(() -> Problem.notFound("Task"));
        return Response.ok(FhirTask.of(view))
                .header(HttpHeaders.ETAG, "W/" + door.tag(view))
                .build();
    }

    @GET
    @Operation(
            summary = "Search own referrals as Tasks",
            description = "By identifier (system|value, |value or value) or _id, else all, a page at a time:"
                    + " _count lines, and the link next leads on.")
    @APIResponse(
            responseCode = "200",
            description = "A Bundle of type searchset",
            content = @Content(mediaType = FhirResource.FHIR, schema = @Schema(implementation = Found.class)))
    @RolesAllowed({"referral-sender", "intake"})
    public Found search(
            @QueryParam("identifier") String identifier,
            @QueryParam("_id") String id,
            @QueryParam("_count") String count,
            @QueryParam("cursor") String cursor) {
        paging.await(ReferralsView.VIEW);
        if (id != null)
            return found(List.of(), door.own(id).stream().map(FhirTask::of).toList());
        if (identifier != null) return found(List.of(), numbered(identifier));
        var query = paging.query(ReferralsView.VIEW).where("sendingSystem", door.sendingSystem());
        if (count != null) query.limit(lines(count));
        var page = paging.page(ReferralsView.VIEW, caller.tenant(), query, row -> FhirTask.of(door.view(row.row())));
        var next = page.next() == null ? List.<Link>of() : List.of(new Link("next", next(page.next(), count)));
        return found(next, page.items());
    }

    private List<FhirTask> numbered(String identifier) {
        String external = identifier.startsWith("|") ? identifier.substring(1) : identifier;
        return door
                .own(door.idOf(external))
                .or(() -> Optional.ofNullable(Number.of(external).system())
                        .flatMap(
                                system -> door.own(door.idOf(Number.of(external).value()))))
                .stream()
                .map(FhirTask::of)
                .toList();
    }

    private static int lines(String count) {
        if (!count.matches("\\d{1,3}") || Integer.parseInt(count) < 1 || Integer.parseInt(count) > 200)
            throw Problem.malformed("invalid-parameter", "query:_count", "The _count is not a number from 1 to 200.");
        return Integer.parseInt(count);
    }

    private static String next(String cursor, String count) {
        return "/v1/fhir/Task?cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8)
                + (count == null ? "" : "&_count=" + count);
    }

    private static Found found(List<Link> links, List<FhirTask> tasks) {
        return new Found(
                "Bundle",
                "searchset",
                links,
                tasks.stream().map(t -> new Entry(t, new Search("match"))).toList());
    }
}
