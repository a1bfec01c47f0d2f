package org.communitysupport.careplan.projection;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.communitysupport.careplan.inbound.FromReferral.CredentialEnded;
import org.communitysupport.careplan.inbound.FromReferral.CredentialRecorded;
import org.communitysupport.careplan.inbound.FromReferral.StaffRegistered;
import org.communitysupport.careplan.inbound.Published;
import org.communitysupport.kernel.View;

/** Staff and their credentials as the referral service registers them: what a signature or an order is judged against. */
public final class StaffView {

    /** Both ends inclusive; {@code validTo} null when open-ended. */
    public record Credential(String kind, LocalDate validFrom, LocalDate validTo) {
        private boolean on(LocalDate day) {
            return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
        }
    }

    /** @param credentials past ones too */
    public record StaffRow(String staff, String displayName, List<Credential> credentials) {

        /** Recorded again from the same day it takes the place of the former. */
        StaffRow with(Credential one) {
            var all = new ArrayList<>(credentials.stream()
                    .filter(c -> !(c.kind().equals(one.kind()) && c.validFrom().equals(one.validFrom())))
                    .toList());
            all.add(one);
            return new StaffRow(staff, displayName, all);
        }

        /** Ends what would hold beyond that day; what was over before stays as it was. */
        StaffRow ending(String kind, LocalDate last) {
            return new StaffRow(
                    staff,
                    displayName,
                    credentials.stream()
                            .map(c -> c.kind().equals(kind) && c.on(last.plusDays(1))
                                    ? new Credential(kind, c.validFrom(), last)
                                    : c)
                            .toList());
        }
    }

    public static final View<StaffRow> VIEW = Published.restIgnored(View.of("staff", 2, StaffRow.class)
            .on(
                    "referral.StaffRegistered",
                    StaffRegistered.class,
                    e -> e.data().staff(),
                    (row, e) -> new StaffRow(e.data().staff(), e.data().displayName(), List.of()))
            .on(
                    "referral.CredentialRecorded",
                    CredentialRecorded.class,
                    e -> e.data().staff(),
                    (row, e) -> row.with(new Credential(
                            e.data().kind(), e.data().validFrom(), e.data().validTo())))
            .on(
                    "referral.CredentialEnded",
                    CredentialEnded.class,
                    e -> e.data().staff(),
                    (row, e) -> row.ending(e.data().kind(), e.data().endedOn())));

    private StaffView() {}
}
