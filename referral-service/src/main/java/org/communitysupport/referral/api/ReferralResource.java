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
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.kernel.Warning;
import org.communitysupport.referral.application.Acceptance;
import org.communitysupport.referral.application.Referrals;
import org.communitysupport.referral.domain.CapacityProof;
import org.communitysupport.referral.domain.Clinical;
import org.communitysupport.referral.domain.Codes;
import org.communitysupport.referral.domain.Demographics;
import org.communitysupport.referral.domain.ReferralCommand;
import org.communitysupport.referral.domain.ReferralEvent;
import org.communitysupport.referral.domain.ReferralEvent.ReferralAccepted;
import org.communitysupport.referral.domain.ReferralEvent.ReferralDeclined;
import org.communitysupport.referral.domain.ReferralState.Stage;
import org.communitysupport.referral.domain.ReferrerContact;
import org.communitysupport.referral.projection.ReferralRow;
import org.communitysupport.referral.projection.ReferralsView;
import org.communitysupport.stream.Query;
import org.communitysupport.stream.Row;
import org.communitysupport.stream.Views;
import org.communitysupport.web.Answers;
import org.communitysupport.web.Answers.Stands;
import org.communitysupport.web.ApiDescription;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;
import org.communitysupport.web.PersonalReader;
import org.communitysupport.web.Problem;
import org.communitysupport.web.Requests;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Referrals: sent by partners, worked by intake. A partner reads back its own, as far as the person consents. */
@Path("/v1/referrals")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ReferralResource {
    static final String[] INTAKE = {"intake", "supervisor", "care-coordinator", "clinician"};
    private static final List<String> NOT_SENDERS = List.of("stage", "team", "urgency", "person", "sendingSystem");
    private static final List<String> SENDERS_ORDER = List.of("receivedAt", "sendingSystem");

    private final Caller caller;
    private final Requests requests;
    private final Paging paging;
    private final PersonalReader personal;
    private final Referrals referrals;
    private final Acceptance acceptance;
    private final SenderDoor door;
    private final Views views;

    ReferralResource(
            Caller caller,
            Requests requests,
            Paging paging,
            PersonalReader personal,
            Referrals referrals,
            Acceptance acceptance,
            SenderDoor door,
            Views views) {
        this.caller = caller;
        this.requests = requests;
        this.paging = paging;
        this.personal = personal;
        this.referrals = referrals;
        this.acceptance = acceptance;
        this.door = door;
        this.views = views;
    }

    public record Triage(@NotNull Codes.Urgency urgency, @Size(max = 4000) String note) {}

    public record InformationRequest(@NotNull @Size(min = 1, max = 20) List<Codes.@NotNull InformationItem> items) {}

    public record Information(@NotBlank @Size(max = 8000) String answer) {}

    public record ContactAttempt(@NotNull LocalDate on, @NotNull Codes.ContactOutcome outcome) {}

    public record AcceptanceBody(@NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,40}") String team) {}

    /** @param team whose capacity is the reason; needed for NO_CAPACITY */
    public record Decline(@NotNull Codes.DeclineReason reason, @Pattern(regexp = "[A-Za-z0-9_-]{1,40}") String team) {}

    public record Withdrawal(@NotNull Codes.WithdrawalReason reason, @NotNull LocalDate on) {}

    /** @param outcome what was done with it says no word of the referral's stage: a sender may not know it */
    public record Heard(String referral, String outcome) {}

    /** @param warnings what came with the referral, and what is odd about accepting it now (REF-7, REF-11) */
    public record Accepted(
            String referral,
            Stage stage,
            String person,
            String episode,
            String team,
            long version,
            List<Warning> warnings) {}

    /** @param proof that the team was full; null for the other reasons */
    public record Declined(String referral, Codes.DeclineReason reason, CapacityProof proof, long version) {}

    public record OutcomeCorrection(@NotNull Stage is, @NotNull Codes.CorrectionReason reason) {}

    /** @param reason why it is no Part 2 content, for the record */
    public record Lift(@NotBlank @Size(max = 1000) String reason) {}

    @POST
    @RolesAllowed({"referral-sender", "intake"})
    @APIResponse(
            responseCode = "200",
            description = "A resend or a correction",
            content = @Content(schema = @Schema(implementation = Arrival.class)))
    @APIResponseSchema(value = Arrival.class, responseCode = "201", responseDescription = "Created")
    public Response receive(ReferralBody body) {
        var incoming = body.read();
        String referral = door.idOf(incoming);
        return door.receive(
                incoming,
                "receive-referral",
                body,
                done -> Arrival.of(done, referral, body.externalId(), () -> referrals
                        .load(caller.aggregate("referral", referral))
                        .state()
                        .content()));
    }

    @GET
    @RolesAllowed({"referral-sender", "intake", "supervisor", "care-coordinator", "clinician", "agency-admin"})
    @Path("/{id}")
    @APIResponseSchema(ReferralAnswer.class)
    public Response one(@PathParam("id") String id) {
        paging.await(ReferralsView.VIEW);
        var found = found(id);
        var row = found.row();
        if (caller.has(INTAKE)) return Answers.found(row.version(), detail(found));
        if (caller.has("agency-admin"))
            return Answers.found(row.version(), ReferralDetail.of(row, found.stale(), null, null, null));
        if (!row.sendingSystem().equals(door.sendingSystem())) throw Problem.notFound("referral");
        return door.one(row);
    }

    @GET
    @RolesAllowed({"referral-sender", "intake", "supervisor", "care-coordinator", "clinician", "agency-admin"})
    public Paging.Items<ReferralAnswer> list(
            @QueryParam("stage") List<Stage> stages,
            @QueryParam("program") String program,
            @QueryParam("team") String team,
            @QueryParam("urgency") Codes.Urgency urgency,
            @QueryParam("person") String person,
            @QueryParam("sendingSystem") String sendingSystem,
            @QueryParam("externalId") String externalId,
            @QueryParam("receivedFrom") Instant receivedFrom,
            @QueryParam("receivedTo") Instant receivedTo,
            UriInfo uri) {
        boolean own = door.faces();
        if (own) onlyTheirs(uri);
        var query = paging.query(ReferralsView.VIEW)
                .where("program", program)
                .where("sendingSystem", own ? door.sendingSystem() : sendingSystem)
                .where("receipt.externalId", externalId)
                .range("receivedAt", receivedFrom, receivedTo);
        // What a sender may not read back may not be found by filtering either, nor by the order.
        if (!own)
            query.where("team", team)
                    .where("urgency", urgency)
                    .where("person", person)
                    .in("stage", stages == null || stages.isEmpty() ? null : stages);
        return paging.page(
                ReferralsView.VIEW,
                caller.tenant(),
                query,
                r -> own ? door.view(r.row()) : ReferralDetail.of(r.row(), r.stale(), null, null, null));
    }

    /** The address of a referral answers from the moment it was given out, also where the view has not come that far. */
    private Row<ReferralRow> found(String id) {
        var seen = views.get(ReferralsView.VIEW, caller.tenant(), id);
        if (seen.isPresent()) return seen.get();
        var stored = referrals.load(caller.aggregate("referral", id));
        if (!stored.exists()) throw Problem.notFound("referral");
        paging.await(ReferralsView.VIEW, stored.position());
        return views.get(ReferralsView.VIEW, caller.tenant(), id).orElseThrow(() -> Problem.notFound("referral"));
    }

    /** What a sender may not read back is no filter of its list: a word that did nothing would be taken for one that did. */
    private static void onlyTheirs(UriInfo uri) {
        for (String name : NOT_SENDERS)
            if (uri.getQueryParameters().containsKey(name))
                throw Problem.malformed(
                        "unknown-parameter",
                        "query:" + name,
                        "The list of your own referrals cannot be filtered by " + name + '.');
        sortedByOwn(uri.getQueryParameters().getFirst("sort"));
    }

    private static void sortedByOwn(String sort) {
        if (sort != null && !SENDERS_ORDER.contains(sort.replaceFirst("^-", "")))
            throw Problem.malformed(
                    "invalid-parameter",
                    "query:sort",
                    "The list cannot be sorted by this field. It is sorted by one of " + SENDERS_ORDER);
    }

    @POST
    @RolesAllowed({"intake", "supervisor", "care-coordinator", "clinician"})
    @Path("/{id}/triage")
    public Response triage(@PathParam("id") String id, Triage body) {
        return change(id, new ReferralCommand.TriageReferral(body.urgency(), body.note()), "triage-referral", body);
    }

    @POST
    @RolesAllowed({"intake", "supervisor", "care-coordinator", "clinician"})
    @Path("/{id}/information-requests")
    public Response request(@PathParam("id") String id, InformationRequest body) {
        return change(id, new ReferralCommand.RequestInformation(body.items()), "request-information", body);
    }

    /** What was asked for, in words; from the referral's sender at any time. A sender is answered alike in every stage. */
    @POST
    @RolesAllowed({"referral-sender", "intake", "supervisor", "care-coordinator", "clinician"})
    @Path("/{id}/information")
    @Extension(name = ApiDescription.ANY_VERSION, value = "true")
    @APIResponse(
            responseCode = "200",
            description = "It is recorded",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(anyOf = {Heard.class, Stands.class})))
    public Response supply(@PathParam("id") String id, Information body) {
        if (door.faces())
            return door.heard(
                    own(id),
                    new ReferralCommand.HearSender(body.answer()),
                    "supply-information",
                    body,
                    "INFORMATION_RECEIVED");
        return Answers.ok(referrals.run(
                known(id),
                new ReferralCommand.SupplyInformation(body.answer()),
                requests.command("supply-information", body)));
    }

    @POST
    @RolesAllowed({"intake", "supervisor", "care-coordinator", "clinician"})
    @Path("/{id}/contact-attempts")
    public Response tried(@PathParam("id") String id, ContactAttempt body) {
        return change(
                id,
                new ReferralCommand.RecordContactAttempt(body.on(), body.outcome()),
                "record-contact-attempt",
                body);
    }

    @POST
    @RolesAllowed({"intake", "supervisor", "care-coordinator"})
    @Path("/{id}/acceptance")
    @APIResponseSchema(Accepted.class)
    public Response accept(@PathParam("id") String id, AcceptanceBody body) {
        var referral = known(id);
        var outcome = acceptance.accept(referral, body.team(), requests.change("accept-referral", body));
        return Answers.ok(outcome, done -> {
            // From what was stored: a repeat gets the first answer, though the episode may be open by then.
            for (var event : done.events())
                if (event instanceof ReferralAccepted e)
                    return new Accepted(
                            id, Stage.ACCEPTED, e.person(), e.episode(), e.team(), done.version(), e.warnings());
            var now = referrals.load(referral).state();
            return new Accepted(id, now.stage(), now.person(), now.episode(), now.team(), done.version(), List.of());
        });
    }

    @POST
    @RolesAllowed({"intake", "supervisor"})
    @Path("/{id}/decline")
    @APIResponseSchema(Declined.class)
    public Response decline(@PathParam("id") String id, Decline body) {
        var outcome =
                referrals.decline(known(id), body.reason(), body.team(), requests.change("decline-referral", body));
        return Answers.ok(outcome, done -> declined(id, body, done));
    }

    /**
     * Takes a referral back. From its sender: done while it is in intake; after that it is a message to intake, which decides with the person.
     * A sender is answered alike in every stage.
     */
    @POST
    @RolesAllowed({"referral-sender", "intake", "supervisor", "care-coordinator", "clinician"})
    @Path("/{id}/withdrawal")
    @Extension(name = ApiDescription.ANY_VERSION, value = "true")
    @APIResponse(
            responseCode = "200",
            description = "It is recorded",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(anyOf = {Heard.class, Stands.class})))
    public Response withdraw(@PathParam("id") String id, Withdrawal body) {
        if (door.faces())
            return door.heard(
                    own(id),
                    new ReferralCommand.TakeBack(body.reason(), body.on()),
                    "withdraw-referral",
                    body,
                    "WITHDRAWAL_RECEIVED");
        return Answers.ok(referrals.run(
                known(id),
                new ReferralCommand.WithdrawReferral(body.reason(), body.on()),
                requests.command("withdraw-referral", body)));
    }

    @POST
    @RolesAllowed({"supervisor", "agency-admin"})
    @Path("/{id}/outcome-correction")
    public Response correct(@PathParam("id") String id, OutcomeCorrection body) {
        return Answers.ok(referrals.correctOutcome(
                known(id), body.is(), body.reason(), requests.change("correct-outcome", body)));
    }

    @POST
    @RolesAllowed("privacy-officer")
    @Path("/{id}/part2-lift")
    @Operation(
            summary = "Lift the Part 2 mark of a referral",
            description =
                    "The agency holds that what came as 42 CFR Part 2 content is none, with the reason (REF-10). What is read back then"
                            + " follows the rules of ordinary content. Other content that speaks of substance use marks it again. Nothing happens when"
                            + " there is no mark. Roles: privacy-officer.")
    public Response lift(@PathParam("id") String id, Lift body) {
        return Answers.ok(referrals.run(
                known(id),
                new ReferralCommand.LiftPart2(caller.actor(), body.reason()),
                requests.change("lift-part2", body)));
    }

    private Response change(String id, ReferralCommand command, String route, Object body) {
        return Answers.ok(referrals.run(known(id), command, requests.change(route, body)));
    }

    /** One that this very system sent; of any other it is not told that there is one. */
    private AggregateId own(String id) {
        var referral = known(id);
        if (!referrals.load(referral).state().content().sendingSystem().equals(door.sendingSystem()))
            throw Problem.notFound("referral");
        return referral;
    }

    private AggregateId known(String id) {
        var referral = caller.aggregate("referral", id);
        if (!referrals.load(referral).exists()) throw Problem.notFound("referral");
        return referral;
    }

    private static Declined declined(String id, Decline body, Outcome.Done<ReferralEvent> done) {
        CapacityProof proof = null;
        for (var event : done.events()) if (event instanceof ReferralDeclined declined) proof = declined.proof();
        return new Declined(id, body.reason(), proof, done.version());
    }

    private ReferralDetail detail(Row<ReferralRow> found) {
        var row = found.row();
        return ReferralDetail.of(
                row,
                found.stale(),
                personal.open(row.content().sealed().demographics(), Demographics.class)
                        .orElse(null),
                personal.open(row.content().sealed().clinical(), Clinical.class).orElse(null),
                personal.open(row.content().sealed().referrer(), ReferrerContact.class)
                        .orElse(null),
                mayBe(row));
    }

    /** By name and birth date alone nobody is taken for another: it is shown, for somebody to look at. */
    private List<ReferralDetail.MayBe> mayBe(ReferralRow row) {
        var like = PersonResource.likeness(row);
        if (like.isEmpty()) return List.of();
        return views
                .page(
                        ReferralsView.VIEW,
                        caller.tenant(),
                        Query.all().in("course.keys.likeness", like).limit(50))
                .rows()
                .stream()
                .map(Row::row)
                .filter(other -> !other.person().equals(row.person()))
                .map(other -> new ReferralDetail.MayBe(
                        other.person(),
                        other.receipt().referral(),
                        other.stage().name()))
                .toList();
    }
}
