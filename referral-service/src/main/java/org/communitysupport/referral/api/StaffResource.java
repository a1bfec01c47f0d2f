package org.communitysupport.referral.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
import org.communitysupport.referral.application.Teams;
import org.communitysupport.referral.domain.Codes;
import org.communitysupport.referral.domain.StaffCommand;
import org.communitysupport.referral.projection.StaffRow;
import org.communitysupport.referral.projection.StaffView;
import org.communitysupport.stream.Row;
import org.communitysupport.stream.Views;
import org.communitysupport.web.Answers;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;
import org.communitysupport.web.Problem;
import org.communitysupport.web.Requests;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Staff and their credentials by date. */
@Path("/v1/staff")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class StaffResource {
    private final Caller caller;
    private final Requests requests;
    private final Paging paging;
    private final Teams teams;
    private final Views views;

    StaffResource(Caller caller, Requests requests, Paging paging, Teams teams, Views views) {
        this.caller = caller;
        this.requests = requests;
        this.paging = paging;
        this.teams = teams;
        this.views = views;
    }

    public record RegisterStaff(
            @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,40}") String staff,
            @NotBlank @Size(max = 200) String displayName,
            @Pattern(regexp = "\\d{10}") String npi) {}

    public record Registered(String staff, long version) {}

    public record RecordCredential(
            @NotNull Codes.CredentialKind kind,
            @Size(max = 80) String number,
            @NotNull LocalDate validFrom,
            LocalDate validTo) {}

    public record EndCredential(@NotNull LocalDate endedOn, @NotNull Codes.CredentialEnd reason) {}

    @POST
    @RolesAllowed({"agency-admin", "supervisor"})
    @APIResponseSchema(value = Registered.class, responseCode = "201", responseDescription = "Created")
    public Response register(RegisterStaff body) {
        var id = caller.aggregate("staff", body.staff());
        var outcome = teams.staff(
                id,
                new StaffCommand.RegisterStaff(body.staff(), body.displayName(), body.npi()),
                requests.command("register-staff", body));
        return Answers.created(
                outcome, URI.create("/v1/staff/" + body.staff()), done -> new Registered(body.staff(), done.version()));
    }

    @POST
    @RolesAllowed({"agency-admin", "supervisor"})
    @Path("/{id}/credentials")
    public Response record(@PathParam("id") String id, RecordCredential body) {
        return Answers.changed(teams.staff(
                caller.aggregate("staff", id),
                new StaffCommand.RecordCredential(body.kind(), body.number(), body.validFrom(), body.validTo()),
                requests.change("record-credential", body)));
    }

    @POST
    @RolesAllowed({"agency-admin", "supervisor"})
    @Path("/{id}/credentials/{kind}/end")
    public Response end(@PathParam("id") String id, @PathParam("kind") String kind, EndCredential body) {
        return Answers.changed(teams.staff(
                caller.aggregate("staff", id),
                new StaffCommand.EndCredential(kind(kind), body.endedOn(), body.reason()),
                requests.change("end-credential", body)));
    }

    @GET
    @RolesAllowed({"agency-admin", "supervisor", "intake", "clinician", "care-coordinator", "biller", "staff"})
    public Paging.Items<StaffRow> list() {
        return paging.page(StaffView.VIEW, caller.tenant(), paging.query(StaffView.VIEW), Row::row);
    }

    @GET
    @RolesAllowed({"agency-admin", "supervisor", "intake", "clinician", "care-coordinator", "biller", "staff"})
    @Path("/{id}")
    @APIResponseSchema(StaffRow.class)
    public Response one(@PathParam("id") String id) {
        paging.await(StaffView.VIEW);
        var row = views.get(StaffView.VIEW, caller.tenant(), id)
                .orElseThrow(() -> Problem.notFound("member of staff"))
                .row();
        return Answers.found(row.version(), row);
    }

    private static Codes.CredentialKind kind(String name) {
        for (var kind : Codes.CredentialKind.values()) if (kind.name().equals(name)) return kind;
        throw Problem.notFound("credential");
    }
}
