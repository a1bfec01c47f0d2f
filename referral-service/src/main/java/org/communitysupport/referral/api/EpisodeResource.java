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

/** The end of an episode. It opens by itself when there is something to serve under. */
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

    public record Closure(@NotNull LocalDate closedOn, @NotNull Codes.ClosureReason reason) {}

    @POST
    @RolesAllowed({"care-coordinator", "supervisor", "clinician"})
    @Path("/{episode}/closure")
    public Response close(@PathParam("episode") String episode, Closure body) {
        paging.await(ReferralsView.VIEW);
        var page = views.page(ReferralsView.VIEW, caller.tenant(), Query.all().where("episode", episode));
        if (page.rows().isEmpty()) throw Problem.notFound("episode");
        var referral = caller.aggregate("referral", page.rows().getFirst().key());
        return Answers.ok(referrals.run(
                referral,
                new ReferralCommand.CloseEpisode(body.closedOn(), body.reason()),
                requests.change("close-episode", body)));
    }
}
