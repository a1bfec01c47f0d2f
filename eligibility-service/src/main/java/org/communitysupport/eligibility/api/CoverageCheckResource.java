package org.communitysupport.eligibility.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import org.communitysupport.eligibility.application.Coverages;
import org.communitysupport.eligibility.domain.CoverageCommand;
import org.communitysupport.web.Answers;
import org.communitysupport.web.ApiDescription;
import org.communitysupport.web.Requests;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;

/** A look for coverage that found none: a fact too, with its proof. */
@Path("/v1/persons/{person}/coverage-checks")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class CoverageCheckResource {
    private final KnownPersons known;
    private final Requests requests;
    private final Coverages coverages;

    CoverageCheckResource(KnownPersons known, Requests requests, Coverages coverages) {
        this.known = known;
        this.requests = requests;
        this.coverages = coverages;
    }

    public record NotFound(@NotNull LocalDate checkedFor, @NotNull @Valid CoverageResource.ProofBody proof) {}

    @POST
    @RolesAllowed({"intake", "care-coordinator", "biller", "supervisor"})
    @Extension(name = ApiDescription.ANY_VERSION, value = "true")
    public Response notFound(@PathParam("person") String person, NotFound body) {
        String key = known.aggregate("coverage", person).key();
        return Answers.ok(coverages.run(
                key,
                new CoverageCommand.RecordNoCoverage(
                        key, body.checkedFor(), body.proof().read()),
                requests.command("record-no-coverage", body)));
    }
}
