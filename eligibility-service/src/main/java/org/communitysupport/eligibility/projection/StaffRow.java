package org.communitysupport.eligibility.projection;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A member of staff as the referral service knows them; here only for the question who may assess and confirm.
 *
 * @param credentials past ones too: what counts is the day of the assessment
 */
public record StaffRow(String staff, String displayName, List<Held> credentials) {

    /** Both ends inclusive; {@code to} null when open-ended. */
    public record Held(String kind, LocalDate from, LocalDate to) {
        boolean on(LocalDate day) {
            return !day.isBefore(from) && (to == null || !day.isAfter(to));
        }
    }

    public Set<String> on(LocalDate day) {
        return credentials.stream().filter(h -> h.on(day)).map(Held::kind).collect(Collectors.toSet());
    }

    /** Recorded again from the same day it takes the place of the former. */
    StaffRow with(Held credential) {
        var all = new ArrayList<>(credentials.stream()
                .filter(h -> !(h.kind().equals(credential.kind()) && h.from().equals(credential.from())))
                .toList());
        all.add(credential);
        return new StaffRow(staff, displayName, List.copyOf(all));
    }

    /** Ends what would hold beyond that day; what was over before stays as it was. */
    StaffRow ending(String kind, LocalDate last) {
        var all = credentials.stream()
                .map(h -> h.kind().equals(kind) && h.on(last.plusDays(1)) ? new Held(kind, h.from(), last) : h)
                .toList();
        return new StaffRow(staff, displayName, all);
    }
}
