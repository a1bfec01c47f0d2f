package org.communitysupport.referral.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
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
import org.communitysupport.referral.application.Ids;
import org.communitysupport.referral.application.Persons;
import org.communitysupport.referral.domain.Codes;
import org.communitysupport.referral.domain.ConsentCommand;
import org.communitysupport.referral.projection.ReferralsView;
import org.communitysupport.runtime.PersonRegister;
import org.communitysupport.web.Answers;
import org.communitysupport.web.ApiDescription;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;
import org.communitysupport.web.Problem;
import org.communitysupport.web.Requests;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** What a person lets a referrer read back. */
@Path("/v1/persons/{person}/consents")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ConsentResource {
    private final Caller caller;
    private final Requests requests;
    private final Persons persons;
    private final PersonRegister register;
    private final Paging paging;

    ConsentResource(Caller caller, Requests requests, Persons persons, PersonRegister register, Paging paging) {
        this.register = register;
        this.paging = paging;
        this.caller = caller;
        this.requests = requests;
        this.persons = persons;
    }

    /**
     * @param recipient the sending system, e.g. MERCY-HOSPITAL
     * @param part2 it names substance-use content, as 42 CFR Part 2 wants it
     * @param until last day; null when open-ended
     */
    public record Consent(
            @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,80}") String recipient,
            @NotNull @Size(min = 1, max = 4) List<Codes.@NotNull ConsentScope> scopes,
            boolean part2,
            @NotNull LocalDate from,
            LocalDate until) {}

    public record Given(String person, String consent, long version) {}

    public record Revocation(@NotNull LocalDate on) {}

    @POST
    @RolesAllowed({"intake", "care-coordinator", "clinician", "supervisor"})
    @Extension(name = ApiDescription.ANY_VERSION, value = "true")
    @APIResponseSchema(value = Given.class, responseCode = "201", responseDescription = "Created")
    public Response give(@PathParam("person") String person, Consent body) {
        String key = caller.aggregate("consent", person).key();
        paging.await(ReferralsView.VIEW);
        if (!register.knows(caller.tenant(), key)) throw Problem.notFound("person");
        var context = requests.command("give-consent", body);
        String consent = Ids.consent(context.commandId().toString());
        var outcome = persons.consent(
                key,
                new ConsentCommand.GiveConsent(
                        key, consent, body.recipient(), body.scopes(), body.part2(), body.from(), body.until()),
                context);
        return Answers.created(
                outcome,
                URI.create("/v1/persons/" + key + "/consents/" + consent),
                done -> new Given(key, consent, done.version()));
    }

    @POST
    @RolesAllowed({"intake", "care-coordinator", "clinician", "supervisor"})
    @Path("/{id}/revocation")
    public Response revoke(@PathParam("person") String person, @PathParam("id") String id, Revocation body) {
        return Answers.changed(persons.consent(
                caller.aggregate("consent", person).key(),
                new ConsentCommand.RevokeConsent(id, body.on()),
                requests.change("revoke-consent", body)));
    }
}
