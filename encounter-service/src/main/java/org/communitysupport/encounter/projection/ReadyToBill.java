package org.communitysupport.encounter.projection;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterReleaseCorrected;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterReleasedForBilling;
import org.communitysupport.encounter.domain.MemberDayEvent.ReleasedLine;
import org.communitysupport.encounter.inbound.FromBilling.ClaimBuilt;
import org.communitysupport.encounter.inbound.Published;
import org.communitysupport.kernel.View;

/** One row a member's day that went out to billing, with its lines as they stand, until claims carry its newest release. */
public final class ReadyToBill {
    private ReadyToBill() {}

    /**
     * @param releases how often something of the day went out
     * @param claims built from it; {@code claimedRelease} is the newest release that one of them bills
     * @param ready true while no claim bills the newest release
     */
    public record Row(
            String person,
            LocalDate date,
            String program,
            String episode,
            String payer,
            int releases,
            boolean corrected,
            int units,
            List<ReleasedLine> lines,
            List<String> claims,
            int claimedRelease,
            boolean ready) {}

    public static final View<Row> VIEW = view();

    private static View<Row> view() {
        var view = View.of("ready-to-bill", 1, Row.class)
                .on(
                        "encounter.EncounterReleasedForBilling",
                        EncounterReleasedForBilling.class,
                        e -> key(e.data().person(), e.data().date(), e.data().program()),
                        (row, e) -> released(row, e.data()))
                .on(
                        "encounter.EncounterReleaseCorrected",
                        EncounterReleaseCorrected.class,
                        e -> key(e.data().person(), e.data().date(), e.data().program()),
                        (row, e) -> corrected(row, e.data()))
                .on(
                        "billing.ClaimBuilt",
                        ClaimBuilt.class,
                        e -> key(e.data().person(), e.data().date(), e.data().program()),
                        (row, e) -> claimed(row, e.data()))
                .index("person", "date")
                .index("payer", "date")
                .index("ready", "date")
                .index("date");
        return Published.restIgnored(view);
    }

    private static String key(String person, LocalDate date, String program) {
        return person + '.' + date + '.' + program;
    }

    private static Row released(Row row, EncounterReleasedForBilling r) {
        var lines = row == null ? new ArrayList<ReleasedLine>() : new ArrayList<>(row.lines());
        lines.addAll(r.lines());
        boolean corrected = row != null && row.corrected();
        return row(row, r.person(), r.date(), r.program(), r.episode(), r.payer(), r.release(), corrected, lines);
    }

    private static Row corrected(Row row, EncounterReleaseCorrected c) {
        var lines = new ArrayList<ReleasedLine>();
        if (row != null) for (var line : row.lines()) if (!c.codes().contains(line.codeText())) lines.add(line);
        lines.addAll(c.lines());
        return row(row, c.person(), c.date(), c.program(), c.episode(), c.payer(), c.release(), true, lines);
    }

    private static Row row(
            Row before,
            String person,
            LocalDate date,
            String program,
            String episode,
            String payer,
            int release,
            boolean corrected,
            List<ReleasedLine> lines) {
        var claims = before == null ? List.<String>of() : before.claims();
        int claimed = before == null ? 0 : before.claimedRelease();
        int units = lines.stream().mapToInt(ReleasedLine::units).sum();
        return new Row(
                person,
                date,
                program,
                episode,
                payer,
                release,
                corrected,
                units,
                lines,
                claims,
                claimed,
                claimed < release);
    }

    /** There is no order between the topics: the claim may be heard of first. */
    private static Row claimed(Row row, ClaimBuilt c) {
        var claims = new ArrayList<>(row == null ? List.<String>of() : row.claims());
        if (!claims.contains(c.claim())) claims.add(c.claim());
        int claimed = Math.max(c.release(), row == null ? 0 : row.claimedRelease());
        if (row == null)
            return new Row(
                    c.person(), c.date(), c.program(), null, null, 0, false, 0, List.of(), claims, claimed, false);
        return new Row(
                row.person(),
                row.date(),
                row.program(),
                row.episode(),
                row.payer(),
                row.releases(),
                row.corrected(),
                row.units(),
                row.lines(),
                claims,
                claimed,
                claimed < row.releases());
    }
}
