package org.communitysupport.referral.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.referral.application.Ids;
import org.communitysupport.referral.application.Persons;
import org.communitysupport.referral.application.Recipients;
import org.communitysupport.referral.domain.Codes;
import org.communitysupport.referral.domain.Codes.ConsentGiver;
import org.communitysupport.referral.domain.ConsentCommand;
import org.communitysupport.referral.domain.ConsentState;
import org.communitysupport.referral.domain.Demographics;
import org.communitysupport.referral.projection.ReferralRow;
import org.communitysupport.referral.projection.ReferralsView;
import org.communitysupport.stream.Query;
import org.communitysupport.stream.Views;
import org.communitysupport.web.Answers;
import org.communitysupport.web.ApiDescription;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;
import org.communitysupport.web.PersonalReader;
import org.communitysupport.web.Problem;
import org.communitysupport.web.Requests;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** What a person lets a referrer read back. */
@Path("/v1/persons")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ConsentResource {
    private final Caller caller;
    private final Requests requests;
    private final Persons persons;
    private final Recipients recipients;
    private final Views views;
    private final PersonalReader personal;
    private final Paging paging;

    ConsentResource(
            Caller caller,
            Requests requests,
            Persons persons,
            Recipients recipients,
            Views views,
            PersonalReader personal,
            Paging paging) {
        this.recipients = recipients;
        this.views = views;
        this.personal = personal;
        this.paging = paging;
        this.caller = caller;
        this.requests = requests;
        this.persons = persons;
    }

    /**
     * @param recipient the sending system, e.g. MERCY-HOSPITAL, in whatever case
     * @param part2 it names substance-use content, as 42 CFR Part 2 wants it
     * @param until last day; null when open-ended
     * @param givenBy the person when nobody is named; a guardian's consent to what a minor decides alone is refused, and one for a minor
     *     ends when they come of age
     */
    public record Consent(
            @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,80}") String recipient,
            @NotNull @Size(min = 1, max = 4) List<Codes.@NotNull ConsentScope> scopes,
            boolean part2,
            @NotNull LocalDate from,
            LocalDate until,
            ConsentGiver givenBy) {}

    public record Given(String person, String consent, long version) {}

    public record Revocation(@NotNull LocalDate on) {}

    /** @param state STANDS today, LATER, ENDED by its date or with the guardian's say, or REVOKED */
    public record Recorded(
            String consent,
            String recipient,
            List<Codes.ConsentScope> scopes,
            boolean part2,
            LocalDate from,
            LocalDate until,
            LocalDate revokedOn,
            ConsentGiver givenBy,
            ConsentState.Standing state) {

        static Recorded of(ConsentState.Given g, LocalDate today) {
            var as = g.as();
            return new Recorded(
                    as.consent(),
                    as.recipient(),
                    as.scopes(),
                    as.part2(),
                    as.from(),
                    as.until(),
                    g.revokedOn(),
                    as.givenBy() == null ? ConsentGiver.PERSON : as.givenBy(),
                    g.on(today));
        }
    }

    /** @param version of the person's consents, for the next If-Match */
    public record Listed(String person, List<Recorded> consents, long version) {}

    @GET
    @Path("/{person}/consents")
    @RolesAllowed({"intake", "care-coordinator", "clinician", "supervisor", "privacy-officer"})
    @Operation(
            summary = "The consents of a person",
            description =
                    "Each with scopes, recipient, dates and whether it stands today, the newest first. Roles: intake, care-coordinator,"
                            + " clinician, supervisor, privacy-officer.")
    @APIResponseSchema(Listed.class)
    public Response list(@PathParam("person") String person) {
        String key = caller.aggregate("consent", person).key();
        paging.await(ReferralsView.VIEW);
        var about = about(key);
        var loaded = persons.consents(AggregateId.of(caller.tenant(), "consent", key));
        var today = persons.today(about.program());
        personal.shown(key, "consents", "treatment");
        var consents = loaded.state().consents().values().stream()
                .map(g -> Recorded.of(g, today))
                .sorted(Comparator.comparing(Recorded::from).reversed().thenComparing(Recorded::consent))
                .toList();
        return Answers.found(loaded.version(), new Listed(key, consents, loaded.version()));
    }

    @POST
    @RolesAllowed({"intake", "care-coordinator", "clinician", "supervisor"})
    @Path("/{person}/consents")
    @Extension(name = ApiDescription.ANY_VERSION, value = "true")
    @Operation(
            summary = "Record a consent",
            description =
                    "What the person, or a guardian where one may, lets a referring system read back. The recipient is a system that"
                            + " refers to this agency. Roles: intake, care-coordinator, clinician, supervisor.")
    @APIResponseSchema(value = Given.class, responseCode = "201", responseDescription = "Created")
    public Response give(@PathParam("person") String person, Consent body) {
        String key = caller.aggregate("consent", person).key();
        paging.await(ReferralsView.VIEW);
        var about = about(key);
        String recipient = recipient(about, body.recipient());
        var by = body.givenBy() == null ? ConsentGiver.PERSON : body.givenBy();
        var context = requests.command("give-consent", body);
        String consent = Ids.consent(context.commandId().toString());
        var outcome = persons.consent(
                key,
                new ConsentCommand.GiveConsent(
                        key,
                        consent,
                        recipient,
                        body.scopes(),
                        body.part2(),
                        body.from(),
                        body.until(),
                        by,
                        by == ConsentGiver.GUARDIAN ? majority(about) : null),
                context);
        return Answers.created(
                outcome,
                URI.create("/v1/persons/" + key + "/consents/" + consent),
                done -> new Given(key, consent, done.version()));
    }

    @POST
    @RolesAllowed({"intake", "care-coordinator", "clinician", "supervisor"})
    @Path("/{person}/consents/{id}/revocation")
    @Operation(
            summary = "Revoke a consent",
            description =
                    "From that day on nothing rests on it; an earlier day takes the place of a later one. Roles: intake,"
                            + " care-coordinator, clinician, supervisor.")
    public Response revoke(@PathParam("person") String person, @PathParam("id") String id, Revocation body) {
        return Answers.changed(persons.consent(
                caller.aggregate("consent", person).key(),
                new ConsentCommand.RevokeConsent(id, body.on()),
                requests.change("revoke-consent", body)));
    }

    /** The newest referral of the person; 404 when there is none in this agency. */
    private ReferralRow about(String person) {
        var query = Query.all().where("person", person).sort("receivedAt", true).limit(1);
        return views.page(ReferralsView.VIEW, caller.tenant(), query).rows().stream()
                .findFirst()
                .orElseThrow(() -> Problem.notFound("person"))
                .row();
    }

    private String recipient(ReferralRow about, String said) {
        var known = recipients.of(caller.tenant());
        if (about.sendingSystem().equalsIgnoreCase(said)) return about.sendingSystem();
        return known.stream().filter(said::equalsIgnoreCase).findFirst().orElseThrow(() -> Problem.content(
                        "unknown-recipient",
                        "REF-10",
                        "/recipient",
                        "No system of that name refers to this agency, so the consent would have no effect. "
                                + "Check the name of the recipient.")
                .facts(Map.of("recipients", String.join(", ", known))));
    }

    private LocalDate majority(ReferralRow about) {
        return personal.open(about.content().sealed().demographics(), Demographics.class)
                .map(Demographics::birthDate)
                .map(born -> persons.majority(about.program(), born))
                .orElse(null);
    }
}
