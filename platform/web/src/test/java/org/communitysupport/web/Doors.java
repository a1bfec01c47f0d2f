package org.communitysupport.web;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
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
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Position;
import org.communitysupport.kernel.Rejection;

/** Doors of every kind, behind which nothing stands. */
@Path("/v1/doors")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class Doors {
    private final Caller caller;
    private final Requests requests;
    private final PersonalReader personal;
    private final Standing standing;

    Doors(Caller caller, Requests requests, PersonalReader personal, Standing standing) {
        this.caller = caller;
        this.requests = requests;
        this.personal = personal;
        this.standing = standing;
    }

    public enum Colour {
        RED,
        GREEN
    }

    public record Part(@NotBlank String code, int units) {}

    public record Thing(
            @NotBlank String name, @NotNull LocalDate on, Colour colour, List<@Valid @NotNull Part> parts) {}

    @POST
    @RolesAllowed({"supervisor", "biller"})
    @Path("/decisions")
    public Map<String, String> decide(Thing thing) {
        return Map.of("name", thing.name());
    }

    @GET
    @Path("/lines")
    public List<String> lines(
            @QueryParam("team") String team,
            @QueryParam("colour") List<Colour> colours,
            @QueryParam("from") LocalDate from,
            @QueryParam("to") LocalDate to,
            @QueryParam("seenFrom") Instant seenFrom,
            @QueryParam("seenTo") Instant seenTo,
            @QueryParam("open") Boolean open,
            @QueryParam("code") @Pattern(regexp = "[A-Z]{2}") String code) {
        return List.of("everybody's");
    }

    @POST
    @Path("/echo")
    public Thing echo(Thing thing) {
        return thing;
    }

    @POST
    @Path("/bytes")
    @BodyLimit(1 << 20)
    @Consumes("application/edi-x12")
    public Map<String, Integer> bytes(byte[] body) {
        return Map.of("bytes", body.length);
    }

    @POST
    @Path("/commands")
    public Response command(Thing thing) {
        var context = requests.command("toy-command", thing);
        return Answers.created(
                new Outcome.Done<>(new Position("toy", 3, 7), 2, List.of("x"), false),
                URI.create("/v1/doors/1"),
                done -> Map.of(
                        "id",
                        context.commandId(),
                        "hash",
                        context.inputHash(),
                        "actor",
                        context.actor(),
                        "trace",
                        context.traceparent()));
    }

    @POST
    @Path("/changes")
    public Response change(Thing thing) {
        var context = requests.change("toy-change", thing);
        OptionalLong expected = context.expectedVersion();
        if (expected.isPresent() && expected.getAsLong() != 2)
            return Answers.ok(new Outcome.VersionConflict<String>(expected.getAsLong(), 2));
        return Answers.ok(new Outcome.Done<>(new Position("toy", 3, 8), 3, List.of("x"), true));
    }

    @POST
    @Path("/refusals/{kind}")
    public Response refuse(@PathParam("kind") String kind) {
        return Answers.ok(
                switch (kind) {
                    case "state" ->
                        new Outcome.Refused<String>(
                                Rejection.of("no-capacity", "REF-6", "the team is full")
                                        .with(Map.of("caseload", "48", "limit", "48")),
                                1);
                    case "content" ->
                        new Outcome.Refused<String>(
                                Rejection.ofContent("not-yet-born", "REF-2", "/on", "lies in the future"), 1);
                    default -> new Outcome.KeyReused<String>();
                });
    }

    @GET
    @RolesAllowed("supervisor")
    @Path("/supervised")
    public Map<String, String> supervised() {
        return Map.of("tenant", caller.tenant(), "actor", caller.actor());
    }

    @GET
    @Path("/things/{id}")
    public Response thing(@PathParam("id") String id) {
        caller.aggregate("thing", id);
        throw Problem.notFound("thing");
    }

    @GET
    @Path("/dated")
    public String dated(@QueryParam("on") LocalDate on) {
        return "\"" + on + '"';
    }

    @GET
    @Path("/persons")
    public Map<String, String> persons() {
        String name = personal.open(Personal.sealed("p1", "demographics", Parts.seal("\"Jane\"")), String.class)
                .orElse("erased");
        String goal = personal.open(Personal.sealed("p1", "goal", Parts.seal("\"a flat\"")), String.class)
                .orElse("erased");
        String other = personal.open(Personal.sealed("p2", "demographics", Parts.seal("\"Joe\"")), String.class)
                .orElse("erased");
        return Map.of("name", name, "goal", goal, "other", other);
    }

    @GET
    @Path("/leak")
    public Map<String, Object> leak() {
        return Map.of("who", Personal.of("p1", "demographics", "Jane"));
    }

    @GET
    @Path("/fault")
    public String fault() {
        throw new IllegalStateException("something inside");
    }

    @GET
    @Path("/unknown-outcome")
    public String unknownOutcome() {
        throw new CommandRunner.Unavailable("no answer", null);
    }

    /** Stays inside until told to go on. */
    @GET
    @Path("/waiting")
    public String waiting() throws InterruptedException {
        standing.inside();
        return "\"out\"";
    }
}
