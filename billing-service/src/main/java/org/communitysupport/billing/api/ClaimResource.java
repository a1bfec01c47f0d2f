package org.communitysupport.billing.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.communitysupport.billing.application.ClaimDesk;
import org.communitysupport.billing.application.HandPosting;
import org.communitysupport.billing.domain.Aggregates;
import org.communitysupport.billing.domain.claim.ClaimFacts;
import org.communitysupport.billing.domain.claim.DayClaims;
import org.communitysupport.billing.domain.claim.DayClaimsCommand;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.CorrectClaim;
import org.communitysupport.billing.domain.claim.DayClaimsEvent;
import org.communitysupport.billing.projection.ClaimRow;
import org.communitysupport.billing.projection.ClaimsView;
import org.communitysupport.billing.projection.TraceRow;
import org.communitysupport.billing.projection.TraceViews;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.stream.Row;
import org.communitysupport.stream.Views;
import org.communitysupport.web.Answers;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;
import org.communitysupport.web.Problem;
import org.communitysupport.web.Requests;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Claims, and for each the whole way from referral to dollar. Holds no personal values: nothing is opened here. */
@Path("/v1/claims")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ClaimResource {
    /** Reasons for which a biller closes a claim without the agency's say. */
    private static final Set<String> BILLERS = Set.of("PAID_ELSEWHERE", "PATIENT_SHARE", "DUPLICATE");

    private final Caller caller;
    private final Requests requests;
    private final Paging paging;
    private final Views views;
    private final ClaimDesk desk;
    private final HandPosting hands;
    private final BusinessClock clock;

    ClaimResource(
            Caller caller,
            Requests requests,
            Paging paging,
            Views views,
            ClaimDesk desk,
            HandPosting hands,
            BusinessClock clock) {
        this.caller = caller;
        this.requests = requests;
        this.paging = paging;
        this.views = views;
        this.desk = desk;
        this.hands = hands;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "Find claims",
            description =
                    "By claim number, the payer's number, member, day, amount, status, batch or worklist; filters hold"
                            + " together.")
    @RolesAllowed({"biller", "agency-admin", "supervisor", "analyst"})
    public Paging.Items<ClaimRow> list(
            @Parameter(description = "A status as claims show it, e.g. DENIED.") @QueryParam("status")
                    DayClaims.Status status,
            @Parameter(description = "Payer, as in the policy pack.") @QueryParam("payer") String payer,
            @Parameter(description = "Person id of the member.") @QueryParam("person") String person,
            @Parameter(description = "Batch id.") @QueryParam("batch") String batch,
            @Parameter(description = "The claim number that the payer sees, in any case.") @QueryParam("number")
                    String number,
            @Parameter(description = "The payer's own number of the claim.") @QueryParam("payerControl")
                    String payerControl,
            @Parameter(description = "Date of service.") @QueryParam("date") LocalDate date,
            @Parameter(description = "First date of service.") @QueryParam("from") LocalDate from,
            @Parameter(description = "Last date of service.") @QueryParam("to") LocalDate to,
            @Parameter(description = "Charge of the whole claim, in cents.") @QueryParam("chargeCents")
                    Long chargeCents,
            @Parameter(description = "A worklist, e.g. denied.")
                    @QueryParam("list")
                    @Pattern(regexp = WorklistResource.NAMES)
                    String list) {
        var query = paging.query(ClaimsView.VIEW)
                .where("status", status)
                .where("payer", payer)
                .where("person", person)
                .where("batch", batch)
                .where("number", number == null ? null : number.strip().toUpperCase(Locale.ROOT))
                .where("payerControl", payerControl)
                .where("date", date)
                .range("date", from, to)
                .where("chargeCents", chargeCents)
                .where("list", list);
        return paging.page(ClaimsView.VIEW, caller.tenant(), query, Row::row);
    }

    @GET
    @RolesAllowed({"biller", "agency-admin", "supervisor", "analyst"})
    @Path("/{claim}")
    @APIResponseSchema(ClaimRow.class)
    public Response one(@PathParam("claim") String claim) {
        paging.await(ClaimsView.VIEW);
        var row = row(claim);
        return Answers.found(row.version(), row);
    }

    /** "What did we know when we billed this line?" {@code ?after=} takes positions of any service. */
    @GET
    @RolesAllowed({"biller", "agency-admin", "supervisor", "analyst"})
    @Path("/{claim}/trace")
    public ClaimTrace trace(@PathParam("claim") String claim) {
        paging.await(TraceViews.DAY);
        var row = row(claim);
        var person = views.get(TraceViews.PERSON, caller.tenant(), row.person()).map(Row::row);
        var day = views.get(TraceViews.DAY, caller.tenant(), row.person() + '.' + row.date())
                .map(Row::row);
        return ClaimTrace.of(
                row,
                person.map(TraceRow::steps).orElse(List.of()),
                day.map(TraceRow::steps).orElse(List.of()));
    }

    public record Resolution(
            @NotBlank @Pattern(regexp = "CORRECTED_CLAIM|OTHER_PAYER|APPEALED|PAID_ELSEWHERE|CLOSED")
                    String resolution) {}

    /** Somebody worked on the denial. Nothing is written off by it: the open amount stays. */
    @POST
    @RolesAllowed({"biller", "agency-admin"})
    @Path("/{claim}/denial-resolution")
    @Operation(
            summary = "Say what was done about a denial",
            description =
                    "The open amount stays and is shown on the list follow-up. CORRECTED_CLAIM makes the correction"
                            + " that the payer wants, as the operation correction does, and the denial stays open until"
                            + " the payer answers it.")
    public Response resolve(@PathParam("claim") String claim, Resolution body) {
        var context = requests.change("resolve-denial", body);
        if (body.resolution().equals("CORRECTED_CLAIM"))
            return onClaim(claim, context, new CorrectClaim(claim, null, "DENIED"));
        return Answers.changed(desk.run(
                day(claim), new DayClaimsCommand.ResolveDenial(claim, body.resolution()), ClaimFacts.NONE, context));
    }

    /** @param claims the new ones */
    public record Rebuilt(List<String> claims) {}

    /** From a claim that the payer did not take, a new original; from one that it judged, what it wants; {@code claims} names the new one. */
    @POST
    @RolesAllowed({"biller", "agency-admin"})
    @Path("/{claim}/rebuild")
    @APIResponseSchema(Rebuilt.class)
    public Response rebuild(@PathParam("claim") String claim) {
        var context = requests.change("rebuild-claim", claim);
        return Answers.ok(outcome(claim, context, new DayClaimsCommand.RebuildRejected(claim)), ClaimResource::built);
    }

    /** @param kind null: what the payer wants for this cause */
    public record Correction(CorrectClaim.Kind kind, @NotBlank @Pattern(regexp = Inputs.REASON) String reason) {}

    @POST
    @Path("/{claim}/correction")
    @Operation(
            summary = "Correct or void a claim",
            description = "Builds the version that the payer wants: a replacement (7) or void (8) with the payer's own"
                    + " number, or a new original; from the lines as they are right now and today's facts. It goes"
                    + " out with the next batch; the claim keeps its charge until the payer answers.")
    @APIResponseSchema(Rebuilt.class)
    @RolesAllowed({"biller", "agency-admin"})
    public Response correct(@PathParam("claim") String claim, @Valid @NotNull Correction body) {
        var context = requests.command("correct-claim", body);
        return Answers.ok(
                outcome(claim, context, new CorrectClaim(claim, body.kind(), body.reason())), ClaimResource::built);
    }

    public record Because(@NotBlank @Pattern(regexp = Inputs.REASON) String reason) {}

    @POST
    @Path("/{claim}/cancellation")
    @Operation(
            summary = "Cancel a claim that has not left",
            description = "It is not sent. Build it anew to ask for it after all.")
    @RolesAllowed({"biller", "agency-admin"})
    public Response cancel(@PathParam("claim") String claim, @Valid @NotNull Because body) {
        return onClaim(
                claim, requests.command("cancel-claim", body), new DayClaimsCommand.CancelClaim(claim, body.reason()));
    }

    @POST
    @Path("/{claim}/closing")
    @Operation(
            summary = "Give up what is open of a claim",
            description = "Nothing closes by itself: this is the only way in which open money is given up. It needs a"
                    + " reason, and is stored with the role. A later payment opens the claim again.")
    @RolesAllowed({"biller", "agency-admin"})
    public Response close(@PathParam("claim") String claim, @Valid @NotNull Because body) {
        if (!BILLERS.contains(body.reason())) caller.require("agency-admin");
        String role = caller.has("agency-admin") ? "agency-admin" : "biller";
        return onClaim(
                claim,
                requests.command("close-claim", body),
                new DayClaimsCommand.CloseClaim(claim, body.reason(), role));
    }

    /** @param on the day on which it was paid back */
    public record Refund(
            @NotNull @Min(1) Long cents,
            @NotNull LocalDate on,
            @NotBlank @Pattern(regexp = Inputs.REASON) String reason) {}

    @POST
    @Path("/{claim}/refund")
    @Operation(
            summary = "Note that an overpayment was paid back",
            description = "At most what was paid too much (BIL-16).")
    @RolesAllowed({"biller", "agency-admin"})
    public Response refund(@PathParam("claim") String claim, @Valid @NotNull Refund body) {
        var context = requests.command("refund-claim", body);
        Inputs.past("/on", body.on(), clock.today(ZoneOffset.UTC));
        return onClaim(
                claim,
                context,
                new DayClaimsCommand.RefundClaim(
                        claim, "refund-" + context.commandId(), body.cents(), body.on(), body.reason()));
    }

    /** @param ordinal the claim's place in the payment */
    public record Unpost(
            @NotBlank String remittance,
            @NotNull @Min(1) Integer ordinal,
            @NotBlank @Pattern(regexp = Inputs.REASON) String reason) {}

    @POST
    @Path("/{claim}/payments/removal")
    @Operation(
            summary = "Take a payment off a claim",
            description = "It belongs elsewhere: it waits in its remittance again, and is matched to another claim from"
                    + " there.")
    @RolesAllowed({"biller", "agency-admin"})
    public Response unpost(@PathParam("claim") String claim, @Valid @NotNull Unpost body) {
        var context = requests.command("unpost-payment", body).atAnyVersion();
        return Answers.ok(hands.unpost(loaded(claim), body.remittance(), body.ordinal(), body.reason(), context));
    }

    private Response onClaim(String claim, CommandContext context, DayClaimsCommand command) {
        return Answers.ok(outcome(claim, context, command));
    }

    private Outcome<DayClaimsEvent> outcome(String claim, CommandContext context, DayClaimsCommand command) {
        var old = loaded(claim);
        return desk.run(day(claim), command, desk.facts(caller.tenant(), old), context);
    }

    private DayClaims.Claim loaded(String claim) {
        var found = desk.day(day(claim)).claim(claim);
        if (found == null) throw Problem.notFound("claim");
        return found;
    }

    private static Rebuilt built(Outcome.Done<DayClaimsEvent> done) {
        return new Rebuilt(done.events().stream()
                .filter(DayClaimsEvent.ClaimBuilt.class::isInstance)
                .map(DayClaimsEvent::claim)
                .toList());
    }

    private ClaimRow row(String claim) {
        return views.get(ClaimsView.VIEW, caller.tenant(), claim)
                .orElseThrow(() -> Problem.notFound("claim"))
                .row();
    }

    private AggregateId day(String claim) {
        try {
            return Aggregates.dayOf(caller.tenant(), claim);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("claim");
        }
    }
}
