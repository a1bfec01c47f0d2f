package org.communitysupport.referral.domain;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;

/** @param staff null before registration */
public record StaffState(
        String staff, String displayName, String npi, Map<Codes.CredentialKind, Validity> credentials) {
    public StaffState {
        credentials = Map.copyOf(credentials);
    }

    /** Both ends inclusive; {@code to} null when open-ended. */
    public record Validity(String number, LocalDate from, LocalDate to) {}

    static final StaffState NONE = new StaffState(null, null, null, Map.of());

    StaffState with(Codes.CredentialKind kind, Validity validity) {
        var all = new EnumMap<Codes.CredentialKind, Validity>(Codes.CredentialKind.class);
        all.putAll(credentials);
        all.put(kind, validity);
        return new StaffState(staff, displayName, npi, all);
    }
}
