package org.communitysupport.runtime.toy;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
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
import java.util.Map;
import java.util.Optional;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Personal;
import org.communitysupport.stream.Views;
import org.communitysupport.web.Answers;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;
import org.communitysupport.web.PersonalReader;
import org.communitysupport.web.Problem;
import org.communitysupport.web.Requests;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

@Path("/v1/notes")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class NoteResource {
    private final Caller caller;
    private final Requests requests;
    private final CommandRunner commands;
    private final Views views;
    private final Paging paging;
    private final PersonalReader personal;

    NoteResource(
            Caller caller,
            Requests requests,
            CommandRunner commands,
            Views views,
            Paging paging,
            PersonalReader personal) {
        this.caller = caller;
        this.requests = requests;
        this.commands = commands;
        this.views = views;
        this.paging = paging;
        this.personal = personal;
    }

    public record Writing(
            @NotNull @Pattern(regexp = "p[a-z0-9]{1,40}") String person,
            @NotBlank String colour,
            @NotBlank String text) {}

    public record Painting(@NotBlank String colour) {}

    public record Line(String note, String colour, boolean stale) {}

    public record Whole(String person, String colour, Optional<String> text) {}

    public record Opened(String note, long version) {}

    @POST
    @RolesAllowed("staff")
    @APIResponseSchema(value = Opened.class, responseCode = "201", responseDescription = "Created")
    public Response open(Writing body) {
        var context = requests.command("open-note", body);
        var id = caller.aggregate("note", body.person());
        var words = Personal.of(body.person(), "words", new Note.Words(body.text(), caller.actor()));
        var outcome =
                commands.run(Note.AGGREGATE, id, new Note.Open(body.person(), body.colour(), words), null, context);
        return Answers.created(
                outcome, URI.create("/v1/notes/" + id.publicId()), done -> new Opened(id.publicId(), done.version()));
    }

    @POST
    @RolesAllowed("staff")
    @Path("/{id}/colour")
    public Response paint(@PathParam("id") String id, Painting body) {
        var context = requests.change("paint-note", body);
        return Answers.ok(commands.run(
                Note.AGGREGATE, caller.aggregate("note", id), new Note.Paint(body.colour()), null, context));
    }

    @GET
    @Path("/tallies/{colour}")
    public Map<String, Integer> tally(@PathParam("colour") String colour) {
        return Map.of(
                "notes",
                commands.load(Tally.AGGREGATE, caller.aggregate("tally", colour))
                        .state());
    }

    @GET
    public Paging.Items<Line> list(@QueryParam("colour") String colour) {
        var query = paging.query(Board.VIEW).where("colour", colour);
        return paging.page(
                Board.VIEW,
                caller.tenant(),
                query,
                row -> new Line(row.key(), row.row().colour(), row.stale()));
    }

    @GET
    @Path("/{id}")
    @APIResponseSchema(Whole.class)
    public Response one(@PathParam("id") String id) {
        paging.await(Board.VIEW);
        var row = views.get(Board.VIEW, caller.tenant(), id)
                .orElseThrow(() -> Problem.notFound("note"))
                .row();
        var words = personal.open(row.words(), Note.Words.class);
        return Answers.found(row.version(), new Whole(row.person(), row.colour(), words.map(Note.Words::text)));
    }
}
