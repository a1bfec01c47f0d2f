package org.communitysupport.runtime;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.communitysupport.privacy.Erasure;
import org.communitysupport.web.Problem;

/** Erasing a person by destroying their key. Repeating it changes nothing. */
@Path("/v1/persons/{person}/erasure")
@RunOnVirtualThread
@RolesAllowed("privacy-officer")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ErasureResource {
    private final Erasure erasure;
    private final PrivacyDesk desk;

    ErasureResource(Erasure erasure, PrivacyDesk desk) {
        this.erasure = erasure;
        this.desk = desk;
    }

    /** @param reason a code or a case number; nothing personal */
    public record Request(@NotBlank @Size(max = 200) String reason) {}

    public record Done(String person, Instant erasedAt) {}

    @POST
    public Done erase(@PathParam("person") String person, Request request) {
        String officer = desk.officerFor(person);
        desk.open(person).ifPresent(open -> {
            throw Problem.of(
                            409,
                            "erasure-forbidden",
                            "The person has open care or an undecided request for care, so the data cannot be erased. End "
                                    + "both first.")
                    .rule("REF-12")
                    .facts(Map.of("open", open));
        });
        return switch (erasure.erase(person, officer, request.reason())) {
            case Erasure.Erased erased -> new Done(person, erased.at());
            case Erasure.RefusedByHold refused -> throw forbidden(refused.hold());
            case Erasure.NoSuchPerson none -> throw Problem.notFound("person");
        };
    }

    private static Problem forbidden(Erasure.Hold hold) {
        return Problem.of(
                        409,
                        "erasure-forbidden",
                        "A duty to keep the data of this person is in force, so it cannot be erased. facts names "
                                + "the duty.")
                .rule(hold.rule())
                .facts(Map.of(
                        "hold", hold.id(),
                        "kind", hold.kind().name(),
                        "until", hold.until().map(LocalDate::toString).orElse("lifted")));
    }
}
