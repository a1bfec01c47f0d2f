package org.communitysupport.eligibility.projection;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A member of staff as the referral service knows them; here only for the question who may assess and confirm. */
public record StaffRow(String tenant, String staff, String displayName, List<Held> credentials) {

    /** Both ends inclusive; {@code to} null when open-ended. */
    public record Held(String kind, LocalDate from, LocalDate to) {
        boolean on(LocalDate day) {
            return !day.isBefore(from) && (to == null || !day.isAfter(to));
        }
    }

    public Set<String> on(LocalDate day) {
        return credentials.stream().filter(h -> h.on(day)).map(Held::kind).collect(Collectors.toSet());
    }

    StaffRow with(Held credential) {
        var all = new ArrayList<Held>();
        for (var held : credentials) if (!held.kind().equals(credential.kind())) all.add(held);
        all.add(credential);
        return new StaffRow(tenant, staff, displayName, List.copyOf(all));
    }

    StaffRow ending(String kind, LocalDate on) {
        var all = credentials.stream()
                .map(h -> h.kind().equals(kind) ? new Held(kind, h.from(), on) : h)
                .toList();
        return new StaffRow(tenant, staff, displayName, all);
    }
}
