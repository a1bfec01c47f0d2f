package org.communitysupport.eligibility.inbound;

import java.time.LocalDate;
import java.util.List;
import org.communitysupport.kernel.Personal;

/** Events of referral-service. */
public final class FromReferral {
    private FromReferral() {}

    public record Accepted(
            String referral,
            String person,
            String episode,
            String program,
            String payer,
            String team,
            LocalDate acceptedOn,
            Personal<Demographics> demographics,
            Personal<Clinical> clinical) {}

    /** @param episode null before acceptance: eligibility has not begun */
    public record Corrected(String person, String episode, String program, Personal<Demographics> demographics) {}

    public record Demographics(
            String familyName,
            String givenName,
            String preferredName,
            LocalDate birthDate,
            String sex,
            String addressLine,
            String city,
            String state,
            String zip,
            String county,
            String phone,
            String memberId,
            String guardianName,
            String guardianRelationship) {}

    public record Clinical(
            String disabilityGroup,
            List<String> diagnoses,
            Integer locusComposite,
            String asamLevel,
            Integer psychiatricAdmissions90d,
            Integer edVisits90d,
            Housing housing) {}

    public record Housing(boolean tclMember, boolean homeless, LocalDate permanentHousingSince) {}

    public record Withdrawn(String person, String program, String episode, LocalDate withdrawnOn) {}

    public record Closed(String person, String program, String episode, LocalDate closedOn) {}

    public record Reopened(String person, String program, String episode) {}

    public record StaffRegistered(String staff, String displayName, String npi) {}

    public record CredentialRecorded(String staff, String kind, LocalDate validFrom, LocalDate validTo) {}

    public record CredentialEnded(String staff, String kind, LocalDate endedOn) {}

    public record TeamEstablished(String team, String name, String program, String npi, String siteCode) {}
}
