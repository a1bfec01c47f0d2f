package org.communitysupport.careplan.inbound;

import java.time.LocalDate;
import org.communitysupport.kernel.Personal;

/** What the referral service tells. */
public final class FromReferral {
    private FromReferral() {}

    /** Who the person is; the same shape as the referral's, read tolerantly. */
    public record Person(
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
            String safeContactNote,
            String language,
            String memberId,
            String guardianName,
            String guardianRelationship) {}

    public record ReferralAccepted(
            String referral,
            String person,
            String episode,
            String program,
            String payer,
            String team,
            LocalDate acceptedOn,
            Personal<Person> demographics)
            implements OfPerson {}

    /** @param episode null before acceptance: there is no plan yet */
    public record DemographicsCorrected(String person, String episode, Personal<Person> demographics)
            implements OfPerson {}

    public record EpisodeOpened(String person, String episode, LocalDate openedOn) implements OfPerson {}

    public record EpisodeClosed(String person, String episode, LocalDate closedOn) implements OfPerson {}

    public record EpisodeReopened(String person, String episode) implements OfPerson {}

    public record ReferralWithdrawn(String person, String episode, LocalDate withdrawnOn) implements OfPerson {}

    public record StaffRegistered(String staff, String displayName) {}

    public record CredentialRecorded(String staff, String kind, LocalDate validFrom, LocalDate validTo) {}

    public record CredentialEnded(String staff, String kind, LocalDate endedOn) {}
}
