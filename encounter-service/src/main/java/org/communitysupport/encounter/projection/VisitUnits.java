package org.communitysupport.encounter.projection;

import org.communitysupport.encounter.inbound.FromEligibility;
import org.communitysupport.encounter.inbound.Published;
import org.communitysupport.kernel.View;

/** What the pool of units answered for planned visits, one row a visit. */
public final class VisitUnits {
    /** Lines of scheduled visits, see {@code EncounterScheduled.line}. */
    private static final String LINE = "sched_";

    private VisitUnits() {}

    /** @param missing of the {@code units} that were asked for; @param reason why, null when none is missing */
    public record Row(int units, int missing, String reason) {}

    public static final View<Row> VIEW = view();

    private static View<Row> view() {
        return Published.restIgnored(View.of("visit-units", 1, Row.class)
                .on(
                        "eligibility.UnitsReserved",
                        FromEligibility.UnitsReserved.class,
                        e -> key(e.data().person(), e.data().line()),
                        (row, e) -> new Row(e.data().units(), 0, null))
                .on(
                        "eligibility.UnitReservationRejected",
                        FromEligibility.UnitReservationRejected.class,
                        e -> key(e.data().person(), e.data().line()),
                        (row, e) -> new Row(
                                e.data().units(), e.data().missing(), e.data().reason()))
                .on(
                        "eligibility.UnitsReleased",
                        FromEligibility.UnitsReleased.class,
                        e -> key(e.data().person(), e.data().line()),
                        (row, e) -> null));
    }

    /** Null for a line of service that was given. */
    private static String key(String person, String line) {
        return line.startsWith(LINE) ? person + '.' + line.substring(LINE.length()) : null;
    }
}
