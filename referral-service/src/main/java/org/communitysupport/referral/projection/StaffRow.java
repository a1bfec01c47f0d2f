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
            Codes.CredentialEnd ended) {}

    StaffRow with(Held credential, long at) {
        var all = new ArrayList<Held>();
        for (var held : credentials) if (held.kind() != credential.kind()) all.add(held);
        all.add(credential);
        return new StaffRow(tenant, staff, displayName, npi, List.copyOf(all), at);
    }

    StaffRow ending(Codes.CredentialKind kind, LocalDate on, Codes.CredentialEnd why, long at) {
        var all = credentials.stream()
                .map(h -> h.kind() == kind ? new Held(kind, h.number(), h.validFrom(), on, why) : h)
                .toList();
        return new StaffRow(tenant, staff, displayName, npi, all, at);
    }
}
