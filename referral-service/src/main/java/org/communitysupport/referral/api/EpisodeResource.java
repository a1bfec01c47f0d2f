package org.communitysupport.referral.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.referral.application.Referrals;
import org.communitysupport.referral.domain.Codes;
import org.communitysupport.referral.domain.ReferralCommand;
import org.communitysupport.referral.projection.ReferralsView;
import org.communitysupport.stream.Query;
import org.communitysupport.stream.Views;
import org.communitysupport.web.Answers;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;
import org.communitysupport.web.Problem;
import org.communitysupport.web.Requests;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The end of an episode, and what puts it right. It opens by itself when there is something to serve under. */
@Path("/v1/episodes")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class EpisodeResource {
    private final Caller caller;
    private final Requests requests;
    private final Paging paging;
    private final Referrals referrals;
    private final Views views;

    EpisodeResource(Caller caller, Requests requests, Paging paging, Referrals referrals, Views views) {
        this.caller = caller;
        this.requests = requests;
        this.paging = paging;
        this.referrals = referrals;
        this.views = views;
    }

    /** @param destination where the person is afterwards; absent when it is not known yet */
    public record Closure(
            @NotNull LocalDate closedOn, @NotNull Codes.ClosureReason reason, Codes.Destination destination) {}

    /** @param why the discharge is corrected */
    public record CorrectedClosure(
            @NotNull LocalDate closedOn,
            @NotNull Codes.ClosureReason reason,
            Codes.Destination destination,
            @NotNull Codes.CorrectionReason why) {}

    public record Reopening(@NotNull Codes.CorrectionReason why) {}

    @POST
    @RolesAllowed({"care-coordinator", "supervisor", "clinician"})
    @Path("/{episode}/closure")
    @Operation(
            summary = "Discharge a person",
            description =
                    "Ends the episode on a day that is not ahead of today and not before it opened. That day is the last day of service."
                            + " Planned visits after it are cancelled and their units freed; the place on the team is free."
                            + " Roles: care-coordinator, supervisor, clinician.")
    public Response close(@PathParam("episode") String episode, Closure body) {
        var command = new ReferralCommand.CloseEpisode(body.closedOn(), body.reason(), body.destination());
        return Answers.ok(referrals.run(referral(episode), command, requests.change("close-episode", body)));
    }

    @POST
    @RolesAllowed({"supervisor", "care-coordinator"})
    @Path("/{episode}/closure-correction")
    @Operation(
            summary = "Correct a discharge",
            description =
                    "The discharge happened, but on another day, or for another reason, or to another place. The end is taken back and said"
                            + " anew: visits that the first end cancelled stay cancelled. Roles: supervisor, care-coordinator.")
    public Response correct(@PathParam("episode") String episode, CorrectedClosure body) {
        var command =
                new ReferralCommand.CorrectClosure(body.closedOn(), body.reason(), body.destination(), body.why());
        return Answers.ok(referrals.run(referral(episode), command, requests.change("correct-closure", body)));
    }

    @POST
    @RolesAllowed("supervisor")
    @Path("/{episode}/reopening")
    @Operation(
            summary = "Undo a discharge that was a mistake",
            description =
                    "The same episode goes on: authorizations that the discharge ended are restored, the place on the team is taken again,"
                            + " and visits that it cancelled are shown on the board, to be planned again. Refused while the person has"
                            + " another open referral or episode in the program. Role: supervisor.")
    public Response reopen(@PathParam("episode") String episode, Reopening body) {
        return Answers.ok(referrals.reopen(referral(episode), body.why(), requests.change("reopen-episode", body)));
    }

    private AggregateId referral(String episode) {
        paging.await(ReferralsView.VIEW);
        var page = views.page(ReferralsView.VIEW, caller.tenant(), Query.all().where("episode", episode));
        if (page.rows().isEmpty()) throw Problem.notFound("episode");
        return caller.aggregate("referral", page.rows().getFirst().key());
    }
}
