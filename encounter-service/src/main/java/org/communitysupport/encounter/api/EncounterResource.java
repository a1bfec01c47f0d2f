package org.communitysupport.encounter.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.communitysupport.encounter.application.BillableVisits;
import org.communitysupport.encounter.application.BillableVisits.Billable;
import org.communitysupport.encounter.application.Encounters;
import org.communitysupport.encounter.application.Encounters.LoggedVisit;
import org.communitysupport.encounter.application.Encounters.Visit;
import org.communitysupport.encounter.domain.Activity;
import org.communitysupport.encounter.domain.EncounterCommand.AmendNote;
import org.communitysupport.encounter.domain.EncounterCommand.CancelEncounter;
import org.communitysupport.encounter.domain.EncounterCommand.RecordMissed;
import org.communitysupport.encounter.domain.EncounterCommand.SignNote;
import org.communitysupport.encounter.domain.EncounterCommand.VoidEncounter;
import org.communitysupport.encounter.domain.EncounterEvent;
import org.communitysupport.encounter.domain.EncounterEvent.EncounterLogged;
import org.communitysupport.encounter.domain.EncounterEvent.EncounterScheduled;
import org.communitysupport.encounter.domain.MemberDayEvent.Cause;
import org.communitysupport.encounter.domain.Mode;
import org.communitysupport.encounter.domain.Note;
import org.communitysupport.encounter.projection.EncounterList;
import org.communitysupport.encounter.projection.VisitUnits;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Warning;
import org.communitysupport.stream.Views;
import org.communitysupport.web.Answers;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;
import org.communitysupport.web.PersonalReader;
import org.communitysupport.web.Problem;
import org.communitysupport.web.Requests;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Contacts between staff and members: planned, logged with a note, signed. */
@Path("/v1/encounters")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class EncounterResource {
    private final Caller caller;
    private final Requests requests;
    private final Encounters encounters;
    private final Views views;
    private final Paging paging;
    private final PersonalReader personal;
    private final BillableVisits billable;

    EncounterResource(
            Caller caller,
            Requests requests,
            Encounters encounters,
            Views views,
            Paging paging,
            PersonalReader personal,
            BillableVisits billable) {
        this.caller = caller;
        this.requests = requests;
        this.encounters = encounters;
        this.views = views;
        this.paging = paging;
        this.personal = personal;
        this.billable = billable;
    }

    // ------------------------------------------------------------------ requests

    public record Schedule(
            @NotNull @Pattern(regexp = Ids.PERSON) String person,
            @NotNull @Pattern(regexp = Ids.PROGRAM) String program,
            @NotNull @Pattern(regexp = Ids.ID) String staff,
            @NotNull OffsetDateTime startAt,
            @Min(1) @Max(1440) int minutes,
            @NotNull Mode mode) {}

    /** @param symptomRating as the member rates it, from 0, none, to 10, the worst */
    public record NoteBody(
            @NotNull @Size(max = 8000) String purpose,
            @NotNull @Size(max = 8000) String intervention,
            @NotNull @Size(max = 8000) String response,
            @Min(0) @Max(10) Integer symptomRating,
            @Size(max = 400) String medicationAdherence) {}

    /**
     * @param breakStartAt when the break began; only needed for a contact over midnight, to know on which side it counts
     * @param responseMinutes from a crisis call to the contact; only for a crisis
     * @param goals of the active plan
     * @param note needed for a service contact
     */
    public record Log(
            @NotNull @Pattern(regexp = Ids.PERSON) String person,
            @NotNull @Pattern(regexp = Ids.PROGRAM) String program,
            @NotNull @Pattern(regexp = Ids.ID) String staff,
            @NotNull OffsetDateTime startAt,
            @NotNull OffsetDateTime endAt,
            @Min(0) @Max(1439) Integer breakMinutes,
            OffsetDateTime breakStartAt,
            @NotNull Mode mode,
            @Pattern(regexp = "\\d{2}") String place,
            Activity activity,
            Boolean crisis,
            @Min(0) @Max(1440) Integer responseMinutes,
            @Size(max = 20) List<@NotNull @Pattern(regexp = Ids.ID) String> goals,
            Boolean part2,
            @Valid NoteBody note) {}

    /** @param program as {@code Log}, for an encounter that was scheduled */
    public record LogPlanned(
            @NotNull @Pattern(regexp = Ids.PROGRAM) String program,
            @NotNull @Pattern(regexp = Ids.ID) String staff,
            @NotNull OffsetDateTime startAt,
            @NotNull OffsetDateTime endAt,
            @Min(0) @Max(1439) Integer breakMinutes,
            OffsetDateTime breakStartAt,
            @NotNull Mode mode,
            @Pattern(regexp = "\\d{2}") String place,
            Activity activity,
            Boolean crisis,
            @Min(0) @Max(1440) Integer responseMinutes,
            @Size(max = 20) List<@NotNull @Pattern(regexp = Ids.ID) String> goals,
            Boolean part2,
            @Valid NoteBody note) {}

    public record Sign(@NotNull @Pattern(regexp = Ids.ID) String staff) {}

    public record Because(@NotBlank @Size(max = 200) String reason) {}

    public record Amend(@NotBlank @Size(max = 8000) String addendum, @NotBlank @Size(max = 200) String reason) {}

    // ------------------------------------------------------------------ commands

    @POST
    @RolesAllowed({"staff", "clinician", "supervisor", "care-coordinator"})
    @APIResponseSchema(value = Scheduled.class, responseCode = "201", responseDescription = "Created")
    public Response schedule(Schedule body) {
        var context = requests.command("schedule-encounter", body);
        var outcome = encounters.schedule(
                caller.tenant(),
                body.person(),
                body.program(),
                body.staff(),
                body.startAt().toInstant(),
                body.minutes(),
                body.mode(),
                context);
        String id = body.person() + '.' + Encounters.scheduledId(context);
        return Answers.created(outcome, URI.create("/v1/encounters/" + id), done -> scheduled(id, done));
    }

    @POST
    @RolesAllowed({"staff", "clinician", "supervisor", "care-coordinator"})
    @Path("/log")
    @APIResponseSchema(value = Logged.class, responseCode = "201", responseDescription = "Created")
    public Response log(Log b) {
        var visit = visit(
                b.person(),
                new LogPlanned(
                        b.program(),
                        b.staff(),
                        b.startAt(),
                        b.endAt(),
                        b.breakMinutes(),
                        b.breakStartAt(),
                        b.mode(),
                        b.place(),
                        b.activity(),
                        b.crisis(),
                        b.responseMinutes(),
                        b.goals(),
                        b.part2(),
                        b.note()));
        var logged = encounters.log(caller.tenant(), null, visit, requests.command("log-encounter", b));
        return created(b.person(), logged);
    }

    @POST
    @RolesAllowed({"staff", "clinician", "supervisor", "care-coordinator"})
    @Path("/{id}/log")
    @APIResponseSchema(value = Logged.class, responseCode = "201", responseDescription = "Created")
    public Response logPlanned(@PathParam("id") String id, LogPlanned body) {
        var aggregate = caller.aggregate("encounter", id);
        if (!encounters.exists(aggregate)) throw Problem.notFound("encounter");
        var logged = encounters.log(
                caller.tenant(),
                aggregate.local(),
                visit(aggregate.key(), body),
                requests.change("log-scheduled-encounter", body));
        return created(aggregate.key(), logged);
    }

    @POST
    @RolesAllowed({"staff", "clinician", "supervisor"})
    @Path("/{id}/note-signature")
    public Response sign(@PathParam("id") String id, Sign body) {
        var a = caller.aggregate("encounter", id);
        caller.signsAs("ENC-6", body.staff());
        return Answers.changed(encounters.change(
                a, new SignNote(a.key(), a.local(), body.staff()), requests.change("sign-note", body)));
    }

    @POST
    @RolesAllowed({"staff", "clinician", "supervisor", "care-coordinator"})
    @Path("/{id}/cancellation")
    public Response cancel(@PathParam("id") String id, Because body) {
        var a = caller.aggregate("encounter", id);
        return Answers.changed(encounters.change(
                a, new CancelEncounter(a.key(), a.local(), body.reason()), requests.change("cancel-encounter", body)));
    }

    @POST
    @RolesAllowed({"staff", "clinician", "supervisor", "care-coordinator"})
    @Path("/{id}/missed")
    public Response missed(@PathParam("id") String id, Because body) {
        var a = caller.aggregate("encounter", id);
        return Answers.changed(encounters.change(
                a, new RecordMissed(a.key(), a.local(), body.reason()), requests.change("record-missed", body)));
    }

    @POST
    @RolesAllowed({"staff", "clinician", "supervisor"})
    @Path("/{id}/amendment")
    public Response amend(@PathParam("id") String id, Amend body) {
        var a = caller.aggregate("encounter", id);
        var addendum = Personal.of(a.key(), "note-addendum", body.addendum());
        return Answers.changed(encounters.change(
                a, new AmendNote(a.key(), a.local(), addendum, body.reason()), requests.change("amend-note", body)));
    }

    @POST
    @RolesAllowed({"staff", "clinician", "supervisor"})
    @Path("/{id}/void")
    public Response voidIt(@PathParam("id") String id, Because body) {
        var a = caller.aggregate("encounter", id);
        return Answers.changed(encounters.change(
                a, new VoidEncounter(a.key(), a.local(), body.reason()), requests.change("void-encounter", body)));
    }

    // ------------------------------------------------------------------ queries

    @GET
    @RolesAllowed({"staff", "clinician", "supervisor", "care-coordinator", "biller", "agency-admin"})
    public Paging.Items<Line> list(
            @QueryParam("person") String person,
            @QueryParam("staff") String staff,
            @QueryParam("team") String team,
            @QueryParam("state") EncounterList.State state,
            @QueryParam("warning") @Pattern(regexp = "[a-z0-9]+(-[a-z0-9]+)*") String warning,
            @QueryParam("from") LocalDate from,
            @QueryParam("to") LocalDate to) {
        var query = paging.query(EncounterList.VIEW)
                .where("person", person)
                .where("staff", staff)
                .where("team", team)
                .where("state", state)
                .where("warnings.code", warning)
                .range("date", from, to);
        return paging.page(EncounterList.VIEW, caller.tenant(), query, row -> Line.of(row.row()));
    }

    @GET
    @RolesAllowed({"staff", "clinician", "supervisor", "care-coordinator"})
    @Path("/{id}")
    @APIResponseSchema(Detail.class)
    public Response one(@PathParam("id") String id) {
        var aggregate = caller.aggregate("encounter", id);
        paging.await(EncounterList.VIEW);
        var row = views.get(EncounterList.VIEW, caller.tenant(), aggregate.publicId())
                .orElseThrow(() -> Problem.notFound("encounter"))
                .row();
        Note note = personal.open(row.visit().note(), Note.class).orElse(null);
        var addenda = row.addenda().stream().map(this::addendum).toList();
        return Answers.found(row.version(), new Detail(Line.of(row), note, addenda));
    }

    private Addendum addendum(EncounterList.Addendum a) {
        return new Addendum(personal.open(a.text(), String.class).orElse(null), a.reason(), a.by(), a.at());
    }

    @GET
    @RolesAllowed({"staff", "clinician", "supervisor", "care-coordinator", "biller"})
    @Path("/{id}/billable")
    @Operation(
            summary = "Whether an encounter can be billed, and why not",
            description =
                    "For a planned visit: judged now, by the same rules that hold or release it afterwards, with what the pool of units"
                            + " answered. For one that took place: what holds its line. Each cause names the role that can mend it."
                            + " Roles: staff, clinician, supervisor, care-coordinator, biller.")
    @APIResponseSchema(Billable.class)
    public Response billable(@PathParam("id") String id) {
        var aggregate = caller.aggregate("encounter", id);
        paging.await(VisitUnits.VIEW);
        var answer = billable.of(aggregate).orElseThrow(() -> Problem.notFound("encounter"));
        return Response.ok(answer).build();
    }

    // ------------------------------------------------------------------ answers

    /** @param causes what would hold its line as things stand, and who can mend it; the pool of units has not answered yet */
    public record Scheduled(
            String encounter, long version, int units, String line, List<Warning> warnings, List<Cause> causes) {}

    public record Logged(
            String encounter,
            List<String> encounters,
            long version,
            String code,
            List<String> modifiers,
            int minutes,
            List<Warning> warnings) {}

    public record Detail(Line encounter, Note note, List<Addendum> addenda) {}

    /** @param text null when it was erased */
    public record Addendum(String text, String reason, String by, Instant at) {}

    /** An encounter without what was written about it. */
    public record Line(
            String encounter,
            String person,
            EncounterList.State state,
            String program,
            String episode,
            String staff,
            String team,
            String role,
            String credential,
            LocalDate date,
            Instant startAt,
            Instant endAt,
            int minutes,
            Mode mode,
            String place,
            Activity activity,
            boolean crisis,
            Integer responseMinutes,
            String partOf,
            String code,
            List<String> modifiers,
            List<String> goals,
            String plan,
            Integer planVersion,
            boolean part2,
            Instant signedAt,
            boolean late,
            String reason,
            List<Warning> warnings,
            long version) {
        static Line of(EncounterList.Row r) {
            var v = r.visit();
            return new Line(
                    r.person() + '.' + r.encounter(),
                    r.person(),
                    r.state(),
                    v.program(),
                    v.episode(),
                    r.staff(),
                    r.team(),
                    v.role(),
                    v.credential(),
                    r.date(),
                    v.startAt(),
                    v.endAt(),
                    v.minutes(),
                    v.mode(),
                    v.place(),
                    v.activity(),
                    v.crisis(),
                    v.responseMinutes(),
                    v.partOf(),
                    v.code(),
                    v.modifiers(),
                    v.goals(),
                    v.plan(),
                    v.planVersion(),
                    v.part2(),
                    r.signedAt(),
                    r.late(),
                    r.reason(),
                    r.warnings(),
                    r.version());
        }
    }

    private static Object scheduled(String id, Outcome.Done<EncounterEvent> done) {
        var planned = (EncounterScheduled) done.events().getFirst();
        return new Scheduled(id, done.version(), planned.units(), planned.line(), planned.warnings(), planned.causes());
    }

    private static Response created(String person, LoggedVisit logged) {
        Answers.done(logged.outcome());
        var ids = logged.encounters().stream().map(e -> person + '.' + e).toList();
        return Answers.created(logged.outcome(), URI.create("/v1/encounters/" + ids.getFirst()), done -> {
            var event = (EncounterLogged) done.events().getFirst();
            return new Logged(
                    ids.getFirst(),
                    ids,
                    done.version(),
                    event.code(),
                    event.modifiers(),
                    event.minutes(),
                    event.warnings());
        });
    }

    private static Visit visit(String person, LogPlanned b) {
        return new Visit(
                person,
                b.program(),
                b.staff(),
                b.startAt().toInstant(),
                b.endAt().toInstant(),
                b.breakMinutes() == null ? 0 : b.breakMinutes(),
                b.breakStartAt() == null ? null : b.breakStartAt().toInstant(),
                b.mode(),
                b.place(),
                b.activity() == null ? Activity.SERVICE : b.activity(),
                Boolean.TRUE.equals(b.crisis()),
                b.responseMinutes(),
                b.goals() == null ? List.of() : b.goals(),
                Boolean.TRUE.equals(b.part2()),
                b.note() == null
                        ? null
                        : new Note(
                                b.note().purpose(),
                                b.note().intervention(),
                                b.note().response(),
                                b.note().symptomRating(),
                                b.note().medicationAdherence()));
    }
}
