package org.communitysupport.encounter.inbound;

import java.time.LocalDate;

/** Events of referral-service. */
public final class FromReferral {
    private FromReferral() {}

    public record ReferralAccepted(
            String referral, String person, String episode, String program, String payer, String team) {}

    public record EpisodeOpened(String person, String program, String episode, LocalDate openedOn) {}

    public record EpisodeClosed(String person, String program, String episode, LocalDate closedOn) {}

    public record EpisodeReopened(String person, String program, String episode) {}

    /** @param episode null when it was withdrawn before it was accepted */
    public record ReferralWithdrawn(String person, String program, String episode, LocalDate withdrawnOn) {}

    public record StaffRegistered(String staff, String npi) {}

    public record CredentialRecorded(String staff, String kind, LocalDate validFrom, LocalDate validTo) {}

    public record CredentialEnded(String staff, String kind, LocalDate endedOn) {}

    public record StaffAssigned(String team, String staff, String role, LocalDate from) {}

    public record StaffUnassigned(String team, String staff, LocalDate until) {}
}
