package org.communitysupport.encounter.projection;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterReleaseCorrected;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterReleasedForBilling;
import org.communitysupport.encounter.domain.MemberDayEvent.ReleasedLine;
import org.communitysupport.encounter.inbound.Published;
import org.communitysupport.kernel.View;

/** One row a member's day that went out to billing, with its lines as they stand. */
public final class ReadyToBill {
    private ReadyToBill() {}

    /** @param releases how often something of the day went out; more than the releases themselves means it was corrected */
    public record Row(
            String person,
            LocalDate date,
            String program,
            String episode,
            String payer,
            int releases,
            boolean corrected,
            int units,
            List<ReleasedLine> lines) {}

    public static final View<Row> VIEW = view();

    private static View<Row> view() {
        var view = View.of("ready-to-bill", 1, Row.class)
                .on(
                        "encounter.EncounterReleasedForBilling",
                        EncounterReleasedForBilling.class,
                        e -> e.data().person()
                                + '.'
                                + e.data().date()
                                + '.'
                                + e.data().program(),
                        (row, e) -> released(row, e.data()))
                .on(
                        "encounter.EncounterReleaseCorrected",
                        EncounterReleaseCorrected.class,
                        e -> e.data().person()
                                + '.'
                                + e.data().date()
                                + '.'
                                + e.data().program(),
                        (row, e) -> corrected(row, e.data()))
                .index("person", "date")
                .index("payer", "date")
                .index("date");
        return view.ignores(Published.except(Published.ENCOUNTER, view.handled().keySet()));
    }

    private static Row released(Row row, EncounterReleasedForBilling r) {
        var lines = row == null ? new ArrayList<ReleasedLine>() : new ArrayList<>(row.lines());
        lines.addAll(r.lines());
        boolean corrected = row != null && row.corrected();
        return new Row(
                r.person(), r.date(), r.program(), r.episode(), r.payer(), r.release(), corrected, units(lines), lines);
    }

    private static Row corrected(Row row, EncounterReleaseCorrected c) {
        var lines = new ArrayList<ReleasedLine>();
        if (row != null)
            for (var line : row.lines())
                if (!c.codes().contains(line.code() + '-' + String.join("-", line.modifiers()))) lines.add(line);
        lines.addAll(c.lines());
        return new Row(
                c.person(), c.date(), c.program(), c.episode(), c.payer(), c.release(), true, units(lines), lines);
    }

    private static int units(List<ReleasedLine> lines) {
        return lines.stream().mapToInt(ReleasedLine::units).sum();
    }
}
