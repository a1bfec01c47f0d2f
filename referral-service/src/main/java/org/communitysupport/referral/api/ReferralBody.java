package org.communitysupport.referral.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.communitysupport.referral.application.IncomingReferral;
import org.communitysupport.referral.domain.Codes;

/** A referral as our own JSON says it. Who sends it stands in the token, not here. */
public record ReferralBody(
        @NotBlank @Size(max = 120) String externalId,
        @NotNull Codes.SourceType sourceType,
        @Size(max = 200) String referrerOrganisation,
        @Size(max = 20) String referrerNpi,
        @NotBlank @Size(max = 40) String program,
        @NotNull Codes.Urgency urgency,
        @Pattern(regexp = "[a-z0-9_-]{1,40}") String payer,
        Boolean peerSupportWanted,
        Boolean guardianFlagged,
        Boolean part2,
        LocalDate dischargeOn,
        @NotNull @Valid Demographics demographics,
        @NotNull @Valid Clinical clinical,
        @Valid Referrer referrer) {

    public record Demographics(
            @NotBlank @Size(max = 100) String familyName,
            @NotBlank @Size(max = 100) String givenName,
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
            @Size(max = 60) String guardianRelationship) {}

    public record Clinical(
            Codes.DisabilityGroup disabilityGroup,
            @Size(max = 25) List<@NotNull @Pattern(regexp = "[A-Z][0-9][0-9A-Z](\\.[0-9A-Z]{1,4})?") String> diagnoses,
            @Min(7) @Max(35) Integer locusComposite,
            @Pattern(regexp = "\\d(\\.\\d)?") String asamLevel,
            @Size(max = 4000) String presentingProblem,
            @Min(0) @Max(90) Integer psychiatricAdmissions90d,
            @Min(0) @Max(90) Integer edVisits90d,
            @Size(max = 50) List<@NotNull @Size(max = 200) String> currentServices,
            @Size(max = 100) List<@NotNull @Size(max = 200) String> medications,
            @Size(max = 50) List<@NotNull @Size(max = 200) String> riskFlags,
            @Valid Housing housing) {}

    public record Housing(Boolean tclMember, Boolean homeless, LocalDate permanentHousingSince) {}

    public record Referrer(@Size(max = 200) String name, @Size(max = 40) String phone, @Size(max = 200) String email) {}

    IncomingReferral read() {
        var d = demographics;
        var c = clinical;
        return new IncomingReferral(
                externalId,
                sourceType,
                referrerOrganisation,
                referrerNpi,
                program,
                urgency,
                Codes.Channel.JSON,
                payer,
                said(peerSupportWanted),
                said(guardianFlagged),
                said(part2),
                dischargeOn,
                new org.communitysupport.referral.domain.Demographics(
                        d.familyName,
                        d.givenName,
                        d.preferredName,
                        d.birthDate,
                        d.sex,
                        d.addressLine,
                        d.city,
                        d.state,
                        d.zip,
                        d.county,
                        d.phone,
                        d.safeContactNote,
                        d.language,
                        d.memberId,
                        d.guardianName,
                        d.guardianRelationship),
                new org.communitysupport.referral.domain.Clinical(
                        c.disabilityGroup,
                        c.diagnoses,
                        c.locusComposite,
                        c.asamLevel,
                        c.presentingProblem,
                        c.psychiatricAdmissions90d,
                        c.edVisits90d,
                        c.currentServices,
                        c.medications,
                        c.riskFlags,
                        c.housing == null
                                ? null
                                : new org.communitysupport.referral.domain.Clinical.Housing(
                                        said(c.housing.tclMember),
                                        said(c.housing.homeless),
                                        c.housing.permanentHousingSince)),
                referrer == null
                        ? null
                        : new org.communitysupport.referral.domain.ReferrerContact(
                                referrer.name, referrer.phone, referrer.email),
                List.of());
    }

    /** What another door has read, held to the same limits. Its number is that of the sender alone. */
    static ReferralBody of(IncomingReferral in, String number) {
        var d = in.demographics();
        var c = in.clinical();
        var r = in.referrer();
        return new ReferralBody(
                number,
                in.sourceType(),
                in.referrerOrganisation(),
                in.referrerNpi(),
                in.program(),
                in.urgency(),
                in.payer(),
                in.peerSupportWanted(),
                in.guardianFlagged(),
                in.part2(),
                in.dischargeOn(),
                new Demographics(
                        d.familyName(),
                        d.givenName(),
                        d.preferredName(),
                        d.birthDate(),
                        d.sex(),
                        d.addressLine(),
                        d.city(),
                        d.state(),
                        d.zip(),
                        d.county(),
                        d.phone(),
                        d.safeContactNote(),
                        d.language(),
                        d.memberId(),
                        d.guardianName(),
                        d.guardianRelationship()),
                new Clinical(
                        c.disabilityGroup(),
                        c.diagnoses(),
                        c.locusComposite(),
                        c.asamLevel(),
                        c.presentingProblem(),
                        c.psychiatricAdmissions90d(),
                        c.edVisits90d(),
                        c.currentServices(),
                        c.medications(),
                        c.riskFlags(),
                        null),
                r == null ? null : new Referrer(r.name(), r.phone(), r.email()));
    }

    private static boolean said(Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }
}
