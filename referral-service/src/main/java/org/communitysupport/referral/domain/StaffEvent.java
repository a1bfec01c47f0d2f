package org.communitysupport.referral.domain;

import java.time.LocalDate;
import java.util.List;
import org.communitysupport.kernel.Warning;

public sealed interface StaffEvent {
    record StaffRegistered(String staff, String displayName, String npi, List<Warning> warnings)
            implements StaffEvent {}

    /** @param validTo last valid day; null when open-ended */
    record CredentialRecorded(
            String staff, Codes.CredentialKind kind, String number, LocalDate validFrom, LocalDate validTo)
            implements StaffEvent {}

    /** @param endedOn last valid day */
    record CredentialEnded(String staff, Codes.CredentialKind kind, LocalDate endedOn, Codes.CredentialEnd reason)
            implements StaffEvent {}
}
