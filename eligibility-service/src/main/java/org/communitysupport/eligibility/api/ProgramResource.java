package org.communitysupport.eligibility.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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
import java.util.List;
import java.util.stream.Stream;
import org.communitysupport.eligibility.application.Authorizations;
import org.communitysupport.eligibility.application.Policies;
import org.communitysupport.eligibility.domain.AuthorizationsCommand;
import org.communitysupport.eligibility.domain.AuthorizationsEvent;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.*;
import org.communitysupport.eligibility.domain.ClinicalFindings;
import org.communitysupport.eligibility.domain.Codes;
import org.communitysupport.eligibility.domain.Criteria;
import org.communitysupport.eligibility.domain.Demographics;
import org.communitysupport.eligibility.domain.Document;
import org.communitysupport.eligibility.projection.CoverageView;
import org.communitysupport.eligibility.projection.EligibilityRow;
import org.communitysupport.eligibility.projection.EligibilityView;
import org.communitysupport.eligibility.projection.PermissionRow;
import org.communitysupport.eligibility.projection.TeamsView;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.kernel.Warning;
import org.communitysupport.stream.Row;
import org.communitysupport.stream.Views;
import org.communitysupport.web.Answers;
import org.communitysupport.web.ApiDescription;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;
import org.communitysupport.web.PersonalReader;
import org.communitysupport.web.Problem;
import org.communitysupport.web.Requests;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** One person in one program: pass-through, requests by hand, the payer's answers, and what it all comes to. */
@Path("/v1/persons/{person}/programs/{program}")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ProgramResource {
    private final Caller caller;
    private final KnownPersons known;
    private final Requests requests;
    private final Paging paging;
    private final PersonalReader personal;
    private final Authorizations authorizations;
    private final Policies policies;
    private final Views views;

    ProgramResource(
            Caller caller,
            KnownPersons known,
            Requests requests,
            Paging paging,
            PersonalReader personal,
            Authorizations authorizations,
            Policies policies,
            Views views) {
        this.caller = caller;
        this.known = known;
        this.requests = requests;
        this.paging = paging;
        this.personal = personal;
        this.authorizations = authorizations;
        this.policies = policies;
        this.views = views;
    }

    /**
     * @param episode absent for the newest
     * @param payer absent for whoever covers the first day
     * @param notifiedOn absent for today
     * @param units absent for all that a pass-through has
     */
    public record PassThrough(
            @Pattern(regexp = "[A-Za-z0-9_-]{1,80}") String episode,
            @Pattern(regexp = "[a-z0-9_-]{1,40}") String payer,
            LocalDate notifiedOn,
            @NotNull LocalDate from,
            @Min(1) Integer units,
            @Size(max = 80) String reference) {}

    /** @param housingSince first day of permanent supportive housing; absent off the housing track */
    public record RequestBody(
            @Pattern(regexp = "[A-Za-z0-9_-]{1,80}") String episode,
            @Pattern(regexp = "[a-z0-9_-]{1,40}") String payer,
            @Min(1) @Max(10_000) int units,
            @NotNull LocalDate from,
            @NotNull LocalDate to,
            Boolean expedited,
            LocalDate housingSince,
            LocalDate requestedOn) {}

    public enum AnswerKind {
        GRANTED,
        DENIED,
        PENDED,
        RETURNED,
        EXTENDED
    }

    /**
     * The payer's answer as it was read.
     *
     * @param number units from to for GRANTED; fewer units than asked for are a partial grant
     * @param decidedOn day of the decision or notice; absent for today
     * @param reason for DENIED, PENDED, RETURNED and EXTENDED, in the payer's words
     * @param decisionDueOn for EXTENDED: the payer's new last day to decide
     * @param payerOverride the answer goes beyond the request and is meant so (ELG-10)
     */
    public record Answer(
            @NotNull AnswerKind answer,
            @Size(max = 40) String number,
            Integer units,
            LocalDate from,
            LocalDate to,
            LocalDate decidedOn,
            Boolean payerOverride,
            @Size(max = 2000) String reason,
            LocalDate decisionDueOn) {}

    /** @param reason why the request is taken back */
    public record Cancellation(@NotBlank @Size(max = 2000) String reason) {}

    /** @param on day on which it was sent again; absent for today */
    public record Resubmission(LocalDate on) {}

    public record NotRequired(
            @Pattern(regexp = "[A-Za-z0-9_-]{1,80}") String episode,
            @Pattern(regexp = "[a-z0-9_-]{1,40}") String payer,
            @NotNull LocalDate from,
            LocalDate to) {}

    /**
     * What was opened, asked for or declared; what does not go with it is null.
     *
     * @param step which request of the person this is, INITIAL or a later one
     * @param decisionDueOn the payer's last day to answer
     */
    public record Made(
            String authorization,
            Integer units,
            LocalDate from,
            LocalDate to,
            Codes.Step step,
            List<Document> documents,
            LocalDate decisionDueOn,
            List<Warning> warnings,
            long version) {}

    /** @param filledLines unit lines that waited and are covered now */
    public record Answered(
            String authorization, List<String> events, long filledLines, List<Warning> warnings, long version) {}

    @POST
    @RolesAllowed({"care-coordinator", "supervisor", "intake"})
    @Path("/pass-through")
    @Extension(name = ApiDescription.ANY_VERSION, value = "true")
    @APIResponseSchema(value = Made.class, responseCode = "201", responseDescription = "Created")
    public Response passThrough(
            @PathParam("person") String person, @PathParam("program") String program, PassThrough body) {
        var key = key(person, program, body.episode(), requests.command("notify-pass-through", body));
        return created(
                key,
                authorizations.passThrough(
                        key, body.payer(), body.notifiedOn(), body.from(), body.units(), body.reference()));
    }

    @POST
    @RolesAllowed({"care-coordinator", "supervisor", "intake"})
    @Path("/authorization-requests")
    @Extension(name = ApiDescription.ANY_VERSION, value = "true")
    @APIResponseSchema(value = Made.class, responseCode = "201", responseDescription = "Created")
    public Response request(
            @PathParam("person") String person, @PathParam("program") String program, RequestBody body) {
        var key = key(person, program, body.episode(), requests.command("request-authorization", body));
        return created(
                key,
                authorizations.request(
                        key,
                        body.payer(),
                        body.units(),
                        body.from(),
                        body.to(),
                        Boolean.TRUE.equals(body.expedited()),
                        body.housingSince(),
                        body.requestedOn()));
    }

    @POST
    @RolesAllowed({"care-coordinator", "supervisor", "intake"})
    @Path("/authorization-not-required")
    @Extension(name = ApiDescription.ANY_VERSION, value = "true")
    @APIResponseSchema(value = Made.class, responseCode = "201", responseDescription = "Created")
    public Response notRequired(
            @PathParam("person") String person, @PathParam("program") String program, NotRequired body) {
        var key = key(person, program, body.episode(), requests.command("declare-not-required", body));
        return created(key, authorizations.notRequired(key, body.payer(), body.from(), body.to()));
    }

    @POST
    @RolesAllowed({"care-coordinator", "supervisor", "intake"})
    @Path("/authorization-requests/{id}/answer")
    @APIResponseSchema(Answered.class)
    public Response answer(
            @PathParam("person") String person,
            @PathParam("program") String program,
            @PathParam("id") String id,
            Answer body) {
        var key = key(person, program, null, requests.change("record-answer", body));
        return changed(key, id, command(id, key.program(), body));
    }

    @POST
    @RolesAllowed({"care-coordinator", "supervisor", "intake"})
    @Path("/authorization-requests/{id}/cancellation")
    @APIResponseSchema(Answered.class)
    public Response cancel(
            @PathParam("person") String person,
            @PathParam("program") String program,
            @PathParam("id") String id,
            Cancellation body) {
        var key = key(person, program, null, requests.change("cancel-authorization-request", body));
        var command = new AuthorizationsCommand.CancelRequest(id, body.reason(), authorizations.today(key.program()));
        return changed(key, id, command);
    }

    @POST
    @RolesAllowed({"care-coordinator", "supervisor", "intake"})
    @Path("/authorization-requests/{id}/resubmission")
    @APIResponseSchema(Answered.class)
    public Response resubmit(
            @PathParam("person") String person,
            @PathParam("program") String program,
            @PathParam("id") String id,
            Resubmission body) {
        var key = key(person, program, null, requests.change("resubmit-authorization-request", body));
        var on = body.on() == null ? authorizations.today(key.program()) : body.on();
        return changed(key, id, new AuthorizationsCommand.ResubmitRequest(id, on));
    }

    private Response changed(Authorizations.Key key, String id, AuthorizationsCommand command) {
        if (!authorizations
                .state(caller.tenant(), key.person(), key.program())
                .authorizations()
                .containsKey(id)) throw Problem.notFound("authorization request");
        return Answers.ok(authorizations.answer(key, id, command), done -> answered(id, done));
    }

    @GET
    @RolesAllowed({"care-coordinator", "supervisor", "intake"})
    @Path("/authorization-requests/{id}/form")
    @Produces(MediaType.APPLICATION_JSON)
    public RequestForm form(
            @PathParam("person") String person, @PathParam("program") String program, @PathParam("id") String id) {
        return filled(person, program, id);
    }

    @GET
    @RolesAllowed({"care-coordinator", "supervisor", "intake"})
    @Path("/authorization-requests/{id}/form")
    @Produces(MediaType.TEXT_HTML)
    @APIResponse(
            responseCode = "200",
            description = "The form to be printed",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING)))
    public Response printable(
            @PathParam("person") String person, @PathParam("program") String program, @PathParam("id") String id) {
        return Response.ok(filled(person, program, id).html())
                .type("text/html;charset=UTF-8")
                .build();
    }

    @GET
    @RolesAllowed({"intake", "care-coordinator", "supervisor", "clinician", "biller"})
    @Path("/eligibility")
    @APIResponseSchema(EligibilityDetail.class)
    public Response eligibility(@PathParam("person") String person, @PathParam("program") String program) {
        var found = row(person, program);
        var row = found.row();
        var answer = EligibilityDetail.of(
                row,
                found.stale(),
                row.findings().assessed() == null
                        ? null
                        : personal.open(row.findings().assessed().findings(), ClinicalFindings.class)
                                .orElse(null),
                row.findings().necessity() == null
                        ? null
                        : personal.open(row.findings().necessity().criteria(), Criteria.class)
                                .orElse(null),
                this::reason);
        return Answers.found(row.version(), answer);
    }

    private String reason(PermissionRow authorization) {
        var answer = authorization.answer();
        return answer == null
                ? null
                : personal.open(answer.reason(), String.class).orElse(null);
    }

    private RequestForm filled(String person, String program, String id) {
        var row = row(person, program).row();
        var asked = row.authorizations().stream()
                .filter(a -> a.authorization().equals(id) && a.request() != null)
                .findFirst()
                .orElseThrow(() -> Problem.notFound("authorization request"));
        var fields = policies.formFields(
                row.program(), asked.payer(), asked.request().requestedOn());
        if (fields.isEmpty())
            throw Problem.of(
                    409, "no-form", "No policy pack has the payer's form for that day. Fill in the payer's own form.");
        var team = row.team() == null
                ? null
                : views.get(TeamsView.VIEW, caller.tenant(), row.team())
                        .map(Row::row)
                        .orElse(null);
        return RequestForm.fill(
                policies.requestWord(
                        row.program(), asked.payer(), asked.request().requestedOn()),
                policies.payerName(row.program(), asked.payer(), asked.request().requestedOn()),
                fields,
                new RequestForm.Facts(
                        row,
                        asked,
                        team,
                        personal.open(row.start().demographics(), Demographics.class, "payment")
                                .orElse(null),
                        row.findings().assessed() == null
                                ? null
                                : personal.open(row.findings().assessed().findings(), ClinicalFindings.class, "payment")
                                        .orElse(null),
                        memberId(person, asked.payer()),
                        caller.actor()));
    }

    /** The plan's id where the coverage has it. */
    private String memberId(String person, String payer) {
        return views.get(CoverageView.VIEW, caller.tenant(), person)
                .flatMap(r -> r.row().coverages().reversed().stream()
                        .filter(c -> c.payer().equals(payer) && c.memberId() != null)
                        .findFirst())
                .flatMap(c -> personal.open(c.memberId(), String.class, "payment"))
                .orElse(null);
    }

    private Row<EligibilityRow> row(String person, String program) {
        paging.await(EligibilityView.VIEW);
        return views.get(EligibilityView.VIEW, caller.tenant(), EligibilityView.key(person, program))
                .orElseThrow(() -> Problem.notFound("person in this program"));
    }

    private Authorizations.Key key(String person, String program, String episode, CommandContext context) {
        String who = known.aggregate("authorizations", person).key();
        if (!policies.knows(program)) throw Problem.notFound("program");
        return authorizations.settled(new Authorizations.Key(who, program, episode, context));
    }

    private AuthorizationsCommand command(String id, String program, Answer body) {
        var on = body.decidedOn() == null ? authorizations.today(program) : body.decidedOn();
        return switch (body.answer()) {
            case GRANTED ->
                new AuthorizationsCommand.RecordGrant(
                        id,
                        needed("/number", body.number()),
                        needed("/units", body.units()),
                        needed("/from", body.from()),
                        needed("/to", body.to()),
                        on,
                        Boolean.TRUE.equals(body.payerOverride()));
            case DENIED -> new AuthorizationsCommand.RecordDenial(id, needed("/reason", body.reason()), on);
            case PENDED -> new AuthorizationsCommand.RecordPend(id, body.reason(), on);
            case EXTENDED ->
                new AuthorizationsCommand.ExtendDecision(
                        id, needed("/decisionDueOn", body.decisionDueOn()), body.reason(), on);
            case RETURNED -> new AuthorizationsCommand.RecordReturn(id, needed("/reason", body.reason()), on);
        };
    }

    private static <T> T needed(String place, T value) {
        if (value == null)
            throw Problem.malformed("invalid-field", place, "The field is missing. This kind of answer needs it.");
        return value;
    }

    private static Response created(Authorizations.Key key, Outcome<AuthorizationsEvent> outcome) {
        return Answers.created(
                outcome,
                done -> URI.create("/v1/persons/" + key.person() + "/programs/" + key.program() + "/eligibility"),
                ProgramResource::made);
    }

    /** Lines that waited for it and are covered now stand in the same commit. */
    private static Made made(Outcome.Done<AuthorizationsEvent> done) {
        long version = done.version();
        Made made = new Made(null, null, null, null, null, List.of(), null, List.of(), version);
        for (var event : done.events())
            made = switch (event) {
                case PassThroughOpened e ->
                    new Made(
                            e.authorization(),
                            e.units(),
                            e.from(),
                            e.to(),
                            null,
                            List.of(),
                            null,
                            e.warnings(),
                            version);
                case AuthorizationRequested e ->
                    new Made(
                            e.authorization(),
                            null,
                            null,
                            null,
                            e.step(),
                            e.documents(),
                            e.decisionDueOn(),
                            e.warnings(),
                            version);
                case AuthorizationNotRequired e ->
                    new Made(
                            e.authorization(),
                            null,
                            e.from(),
                            e.to(),
                            null,
                            List.of(),
                            null,
                            e.warnings() == null ? List.of() : e.warnings(),
                            version);
                default -> made;
            };
        return made;
    }

    private static Answered answered(String id, Outcome.Done<AuthorizationsEvent> done) {
        return new Answered(
                id,
                done.events().stream().map(e -> e.getClass().getSimpleName()).toList(),
                done.events().stream().filter(e -> e instanceof UnitsCommitted).count(),
                done.events().stream()
                        .flatMap(e -> switch (e) {
                            case AuthorizationGranted g -> g.warnings().stream();
                            case AuthorizationPartiallyGranted g -> g.warnings().stream();
                            default -> Stream.<Warning>of();
                        })
                        .toList(),
                done.version());
    }
}
