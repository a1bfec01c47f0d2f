package org.communitysupport.referral.projection;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.communitysupport.referral.domain.Codes;

/** A member of staff with all credentials, past ones too. */
public record StaffRow(
        String tenant, String staff, String displayName, String npi, List<Held> credentials, long version) {

    /** Both ends inclusive; {@code validTo} null when open-ended, {@code ended} null unless somebody ended it. */
    public record Held(
            Codes.CredentialKind kind,
            String number,
            LocalDate validFrom,
            LocalDate validTo,
            Codes.CredentialEnd ended) {
        private boolean on(LocalDate day) {
            return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
        }
    }

    /** Recorded again from the same day it takes the place of the former. */
    StaffRow with(Held credential, long at) {
        var all = new ArrayList<>(credentials.stream()
                .filter(h -> !(h.kind() == credential.kind() && h.validFrom().equals(credential.validFrom())))
                .toList());
        all.add(credential);
        return new StaffRow(tenant, staff, displayName, npi, List.copyOf(all), at);
    }

    /** Ends what would hold beyond that day; what was over before stays as it was. */
    StaffRow ending(Codes.CredentialKind kind, LocalDate last, Codes.CredentialEnd why, long at) {
        var all = credentials.stream()
                .map(h -> h.kind() == kind && h.on(last.plusDays(1))
                        ? new Held(kind, h.number(), h.validFrom(), last, why)
                        : h)
                .toList();
        return new StaffRow(tenant, staff, displayName, npi, all, at);
    }
}
