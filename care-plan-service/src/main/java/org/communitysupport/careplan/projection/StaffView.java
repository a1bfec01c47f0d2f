package org.communitysupport.careplan.projection;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.communitysupport.careplan.inbound.FromReferral.CredentialEnded;
import org.communitysupport.careplan.inbound.FromReferral.CredentialRecorded;
import org.communitysupport.careplan.inbound.FromReferral.StaffRegistered;
import org.communitysupport.kernel.View;

/** Staff and their credentials as the referral service registers them: what a signature or an order is judged against. */
public final class StaffView {

    /** @param validTo last valid day; null when open */
    public record Credential(String kind, LocalDate validFrom, LocalDate validTo) {}

    /** @param position newest event it holds */
    public record StaffRow(String staff, String displayName, List<Credential> credentials, String position) {}

    public static final View<StaffRow> VIEW = View.of("staff", 1, StaffRow.class)
            .on(
                    "referral.StaffRegistered",
                    StaffRegistered.class,
                    e -> e.data().staff(),
                    (row, e) -> new StaffRow(
                            e.data().staff(),
                            e.data().displayName(),
                            row == null ? List.of() : row.credentials(),
                            e.envelope().position().toString()))
            .on(
                    "referral.CredentialRecorded",
                    CredentialRecorded.class,
                    e -> e.data().staff(),
                    (row, e) -> {
                        var all = without(row, e.data().kind(), e.data().validFrom());
                        all.add(new Credential(
                                e.data().kind(), e.data().validFrom(), e.data().validTo()));
                        return new StaffRow(
                                e.data().staff(),
                                name(row),
                                all,
                                e.envelope().position().toString());
                    })
            .on("referral.CredentialEnded", CredentialEnded.class, e -> e.data().staff(), (row, e) -> {
                var all = new ArrayList<Credential>();
                for (var c : row == null ? List.<Credential>of() : row.credentials())
                    all.add(
                            c.kind().equals(e.data().kind())
                                    ? new Credential(
                                            c.kind(), c.validFrom(), e.data().endedOn())
                                    : c);
                return new StaffRow(
                        e.data().staff(),
                        name(row),
                        all,
                        e.envelope().position().toString());
            })
            .ignores(Unneeded.byStaff());

    private StaffView() {}

    private static String name(StaffRow row) {
        return row == null ? null : row.displayName();
    }

    /** A credential recorded again from the same day takes the place of the former. */
    private static List<Credential> without(StaffRow row, String kind, LocalDate from) {
        var all = new ArrayList<Credential>();
        if (row != null)
            row.credentials().stream()
                    .filter(c -> !(c.kind().equals(kind) && c.validFrom().equals(from)))
                    .forEach(all::add);
        return all;
    }
}
