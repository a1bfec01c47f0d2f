package org.communitysupport.referral.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
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
import java.time.LocalDate;
import java.util.List;
import org.communitysupport.referral.application.Referrals;
import org.communitysupport.referral.domain.Demographics;
import org.communitysupport.web.Answers;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Problem;
import org.communitysupport.web.Requests;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Intake puts right what is known of a person: name, birth date, member id, address, contact, language, guardian. */
@Path("/v1/referrals")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class DemographicsResource {
    private final Caller caller;
    private final Requests requests;
    private final Referrals referrals;

    DemographicsResource(Caller caller, Requests requests, Referrals referrals) {
        this.caller = caller;
        this.requests = requests;
        this.referrals = referrals;
    }

    /**
     * @param demographics the parts that change; what is not named stays as it is
     * @param absent names of parts that are to be empty, e.g. {@code guardianName}
     * @param guardianFlagged whether the person has a guardian; absent when that stays
     * @param reason how you know, in your words
     */
    public record Correction(
            @Valid Parts demographics,
            @Size(max = 14) List<@NotNull @Pattern(regexp = "[a-zA-Z]{1,40}") String> absent,
            Boolean guardianFlagged,
            @NotBlank @Size(max = 1000) String reason) {}

    public record Parts(
            @Size(min = 1, max = 100) String familyName,
            @Size(min = 1, max = 100) String givenName,
            @Size(max = 100) String preferredName,
            LocalDate birthDate,
            @Size(max = 20) String sex,
            @Size(max = 200) String addressLine,
            @Size(max = 100) String city,
            @Pattern(regexp = "[A-Z]{2}") String state,
            @Size(max = 10) String zip,
            @Size(max = 60) String county,
            @Size(max = 40) String phone,
            @Size(max = 500) String safeContactNote,
            @Size(max = 40) String language,
            @Size(max = 40) String memberId,
            @Size(max = 200) String guardianName,
            @Size(max = 60) String guardianRelationship) {

        private Demographics read() {
            return new Demographics(
                    familyName,
                    givenName,
                    preferredName,
                    birthDate,
                    sex,
                    addressLine,
                    city,
                    state,
                    zip,
                    county,
                    phone,
                    safeContactNote,
                    language,
                    memberId,
                    guardianName,
                    guardianRelationship);
        }
    }

    private static final Parts NONE =
            new Parts(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    @POST
    @RolesAllowed({"intake", "supervisor", "care-coordinator"})
    @Path("/{id}/demographics-correction")
    @Operation(
            summary = "Correct what is known of the person",
            description =
                    "Name, birth date, member id, address, contact, language and guardian, with a reason. What intake put right stays when the"
                            + " sender sends the referral again without saying anything new of it. After acceptance every service takes it. For"
                            + " intake, supervisor and care-coordinator.")
    public Response correct(@PathParam("id") String id, Correction body) {
        var referral = caller.aggregate("referral", id);
        if (!referrals.load(referral).exists()) throw Problem.notFound("referral");
        var parts = body.demographics() == null ? NONE : body.demographics();
        var absent = body.absent() == null ? List.<String>of() : body.absent();
        return Answers.ok(referrals.correctDemographics(
                referral,
                parts.read(),
                absent,
                body.guardianFlagged(),
                body.reason(),
                requests.change("correct-demographics", body)));
    }
}
