package org.communitysupport.billing.inbound;

import java.time.LocalDate;
import java.util.List;
import org.communitysupport.kernel.Basis;
import org.communitysupport.kernel.Personal;

/** Other services' events, one record each, with only the fields that billing needs. */
public final class Heard {
    private Heard() {}

    /** referral.ReferralAccepted */
    public record ReferralAccepted(String person, Personal<Demographics> demographics) {}

    /** referral.DemographicsCorrected. @param episode null before acceptance: there is no account yet */
    public record DemographicsCorrected(String person, String episode, Personal<Demographics> demographics) {}

    public record Demographics(
            String familyName,
            String givenName,
            String birthDate,
            String sex,
            String addressLine,
            String city,
            String state,
            String zip) {}

    /** eligibility.CoverageVerified */
    public record CoverageVerified(
            String person,
            String payer,
            String planName,
            LocalDate from,
            LocalDate to,
            LocalDate verifiedFrom,
            LocalDate verifiedTo,
            Personal<String> memberId) {}

    /** eligibility.CoverageEnded */
    public record CoverageEnded(String person, String payer, LocalDate endedOn) {}

    /** eligibility.ClinicalAssessmentRecorded */
    public record ClinicalAssessmentRecorded(
            String person, LocalDate assessedOn, boolean part2, Personal<Findings> findings) {}

    public record Findings(List<String> diagnoses, String principalDiagnosis) {}

    /** eligibility.PassThroughOpened, AuthorizationGranted and AuthorizationPartiallyGranted */
    public record Authorization(
            String person,
            String authorization,
            String program,
            String payer,
            String number,
            int units,
            LocalDate from,
            LocalDate to) {}

    /** encounter.EncounterReleasedForBilling */
    public record Released(
            String person,
            LocalDate date,
            String program,
            String episode,
            String payer,
            int release,
            List<Line> lines,
            Basis basis,
            List<Fact> facts) {}

    /** encounter.EncounterReleaseCorrected */
    public record ReleaseCorrected(
            String person,
            LocalDate date,
            String program,
            String episode,
            String payer,
            int release,
            List<String> codes,
            List<Line> lines,
            List<Fact> facts) {}

    public record Line(
            String line,
            String staff,
            String staffNpi,
            String code,
            List<String> modifiers,
            String place,
            int minutes,
            int units,
            String authorization,
            String authorizationNumber,
            String authorizationKind,
            List<String> encounters) {}

    public record Fact(String name, String value, String position) {}
}
