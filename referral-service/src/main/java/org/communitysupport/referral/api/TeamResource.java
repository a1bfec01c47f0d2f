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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import org.communitysupport.referral.application.Teams;
import org.communitysupport.referral.domain.Codes;
import org.communitysupport.referral.domain.TeamCommand;
import org.communitysupport.referral.projection.TeamRow;
import org.communitysupport.referral.projection.TeamsView;
import org.communitysupport.stream.Row;
import org.communitysupport.stream.Views;
import org.communitysupport.web.Answers;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;
import org.communitysupport.web.Problem;
import org.communitysupport.web.Requests;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Teams, who is on them, and how many people they carry. */
@Path("/v1/teams")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class TeamResource {
    private final Caller caller;
    private final Requests requests;
    private final Paging paging;
    private final Teams teams;
    private final Views views;

    TeamResource(Caller caller, Requests requests, Paging paging, Teams teams, Views views) {
        this.caller = caller;
        this.requests = requests;
        this.paging = paging;
        this.teams = teams;
        this.views = views;
    }

    public record EstablishTeam(
            @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,40}") String team,
            @NotBlank @Size(max = 200) String name,
            @NotBlank @Size(max = 40) String program,
            @NotNull @Pattern(regexp = "\\d{10}") String npi,
            @NotBlank @Size(max = 40) String siteCode,
            @Size(max = 60) String timeZone) {}

    /** @param ftePercent 100 is one full-time equivalent */
    public record AssignStaff(
            @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,40}") String staff,
            @NotNull Codes.TeamRole role,
            int ftePercent,
            @NotNull LocalDate from) {}

    /** @param until last day on the team */
    public record UnassignStaff(@NotNull LocalDate until) {}

    public record Established(String team, long version) {}

    /** @param limit how many people the team may carry today */
    public record TeamDetail(TeamRow team, int limit, int free) {}

    @POST
    @RolesAllowed({"agency-admin", "supervisor"})
    @APIResponseSchema(value = Established.class, responseCode = "201", responseDescription = "Created")
    public Response establish(EstablishTeam body) {
        if (!teams.knows(body.program()))
            throw Problem.content(
                    "wrong-program",
                    "",
                    "/program",
                    "This agency does not serve the program. GET /v1/programs lists those that it serves.");
        if (body.timeZone() != null && !isZone(body.timeZone()))
            throw Problem.malformed(
                    "invalid-field", "/timeZone", "The time zone is unknown. Send one like America/New_York.");
        var outcome = teams.run(
                caller.aggregate("team", body.team()),
                new TeamCommand.EstablishTeam(
                        body.team(), body.name(), body.program(), body.npi(), body.siteCode(), body.timeZone()),
                requests.command("establish-team", body));
        return Answers.created(
                outcome, URI.create("/v1/teams/" + body.team()), done -> new Established(body.team(), done.version()));
    }

    @POST
    @RolesAllowed({"agency-admin", "supervisor"})
    @Path("/{id}/staff")
    public Response assign(@PathParam("id") String id, AssignStaff body) {
        return Answers.changed(teams.run(
                caller.aggregate("team", id),
                new TeamCommand.AssignStaff(body.staff(), body.role(), body.ftePercent(), body.from()),
                requests.change("assign-staff", body)));
    }

    @POST
    @RolesAllowed({"agency-admin", "supervisor"})
    @Path("/{id}/staff/{staff}/end")
    public Response unassign(@PathParam("id") String id, @PathParam("staff") String staff, UnassignStaff body) {
        return Answers.changed(teams.run(
                caller.aggregate("team", id),
                new TeamCommand.UnassignStaff(staff, body.until()),
                requests.change("unassign-staff", body)));
    }

    @GET
    @RolesAllowed({"agency-admin", "supervisor", "intake", "care-coordinator", "clinician"})
    public Paging.Items<TeamRow> list(@QueryParam("program") String program) {
        var query = paging.query(TeamsView.VIEW).where("program", program);
        return paging.page(TeamsView.VIEW, caller.tenant(), query, Row::row);
    }

    @GET
    @RolesAllowed({"agency-admin", "supervisor", "intake", "care-coordinator", "clinician"})
    @Path("/{id}")
    @APIResponseSchema(TeamDetail.class)
    public Response one(@PathParam("id") String id) {
        paging.await(TeamsView.VIEW);
        var row = views.get(TeamsView.VIEW, caller.tenant(), id)
                .orElseThrow(() -> Problem.notFound("team"))
                .row();
        int limit = teams.limit(teams.load(caller.aggregate("team", id)).state());
        return Answers.found(row.version(), new TeamDetail(row, limit, Math.max(0, limit - row.caseload())));
    }

    private static boolean isZone(String text) {
        try {
            return ZoneId.of(text).getId().contains("/");
        } catch (DateTimeException e) {
            return false;
        }
    }
}
