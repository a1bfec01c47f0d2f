package org.communitysupport.billing.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.communitysupport.billing.application.HandPosting;
import org.communitysupport.billing.application.PostFile;
import org.communitysupport.billing.domain.Aggregates;
import org.communitysupport.billing.domain.NoFacts;
import org.communitysupport.billing.domain.claim.Adjustment;
import org.communitysupport.billing.domain.claim.ClaimAdvice;
import org.communitysupport.billing.domain.remittance.RemittanceCommand;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.ProviderAdjustment;
import org.communitysupport.billing.projection.ClaimsView;
import org.communitysupport.billing.projection.RemittanceRow;
import org.communitysupport.billing.projection.RemittancesView;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.stream.Query;
import org.communitysupport.stream.Row;
import org.communitysupport.stream.Views;
import org.communitysupport.web.Answers;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;
import org.communitysupport.web.PersonalReader;
import org.communitysupport.web.Problem;
import org.communitysupport.web.Requests;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Payments of payers, and whether the bank has them. */
@Path("/v1/remittances")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class RemittanceResource {
    private final Caller caller;
    private final Requests requests;
    private final Paging paging;
    private final Views views;
    private final CommandRunner runner;
    private final BusinessClock clock;
    private final PostFile files;
    private final HandPosting hands;
    private final PersonalReader personal;

    RemittanceResource(
            Caller caller,
            Requests requests,
            Paging paging,
            Views views,
            CommandRunner runner,
            BusinessClock clock,
            PostFile files,
            HandPosting hands,
            PersonalReader personal) {
        this.caller = caller;
        this.requests = requests;
        this.paging = paging;
        this.views = views;
        this.runner = runner;
        this.clock = clock;
        this.files = files;
        this.hands = hands;
        this.personal = personal;
    }

    @GET
    @Operation(
            summary = "Find payments",
            description =
                    "By payer, state, trace number, amount, day, whether a part waits, and whether the bank has it."
                            + "")
    @RolesAllowed({"biller", "agency-admin"})
    public Paging.Items<RemittanceRow> list(
            @Parameter(description = "Payer, as in the policy pack.") @QueryParam("payer") String payer,
            @Parameter(description = "Where it stands.") @QueryParam("state") State state,
            @Parameter(description = "Number of the check or transfer.") @QueryParam("trace") String trace,
            @Parameter(description = "Amount in cents.") @QueryParam("amountCents") Long amountCents,
            @Parameter(description = "Date of the payment.") @QueryParam("date") LocalDate date,
            @Parameter(description = "Only those of which a part waits.")
                    @QueryParam("unmatched")
                    @Pattern(regexp = "true")
                    String unmatched,
            @Parameter(description = "Whether the bank has it.") @QueryParam("deposit") AtTheBank deposit) {
        var query = paging.query(RemittancesView.VIEW)
                .where("payer", payer)
                .where("state", state)
                .where("trace", trace)
                .where("amountCents", amountCents)
                .where("paymentDate", date)
                .where("deposit", deposit);
        if (unmatched != null) query.range("unmatchedClaims", 1, null);
        return paging.page(RemittancesView.VIEW, caller.tenant(), query, Row::row);
    }

    @GET
    @RolesAllowed({"biller", "agency-admin"})
    @Path("/{remittance}")
    @APIResponseSchema(RemittanceRow.class)
    public Response one(@PathParam("remittance") String remittance) {
        paging.await(RemittancesView.VIEW);
        var row = views.get(RemittancesView.VIEW, caller.tenant(), remittance)
                .orElseThrow(() -> Problem.notFound("remittance"))
                .row();
        return Answers.found(row.version(), row);
    }

    /** What may be asked for as {@code ?state=}. */
    public enum State {
        RECEIVED,
        QUARANTINED,
        POSTED,
        REJECTED
    }

    /** What may be asked for as {@code ?deposit=}; NONE where none is expected. */
    public enum AtTheBank {
        MISSING,
        AGREES,
        DIFFERS,
        NONE
    }

    /**
     * @param payer as in the policy pack
     * @param trace number of the check or transfer
     * @param claims what the paper says of each
     * @param adjustments what it takes from the whole, or adds with a minus
     */
    public record Paper(
            @NotNull @Pattern(regexp = "[a-z0-9-]{1,40}") String payer,
            @NotNull @Pattern(regexp = "[ -~]{1,50}") String trace,
            @NotNull LocalDate paymentDate,
            @NotNull Long amountCents,
            @NotBlank @Pattern(regexp = Inputs.REASON) String reason,
            @NotNull @Size(min = 1, max = 500) @Valid List<@NotNull @Valid PaperClaim> claims,
            @Size(max = 100) @Valid List<@NotNull @Valid PaperAdjustment> adjustments) {}

    /**
     * @param number the claim number that we sent
     * @param status 1 paid, 4 denied, 22 taken back; amounts are negative then
     * @param payerControl the payer's own number; null when the paper has none
     */
    public record PaperClaim(
            @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,38}") String number,
            @NotNull @Pattern(regexp = "1|2|3|4|19|20|21|22") String status,
            @NotNull Long chargeCents,
            @NotNull Long paidCents,
            @Pattern(regexp = "[ -~]{1,50}") String payerControl,
            @Size(max = 100) List<@NotNull @Valid PaperReason> reasons) {}

    /** Why less was paid, e.g. CO 45. */
    public record PaperReason(
            @NotNull @Pattern(regexp = "[A-Z]{2}") String group,
            @NotNull @Pattern(regexp = "[A-Z0-9]{1,5}") String code,
            @NotNull Long cents) {}

    public record PaperAdjustment(
            @NotNull @Pattern(regexp = "[A-Z0-9]{2}") String reason,
            @NotNull Long cents,
            @Pattern(regexp = "[ -~]{1,50}") String reference) {}

    /** @param unmatched claims that it does not fit; their money waits */
    public record Keyed(String remittance, int posted, int unmatched) {}

    @POST
    @Operation(
            summary = "Key in a payment advice from paper",
            description =
                    "It is posted like a file, and must add up like one: charge less reasons is what was paid, and the"
                            + " claims less the adjustments are the amount. The same paper counts once.")
    @APIResponseSchema(value = Keyed.class, responseCode = "201", responseDescription = "Created")
    @RolesAllowed({"biller", "agency-admin"})
    public Response paper(@Valid @NotNull Paper body) {
        var context = requests.command("key-in-remittance", body).atAnyVersion();
        if (body.paymentDate().isBefore(LocalDate.of(2000, 1, 1))
                || body.paymentDate().isAfter(clock.today(ZoneOffset.UTC).plusDays(31)))
            throw Problem.content(
                    "payment-date",
                    "",
                    "/paymentDate",
                    "The payment is dated before 2000-01-01 or more than 31 days ahead. Enter the date on "
                            + "the check or transfer.");
        var keyed = files.post(asWritten(body), context);
        if (!keyed.differences().isEmpty()) throw unbalanced(keyed);
        return Response.created(URI.create("/v1/remittances/" + keyed.remittance()))
                .header(Answers.POSITION, keyed.position().toString())
                .entity(new Keyed(keyed.remittance(), keyed.posted(), keyed.unmatched()))
                .build();
    }

    private static Problem unbalanced(PostFile.Keyed keyed) {
        var problem = Problem.of(
                        422, "does-not-add-up", keyed.differences().getFirst().detail())
                .rule("BIL-10");
        keyed.differences().forEach(d -> problem.at("/claims", d.detail()));
        return problem;
    }

    private static PostFile.Paper asWritten(Paper body) {
        var claims = body.claims().stream()
                .map(c -> new ClaimAdvice(
                        c.number(),
                        c.status(),
                        c.chargeCents(),
                        c.paidCents(),
                        c.payerControl() == null ? "" : c.payerControl(),
                        adjustments(c.reasons()),
                        List.of(),
                        List.of()))
                .toList();
        var adjustments = body.adjustments() == null ? List.<PaperAdjustment>of() : body.adjustments();
        return new PostFile.Paper(
                body.payer(),
                body.trace(),
                body.paymentDate(),
                body.amountCents(),
                claims,
                adjustments.stream()
                        .map(a -> new ProviderAdjustment(a.reason(), a.cents(), a.reference(), null))
                        .toList(),
                body.reason());
    }

    private static List<Adjustment> adjustments(List<PaperReason> reasons) {
        return reasons == null
                ? List.of()
                : reasons.stream()
                        .map(r -> new Adjustment(r.group(), r.code(), r.cents(), null))
                        .toList();
    }

    /**
     * @param name of the member, as the payer wrote it
     * @param reference the claim number as the payer wrote it
     * @param nearest claims of this payer that are likest: same charge, or same day
     */
    public record Waiting(
            int ordinal,
            String name,
            String memberId,
            String reference,
            String payerControl,
            long chargeCents,
            long paidCents,
            LocalDate served,
            LocalDate paidOn,
            List<Near> nearest) {}

    public record Near(String claim, String number, LocalDate date, long chargeCents, long openCents, String status) {}

    @GET
    @Path("/{remittance}/unmatched/{ordinal}")
    @Operation(
            summary = "A payment that fits no claim, as the payer wrote it",
            description =
                    "With name, member id and number from the payer's file, and the nearest claims. What is shown is"
                            + " in the audit.")
    @RolesAllowed({"biller", "agency-admin"})
    public Waiting waiting(@PathParam("remittance") String remittance, @PathParam("ordinal") int ordinal) {
        var row = row(remittance);
        var told = hands.told(caller.tenant(), remittance, ordinal).orElseThrow(() -> Problem.notFound("payment"));
        personal.shown("", "payer-file", "payment");
        var advice = told.advice();
        return new Waiting(
                ordinal,
                told.patient().name(),
                told.patient().memberId(),
                advice.reference(),
                advice.payerControl(),
                advice.chargeCents(),
                advice.paidCents(),
                told.patient().served(),
                told.paidOn(),
                near(row.payer(), advice.chargeCents(), told.patient().served()));
    }

    private List<Near> near(String payer, long chargeCents, LocalDate served) {
        var found = new LinkedHashMap<String, Near>();
        var queries = new ArrayList<Query>();
        if (served != null) {
            queries.add(Query.all()
                    .where("payer", payer)
                    .where("date", served)
                    .where("chargeCents", Math.abs(chargeCents)));
            queries.add(Query.all().where("payer", payer).where("date", served));
        }
        queries.add(Query.all().where("payer", payer).where("chargeCents", Math.abs(chargeCents)));
        for (var query : queries)
            for (var r : views.page(ClaimsView.VIEW, caller.tenant(), query.limit(10))
                    .rows()) {
                var c = r.row();
                found.putIfAbsent(
                        c.claim(),
                        new Near(c.claim(), c.number(), c.date(), c.chargeCents(), c.openCents(), c.status()));
            }
        return found.values().stream().limit(10).toList();
    }

    /** @param cents null: all that the payer says of it */
    public record MatchPart(
            @NotNull @Pattern(regexp = "[A-Za-z0-9_-]+\\.\\d{4}-\\d{2}-\\d{2}-\\d{1,4}") String claim,
            Long cents,
            Long chargeCents,
            @Size(max = 50) List<@NotNull @Valid PaperReason> reasons) {}

    public record Match(
            @NotNull @Size(min = 1, max = 20) List<@NotNull @Valid MatchPart> parts,
            @NotBlank @Pattern(regexp = Inputs.REASON) String reason) {}

    @POST
    @Path("/{remittance}/unmatched/{ordinal}/match")
    @Operation(
            summary = "Give a waiting payment to its claim, or split it",
            description = "It counts there from now on, whatever else was paid. Several parts name their cents.")
    @RolesAllowed({"biller", "agency-admin"})
    public Response match(
            @PathParam("remittance") String remittance, @PathParam("ordinal") int ordinal, @Valid @NotNull Match body) {
        var context = requests.command("match-payment", body).atAnyVersion();
        known(remittance);
        var parts = body.parts().stream()
                .map(p -> new HandPosting.Part(p.claim(), p.cents(), p.chargeCents(), adjustments(p.reasons())))
                .toList();
        return Answers.ok(hands.match(remittance, ordinal, parts, body.reason(), context));
    }

    public record Because(@NotBlank @Pattern(regexp = Inputs.REASON) String reason) {}

    @POST
    @Path("/{remittance}/unmatched/{ordinal}/closing")
    @Operation(
            summary = "Say that a waiting payment belongs to no claim here",
            description = "E.g. it was paid back, or is another agency's.")
    @RolesAllowed({"biller", "agency-admin"})
    public Response closeUnmatched(
            @PathParam("remittance") String remittance,
            @PathParam("ordinal") int ordinal,
            @Valid @NotNull Because body) {
        var context = requests.command("close-payment", body).atAnyVersion();
        known(remittance);
        return Answers.ok(hands.close(remittance, ordinal, body.reason(), context));
    }

    @POST
    @Path("/{remittance}/release")
    @Operation(
            summary = "Post a quarantined payment although it does not add up",
            description = "The difference stays on record.")
    @RolesAllowed({"biller", "agency-admin"})
    public Response release(@PathParam("remittance") String remittance, @Valid @NotNull Because body) {
        var context = requests.command("release-remittance", body).atAnyVersion();
        known(remittance);
        return Answers.ok(hands.release(remittance, body.reason(), context));
    }

    @POST
    @Path("/{remittance}/rejection")
    @Operation(
            summary = "Reject a quarantined payment",
            description = "Nothing of it is posted. A corrected file of the same payment is taken all the same.")
    @RolesAllowed({"biller", "agency-admin"})
    public Response reject(@PathParam("remittance") String remittance, @Valid @NotNull Because body) {
        var context = requests.command("reject-remittance", body);
        known(remittance);
        return Answers.ok(hands.reject(remittance, body.reason(), context));
    }

    private void known(String remittance) {
        var id = caller.aggregate(Aggregates.REMITTANCE.type(), remittance);
        if (!runner.load(Aggregates.REMITTANCE, id).exists()) throw Problem.notFound("remittance");
    }

    private RemittanceRow row(String remittance) {
        return views.get(RemittancesView.VIEW, caller.tenant(), remittance)
                .orElseThrow(() -> Problem.notFound("remittance"))
                .row();
    }

    /**
     * @param amountCents as the bank shows it
     * @param on the day on which the bank has it
     * @param another beside what was recorded; without it, it takes the place of all that was
     */
    public record Deposit(@NotNull Long amountCents, @NotNull LocalDate on, Boolean another) {}

    @POST
    @RolesAllowed({"biller", "agency-admin"})
    @Path("/{remittance}/deposit")
    public Response deposit(@PathParam("remittance") String remittance, Deposit body) {
        var context = requests.change("record-deposit", body);
        var id = caller.aggregate(Aggregates.REMITTANCE.type(), remittance);
        // Nowhere in the country is it later than that.
        var today = clock.today(ZoneOffset.UTC);
        var command = new RemittanceCommand.RecordDeposit(
                remittance, body.amountCents(), body.on(), Boolean.TRUE.equals(body.another()), today);
        return Answers.changed(runner.run(Aggregates.REMITTANCE, id, command, NoFacts.NONE, context));
    }
}
