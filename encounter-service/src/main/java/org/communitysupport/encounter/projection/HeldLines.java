package org.communitysupport.encounter.projection;

import java.time.LocalDate;
import java.util.List;
import org.communitysupport.encounter.domain.MemberDayEvent.Cause;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterHeld;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterHoldLifted;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterMarkedNonBillable;
import org.communitysupport.encounter.inbound.Published;
import org.communitysupport.kernel.View;

/** One row a line that is held: why, and who can mend it. A row goes when the hold does. */
public final class HeldLines {
    private HeldLines() {}

    /** @param mend roles that can do something about one of the causes */
    public record Row(
            String person,
            LocalDate date,
            String program,
            String line,
            String staff,
            List<String> encounters,
            int units,
            List<Cause> causes,
            List<String> codes,
            List<String> mend) {}

    public static final View<Row> VIEW = view();

    private static String key(String person, String line) {
        return person + '.' + line;
    }

    private static View<Row> view() {
        var view = View.of("held-lines", 1, Row.class)
                .on(
                        "encounter.EncounterHeld",
                        EncounterHeld.class,
                        e -> key(e.data().person(), e.data().line()),
                        (row, e) -> row(e.data()))
                .on(
                        "encounter.EncounterHoldLifted",
                        EncounterHoldLifted.class,
                        e -> key(e.data().person(), e.data().line()),
                        (row, e) -> null)
                .on(
                        "encounter.EncounterMarkedNonBillable",
                        EncounterMarkedNonBillable.class,
                        e -> key(e.data().person(), e.data().line()),
                        (row, e) -> null)
                .index("person", "date")
                .index("staff", "date")
                .index("codes", "date")
                .index("mend", "date")
                .index("date");
        return Published.restIgnored(view);
    }

    private static Row row(EncounterHeld h) {
        return new Row(
                h.person(),
                h.date(),
                h.program(),
                h.line(),
                h.staff(),
                h.encounters(),
                h.units(),
                h.causes(),
                h.causes().stream().map(Cause::code).distinct().toList(),
                h.causes().stream().map(Cause::mend).distinct().toList());
    }
}
