package org.communitysupport.referral.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.communitysupport.referral.domain.Codes;
import org.communitysupport.referral.domain.Demographics;
import org.communitysupport.referral.domain.ReferralState.Stage;
import org.communitysupport.referral.projection.ReferralRow;
import org.communitysupport.referral.projection.ReferralsView;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;
import org.communitysupport.web.PersonalReader;

/** The intake board: what waits for us, the most pressing first. */
@Path("/v1/intake")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class IntakeResource {
    private static final List<Stage> WAITING = List.of(Stage.RECEIVED, Stage.TRIAGED, Stage.AWAITING_INFORMATION);

    private final Caller caller;
    private final Paging paging;
    private final PersonalReader personal;

    IntakeResource(Caller caller, Paging paging, PersonalReader personal) {
        this.caller = caller;
        this.paging = paging;
        this.personal = personal;
    }

    /** @param next what somebody has to do now */
    public record Line(
            String referral,
            String name,
            String stage,
            String next,
            Codes.Urgency urgency,
            Codes.SourceType sourceType,
            String sendingSystem,
            String program,
            String county,
            String payer,
            Instant receivedAt,
            Instant responseDueAt,
            boolean missedResponse,
            boolean identified,
            boolean part2,
            List<Codes.InformationItem> asked,
            List<String> changed,
            int warnings,
            long version) {}

    @GET
    @RolesAllowed({"intake", "supervisor", "care-coordinator", "clinician"})
    public Paging.Items<Line> board(
            @QueryParam("program") String program,
            @QueryParam("urgency") Codes.Urgency urgency,
            @QueryParam("sourceType") Codes.SourceType source,
            @QueryParam("stage") List<Stage> stages,
            @QueryParam("sort") String sort) {
        var query = paging.query(ReferralsView.VIEW)
                .in("stage", stages == null || stages.isEmpty() ? WAITING : stages)
                .where("program", program)
                .where("urgency", urgency)
                .where("sourceType", source);
        if (sort == null) query.sort("responseDueAt", false);
        return paging.page(ReferralsView.VIEW, caller.tenant(), query, r -> line(r.row()));
    }

    private Line line(ReferralRow row) {
        String name = personal.open(row.content().sealed().demographics(), Demographics.class)
                .map(d -> d.familyName() + ", " + d.givenName())
                .orElse(null);
        return new Line(
                row.receipt().referral(),
                name,
                row.stage().name(),
                next(row),
                row.urgency(),
                row.sourceType(),
                row.sendingSystem(),
                row.program(),
                row.content().county(),
                row.content().payer(),
                row.receivedAt(),
                row.responseDueAt(),
                row.course().missedResponse(),
                row.course().identified(),
                row.content().part2(),
                row.course().progress().asked(),
                row.content().changed(),
                row.content().warnings().size(),
                row.version());
    }

    private static String next(ReferralRow row) {
        return switch (row.stage()) {
            case ACCEPTED, EPISODE_OPEN ->
                row.course().progress().takenBackOn() == null ? "none" : "sender wants it back: decide with the person";
            case RECEIVED -> "triage";
            case AWAITING_INFORMATION -> "wait for information";
            case TRIAGED -> "accept or decline";
            default -> "none";
        };
    }
}
