package org.communitysupport.runtime;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.communitysupport.privacy.Erasure;
import org.communitysupport.web.Problem;

/** What forbids erasing a person. Repeating any of it changes nothing. */
@Path("/v1/persons/{person}/holds")
@RunOnVirtualThread
@RolesAllowed("privacy-officer")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class HoldsResource {
    private final Erasure erasure;
    private final PrivacyDesk desk;

    HoldsResource(Erasure erasure, PrivacyDesk desk) {
        this.erasure = erasure;
        this.desk = desk;
    }

    public record Duty(@NotNull Erasure.Kind kind, @NotBlank @Size(max = 200) String rule, LocalDate until) {}

    public record Held(String id, Erasure.Kind kind, String rule, LocalDate until, String placedBy) {}

    @GET
    public List<Held> holds(@PathParam("person") String person) {
        desk.officerFor(person);
        return erasure.holds(person).stream()
                .map(h -> new Held(h.id(), h.kind(), h.rule(), h.until().orElse(null), h.placedBy()))
                .toList();
    }

    @PUT
    @Path("/{id}")
    public List<Held> hold(
            @PathParam("person") String person,
            @PathParam("id") @Pattern(regexp = "[A-Za-z0-9_-]{1,40}") String id,
            Duty duty) {
        String officer = desk.officerFor(person);
        erasure.hold(
                person, new Erasure.Hold(id, duty.kind(), duty.rule(), Optional.ofNullable(duty.until()), officer));
        return holds(person);
    }

    @DELETE
    @Path("/{id}")
    public List<Held> lift(@PathParam("person") String person, @PathParam("id") String id) {
        String officer = desk.officerFor(person);
        if (!erasure.lift(person, id, officer)) throw Problem.notFound("hold");
        return holds(person);
    }
}
