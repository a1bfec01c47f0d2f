package org.communitysupport.referral.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.communitysupport.referral.application.Policies;
import org.communitysupport.referral.application.Policies.Program;

/** The programs that people can be referred to. */
@Path("/v1/programs")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class ProgramResource {
    /** As {@code POST /v1/referrals} refuses without. */
    private static final List<String> ALWAYS = List.of(
            "/externalId",
            "/sourceType",
            "/program",
            "/urgency",
            "/demographics/familyName",
            "/demographics/givenName",
            "/clinical");

    private static final List<String> OF_PROFESSIONALS = List.of("/referrerOrganisation", "/referrerNpi");
    private static final List<String> ASKED_LATER =
            List.of("/demographics/birthDate", "/demographics/memberId", "/demographics/phone", "/clinical/diagnoses");

    private final Policies policies;

    ProgramResource(Policies policies) {
        this.policies = policies;
    }

    /**
     * What a referral holds, as places in the body of {@code POST /v1/referrals}.
     *
     * @param always without which it is refused
     * @param ofProfessionals what an LME-MCO, hospital, practice or provider adds
     * @param askedLater what can come later and is asked for before service begins
     */
    public record Needs(List<String> always, List<String> ofProfessionals, List<String> askedLater) {}

    public record Programs(List<Program> programs, Needs needs) {}

    @GET
    @RolesAllowed({"referral-sender", "intake", "supervisor", "care-coordinator", "clinician", "agency-admin"})
    public Programs programs() {
        return new Programs(policies.programs(), new Needs(ALWAYS, OF_PROFESSIONALS, ASKED_LATER));
    }
}
