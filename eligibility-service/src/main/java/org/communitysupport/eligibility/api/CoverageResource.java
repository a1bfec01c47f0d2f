package org.communitysupport.eligibility.api;

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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.communitysupport.eligibility.application.Coverages;
import org.communitysupport.eligibility.domain.Codes;
import org.communitysupport.eligibility.domain.CoverageCommand;
import org.communitysupport.eligibility.domain.CoverageEvent;
import org.communitysupport.eligibility.domain.CoverageEvent.CoverageVerified;
import org.communitysupport.eligibility.domain.Proof;
import org.communitysupport.eligibility.projection.CoverageRow;
import org.communitysupport.eligibility.projection.CoverageView;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.kernel.Warning;
import org.communitysupport.stream.Views;
import org.communitysupport.web.Answers;
import org.communitysupport.web.ApiDescription;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;
import org.communitysupport.web.PersonalReader;
import org.communitysupport.web.Problem;
import org.communitysupport.web.Requests;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** A person's insurance, each time with the proof of it (ELG-1). */
@Path("/v1/persons/{person}/coverages")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class CoverageResource {
    private final Caller caller;
    private final KnownPersons known;
    private final Requests requests;
    private final Paging paging;
    private final PersonalReader personal;
    private final Coverages coverages;
    private final Views views;

    CoverageResource(
            Caller caller,
            KnownPersons known,
            Requests requests,
            Paging paging,
            PersonalReader personal,
            Coverages coverages,
            Views views) {
        this.caller = caller;
        this.known = known;
        this.requests = requests;
        this.paging = paging;
        this.personal = personal;
        this.coverages = coverages;
        this.views = views;
    }

    /** @param reference the portal's confirmation number, or the trace number of a 271 */
    public record ProofBody(@NotNull Codes.ProofKind kind, @NotBlank @Size(max = 80) String reference) {
        Proof read() {
            return new Proof(kind, reference);
        }
    }

    /**
     * @param from to what the plan covers; {@code to} absent when open-ended
     * @param verifiedFrom verifiedTo dates of service for which the proof speaks
     * @param checkedOn absent for today
     */
    public record Coverage(
            @NotNull @Pattern(regexp = "[a-z0-9_-]{1,40}") String payer,
            @NotBlank @Size(max = 200) String planName,
            @NotNull LocalDate from,
            LocalDate to,
            @NotNull LocalDate verifiedFrom,
            @NotNull LocalDate verifiedTo,
            LocalDate checkedOn,
            @NotNull @Valid ProofBody proof,
            @Size(max = 40) String memberId) {}

    public record CoverageEnd(@NotNull LocalDate endedOn) {}

    public record Covered(
            String payer,
            String planName,
            LocalDate from,
            LocalDate to,
            LocalDate verifiedFrom,
            LocalDate verifiedTo,
            LocalDate checkedOn,
            Proof proof,
            String memberId,
            List<Warning> warnings) {}

    public record OfPerson(String person, List<Covered> coverages) {}

    /** @param warnings what was odd about the proof and did not keep it from being recorded */
    public record Recorded(String person, String payer, long version, List<Warning> warnings) {}

    @POST
    @RolesAllowed({"intake", "care-coordinator", "biller", "supervisor"})
    @Extension(name = ApiDescription.ANY_VERSION, value = "true")
    @APIResponseSchema(value = Recorded.class, responseCode = "201", responseDescription = "Created")
    public Response record(@PathParam("person") String person, Coverage body) {
        String key = known.aggregate("coverage", person).key();
        var command = new CoverageCommand.RecordCoverage(
                key,
                body.payer(),
                body.planName(),
                body.from(),
                body.to(),
                body.verifiedFrom(),
                body.verifiedTo(),
                body.checkedOn() == null ? coverages.today(caller.tenant(), key) : body.checkedOn(),
                body.proof().read(),
                body.memberId());
        var outcome = coverages.run(key, command, requests.command("record-coverage", body));
        return Answers.created(
                outcome,
                URI.create("/v1/persons/" + key + "/coverages"),
                done -> new Recorded(key, body.payer(), done.version(), odd(done)));
    }

    @POST
    @RolesAllowed({"intake", "care-coordinator", "biller", "supervisor"})
    @Path("/{payer}/end")
    public Response end(@PathParam("person") String person, @PathParam("payer") String payer, CoverageEnd body) {
        String key = known.aggregate("coverage", person).key();
        return Answers.changed(coverages.run(
                key,
                new CoverageCommand.EndCoverage(payer, body.endedOn(), coverages.today(caller.tenant(), key)),
                requests.change("end-coverage", body)));
    }

    @GET
    @RolesAllowed({"intake", "care-coordinator", "supervisor", "clinician", "biller"})
    @APIResponseSchema(OfPerson.class)
    public Response list(@PathParam("person") String person) {
        paging.await(CoverageView.VIEW);
        var row = views.get(CoverageView.VIEW, caller.tenant(), person)
                .orElseThrow(() -> Problem.notFound("person"))
                .row();
        return Answers.found(
                row.version(),
                new OfPerson(
                        row.person(), row.coverages().stream().map(this::shown).toList()));
    }

    private Covered shown(CoverageRow.Covered c) {
        return new Covered(
                c.payer(),
                c.planName(),
                c.from(),
                c.to(),
                c.verifiedFrom(),
                c.verifiedTo(),
                c.checkedOn(),
                c.proof(),
                personal.open(c.memberId(), String.class).orElse(null),
                c.warnings());
    }

    private static List<Warning> odd(Outcome.Done<CoverageEvent> done) {
        for (var event : done.events()) if (event instanceof CoverageVerified verified) return verified.warnings();
        return List.of();
    }
}
