package org.communitysupport.referral.domain;

import java.time.LocalDate;

public sealed interface StaffCommand {
    record RegisterStaff(String staff, String displayName, String npi) implements StaffCommand {}

    record RecordCredential(Codes.CredentialKind kind, String number, LocalDate validFrom, LocalDate validTo)
            implements StaffCommand {}

    record EndCredential(Codes.CredentialKind kind, LocalDate endedOn, Codes.CredentialEnd reason)
            implements StaffCommand {}
}
