package org.communitysupport.eligibility.api;

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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.communitysupport.eligibility.application.Determinations;
import org.communitysupport.eligibility.domain.ClinicalFindings;
import org.communitysupport.eligibility.domain.Codes;
import org.communitysupport.eligibility.domain.Criteria;
import org.communitysupport.eligibility.domain.DeterminationEvent;
import org.communitysupport.eligibility.domain.DeterminationEvent.*;
import org.communitysupport.eligibility.domain.rule.Elg4LevelOfCare;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Warning;
import org.communitysupport.web.Answers;
import org.communitysupport.web.ApiDescription;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Problem;
import org.communitysupport.web.Requests;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Assessment and medical necessity of an episode, addressed as {@code {person}.{episode}}. */
@Path("/v1/episodes/{id}")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class DeterminationResource {
    private final Caller caller;
    private final KnownPersons known;
    private final Requests requests;
    private final Determinations determinations;

    DeterminationResource(Caller caller, KnownPersons known, Requests requests, Determinations determinations) {
        this.caller = caller;
        this.known = known;
        this.requests = requests;
        this.determinations = determinations;
    }

    /** @param staff the licensed person who assessed, by their staff id; the credential is looked up for that day */
    public record AssessmentBody(
            @NotBlank @Size(max = 40) String program,
            @NotNull Codes.AssessmentKind kind,
            @NotNull LocalDate assessedOn,
            @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,40}") String staff,
            boolean recommendsProgram,
            Boolean part2,
            @NotNull @Valid Findings findings) {}

    public record Findings(
            @NotNull @Size(min = 1, max = 25)
                    List<@NotNull @Pattern(regexp = "[A-Z][0-9][0-9A-Z](\\.[0-9A-Z]{1,4})?") String> diagnoses,
            @NotNull @Pattern(regexp = "[A-Z][0-9][0-9A-Z](\\.[0-9A-Z]{1,4})?") String principalDiagnosis,
            @Valid Locus locus,
            @Valid Asam asam,
            @Size(max = 20) List<@NotNull @Size(max = 60) String> functionalDeficits,
            @Min(0) @Max(90) Integer psychiatricAdmissions90d,
            @Min(0) @Max(90) Integer edVisits90d,
            @Min(0) @Max(90) Integer crisisContacts90d,
            Boolean lowerLevelTried,
            Codes.Verdict ableAndWilling,
            @NotNull Codes.DisabilityGroup disabilityGroup,
            @Size(max = 10) List<@Valid @NotNull Rated> rated) {}

    /** @param dimensions the seven scores, or absent */
    public record Locus(
            int composite,
            @Size(min = 7, max = 7) List<@NotNull @Min(1) @Max(5) Integer> dimensions,
            int level,
            @NotNull @Size(max = 40) String rater,
            @NotNull LocalDate ratedOn) {}

    /**
     * Another instrument than LOCUS and ASAM. Scores and levels only, never the text of its items.
     *
     * @param tool as the program's rules name it, e.g. CALOCUS, CANS, DLA20
     * @param score of the whole; absent where the instrument has none
     * @param level that the rater recommends; absent where the instrument has none
     * @param domains scores of its parts, by name
     */
    public record Rated(
            @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,19}") String tool,
            @Min(0) @Max(1000) Integer score,
            @Min(0) @Max(1000) Integer level,
            @Size(max = 30)
                    Map<@Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}") String, @NotNull @Min(0) @Max(1000) Integer> domains,
            @NotNull @Size(max = 40) String rater,
            @NotNull LocalDate ratedOn) {
        ClinicalFindings.Rated read() {
            return new ClinicalFindings.Rated(tool, score, level, domains, rater, ratedOn);
        }
    }

    public record Asam(
            @NotNull @Pattern(regexp = Elg4LevelOfCare.ASAM) String level,
            @NotNull @Size(max = 40) String rater,
            @NotNull LocalDate ratedOn) {}

    /**
     * @param confirmed the licensed person's word; absent is no word
     * @param criteria where the person differs from, or knows more than, the assessment; each with its source
     */
    public record NecessityBody(
            @NotBlank @Size(max = 40) String program,
            @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,40}") String staff,
            @NotNull LocalDate determinedOn,
            boolean confirmed,
            @Size(max = 30) List<@Valid @NotNull Judged> criteria) {}

    public record Judged(
            @NotBlank @Size(max = 60) String id,
            @Size(max = 400) String text,
            @NotNull Codes.Verdict verdict,
            @NotBlank @Size(max = 400) String source) {}

    public record AssessmentRecorded(String episode, String assessment, long version) {}

    /** The person who decides reads back what they decided on. */
    public record Determined(
            String episode,
            boolean confirmed,
            String credential,
            List<Criteria.Item> criteria,
            List<Warning> warnings,
            long version) {}

    @POST
    @RolesAllowed("clinician")
    @Path("/assessments")
    @Extension(name = ApiDescription.ANY_VERSION, value = "true")
    @APIResponseSchema(value = AssessmentRecorded.class, responseCode = "201", responseDescription = "Created")
    public Response assess(@PathParam("id") String id, AssessmentBody body) {
        var episode = episode(id);
        var outcome = determinations.assess(
                episode.key(),
                episode.local(),
                new Determinations.Assessment(
                        body.program(),
                        body.kind(),
                        body.assessedOn(),
                        body.staff(),
                        body.recommendsProgram(),
                        Boolean.TRUE.equals(body.part2()),
                        findings(body.findings())),
                requests.command("record-assessment", body));
        return Answers.created(
                outcome,
                URI.create("/v1/episodes/" + id + "/assessments"),
                done -> new AssessmentRecorded(episode.local(), assessment(done), done.version()));
    }

    @POST
    @RolesAllowed("clinician")
    @Path("/medical-necessity")
    @Extension(name = ApiDescription.ANY_VERSION, value = "true")
    @APIResponseSchema(Determined.class)
    public Response determine(@PathParam("id") String id, NecessityBody body) {
        var episode = episode(id);
        caller.signsAs("ELG-5", body.staff());
        var judged = body.criteria() == null
                ? List.<Criteria.Item>of()
                : body.criteria().stream()
                        .map(j -> new Criteria.Item(j.id(), j.text(), j.verdict(), j.source(), "ELG-5"))
                        .toList();
        var outcome = determinations.determine(
                episode.key(),
                episode.local(),
                body.program(),
                body.staff(),
                body.determinedOn(),
                body.confirmed(),
                judged,
                requests.command("determine-necessity", body));
        return Answers.ok(outcome, done -> determined(episode.local(), done));
    }

    private AggregateId episode(String id) {
        var episode = known.aggregate("determination", id);
        if (episode.local().isEmpty()) throw Problem.notFound("episode");
        return episode;
    }

    private static String assessment(Outcome.Done<DeterminationEvent> done) {
        for (var event : done.events())
            if (event instanceof ClinicalAssessmentRecorded recorded) return recorded.assessment();
        return "";
    }

    private static Determined determined(String episode, Outcome.Done<DeterminationEvent> done) {
        for (var event : done.events())
            switch (event) {
                case MedicalNecessityConfirmed e -> {
                    return determined(episode, true, e.credential(), e.criteria(), e.warnings(), done.version());
                }
                case MedicalNecessityNotMet e -> {
                    return determined(episode, false, e.credential(), e.criteria(), List.of(), done.version());
                }
                case ClinicalAssessmentRecorded ignored -> {}
            }
        throw new IllegalStateException("a determination that was taken confirms or denies");
    }

    private static Determined determined(
            String episode,
            boolean confirmed,
            String credential,
            Personal<Criteria> criteria,
            List<Warning> warnings,
            long version) {
        return new Determined(
                episode,
                confirmed,
                credential,
                criteria.value().map(Criteria::items).orElse(List.of()),
                named(warnings, criteria),
                version);
    }

    /** Whoever decides reads which criteria; the stored warning does not say, for it is not sealed. */
    private static List<Warning> named(List<Warning> stored, Personal<Criteria> criteria) {
        if (stored.isEmpty()) return stored;
        return Stream.concat(
                        stored.stream(),
                        criteria.value().map(Criteria::items).orElse(List.of()).stream()
                                .filter(i -> i.verdict() == Codes.Verdict.UNMET)
                                .map(i -> new Warning(
                                        "criterion-unmet", i.rule(), "Not met (" + i.id() + "): " + i.text() + '.')))
                .toList();
    }

    private static ClinicalFindings findings(Findings f) {
        return new ClinicalFindings(
                f.diagnoses(),
                f.principalDiagnosis(),
                f.locus() == null
                        ? null
                        : new ClinicalFindings.Locus(
                                f.locus().composite(),
                                f.locus().dimensions(),
                                f.locus().level(),
                                f.locus().rater(),
                                f.locus().ratedOn()),
                f.asam() == null
                        ? null
                        : new ClinicalFindings.Asam(
                                f.asam().level(), f.asam().rater(), f.asam().ratedOn()),
                f.functionalDeficits(),
                f.psychiatricAdmissions90d(),
                f.edVisits90d(),
                f.crisisContacts90d(),
                f.lowerLevelTried(),
                f.ableAndWilling(),
                f.disabilityGroup(),
                f.rated() == null
                        ? List.of()
                        : f.rated().stream().map(Rated::read).toList());
    }
}
