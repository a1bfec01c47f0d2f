package org.communitysupport.referral.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.communitysupport.referral.application.Disclosures;
import org.communitysupport.runtime.PersonRegister;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;
import org.communitysupport.web.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What of a person went outside the agency, to hand to the person. */
@Path("/v1/persons/{person}/disclosures")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class DisclosuresResource {
    private final Caller caller;
    private final PersonRegister register;
    private final Disclosures disclosures;

    DisclosuresResource(Caller caller, PersonRegister register, Disclosures disclosures) {
        this.caller = caller;
        this.register = register;
        this.disclosures = disclosures;
    }

    @GET
    @RolesAllowed("privacy-officer")
    @Operation(
            summary = "Accounting of disclosures",
            description =
                    "What of this person a system outside has read, when and on which ground, newest first: a consent's id, or"
                            + " \"treatment\" where the law asks for none. To hand to the person. Roles: privacy-officer.")
    public Paging.Items<Disclosures.Disclosure> disclosures(
            @PathParam("person") String person,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @QueryParam("cursor") String cursor) {
        String key = caller.aggregate("person", person).key();
        if (!register.knows(caller.tenant(), key)) throw Problem.notFound("person");
        try {
            var page = disclosures.of(caller.tenant(), key, limit, cursor);
            return new Paging.Items<>(page.items(), page.next());
        } catch (IllegalArgumentException e) {
            throw Problem.malformed(
                    "invalid-parameter",
                    cursor == null ? "query:limit" : "query:cursor",
                    "The page cannot be read: " + e.getMessage() + '.');
        }
    }
}
