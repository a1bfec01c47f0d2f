package org.communitysupport.referral.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import org.communitysupport.referral.application.Ids;
import org.communitysupport.referral.application.IncomingReferral;
import org.communitysupport.referral.application.Policies;
import org.communitysupport.referral.application.ReferralBundles;
import org.communitysupport.web.BodyLimit;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Problem;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The FHIR R4 door: a Bundle of ServiceRequest and Patient, with or without a Task, becomes the same referral as our own JSON. */
@Path("/v1/fhir")
@RunOnVirtualThread
public class FhirResource {
    static final String FHIR = "application/fhir+json";

    private final Caller caller;
    private final SenderDoor door;
    private final ReferralBundles bundles;
    private final Policies policies;

    FhirResource(Caller caller, SenderDoor door, ReferralBundles bundles, Policies policies) {
        this.caller = caller;
        this.door = door;
        this.bundles = bundles;
        this.policies = policies;
    }

    /** Answers a Task that stands for the referral: 201 the first time, 200 for a resend or a correction. */
    @POST
    @RolesAllowed({"referral-sender", "intake"})
    @Consumes(FHIR)
    @Produces(FHIR)
    @BodyLimit(2 << 20)
    @APIResponse(
            responseCode = "200",
            description = "A Task for a resend or a correction",
            content = @Content(schema = @Schema(implementation = FhirTask.class)))
    @APIResponse(
            responseCode = "201",
            description = "A Task that stands for the referral",
            content = @Content(schema = @Schema(implementation = FhirTask.class)))
    public Response receive(byte[] body) {
        var incoming = read(body);
        String referral = Ids.referral(caller.tenant(), door.sendingSystem(), incoming.externalId());
        return door.receive(
                incoming, "receive-referral-fhir", body, done -> FhirTask.of(done, referral, incoming.externalId()));
    }

    private IncomingReferral read(byte[] body) {
        try {
            return bundles.read(body, policies.served());
        } catch (ReferralBundles.NotAReferral e) {
            throw e.unreadable()
                    ? Problem.malformed(e.code(), e.place(), e.getMessage())
                    : Problem.content(e.code(), e.rule(), e.place(), e.getMessage());
        }
    }
}
