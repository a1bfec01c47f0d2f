package org.communitysupport.x12;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The answer in X12 to an interchange that is refused: TA1 when the envelope is at fault, else a 999 (X231A1) with the place of each fault.
 * Of what the sender wrote only that is repeated which fits the guide; in place of the rest stands a value that says nothing.
 */
public final class Acknowledgement {
    private static final Set<String> QUALIFIERS = Set.of("01", "14", "20", "27", "28", "29", "30", "33", "ZZ");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmm");

    private final Scan scan;
    private final LocalDateTime at;
    private final X12Out out;

    private Acknowledgement(Scan scan, LocalDateTime at) {
        this.scan = scan;
        this.at = at;
        var isa = scan.isa;
        out = new X12Out(
                party(isa.get(7), isa.get(8)),
                party(isa.get(5), isa.get(6)),
                fit(isa.get(13), "[0-9]{9}", "000000000"),
                at,
                isa.get(15).equals("P") ? "P" : "T");
    }

    /**
     * Null when none can be made or none is due: the header cannot be read, or the interchange itself acknowledges. A TA1 is never answered, a
     * 999 only when its envelope is at fault. An interchange that is sound in itself is refused by a TA1: with it came one that is not.
     */
    public static String of(Scan scan, LocalDateTime at) {
        boolean due = scan.groups.isEmpty()
                ? scan.interchangesAnswered == 0
                : !scan.onlySyntaxVerdicts() || !scan.interchangeFaults.isEmpty();
        if (scan.isa == null || !due) return null;
        return new Acknowledgement(scan, at).text();
    }

    private String text() {
        if (!scan.interchangeFaults.isEmpty() || scan.groups.isEmpty() || scan.sound()) ta1();
        else for (var group : scan.groups) syntaxVerdict(group);
        return X12Out.text(out.end());
    }

    private void ta1() {
        var isa = scan.isa;
        String code = scan.interchangeFaults.isEmpty()
                ? "024"
                : scan.interchangeFaults.getFirst().code();
        out.segment("TA1", fit(isa.get(13), "[0-9]{9}", "000000000"), date(isa.get(9)), time(isa.get(10)), "R", code);
    }

    private void syntaxVerdict(Scan.Group group) {
        var gs = group.gs;
        out.startGroup("FA", application(gs.get(3)), application(gs.get(2)), at, "1", "005010X231A1");
        out.startSet("999", "0001", "005010X231A1");
        out.segment(
                "AK1",
                fit(gs.get(1), "[A-Z]{2}", "ZZ"),
                fit(gs.get(6), "[0-9]{1,9}", "0"),
                fit(gs.get(8), "[0-9A-Z]{1,12}", ""));
        for (var set : group.sets) {
            var st = set.st;
            out.segment(
                    "AK2",
                    fit(st.get(1), "[0-9]{3}", "000"),
                    fit(st.get(2), "[0-9A-Za-z]{4,9}", "0000"),
                    fit(st.get(3), "[0-9A-Z]{1,35}", ""));
            set.faults.forEach(this::place);
            out.segment("IK5", verdict(set.faults));
        }
        String sets = Integer.toString(group.sets.size());
        var ak9 = new ArrayList<Object>(List.of("R", sets, sets, "0"));
        group.faults.stream().map(X12Fault::code).distinct().limit(5).forEach(ak9::add);
        out.segment("AK9", ak9.toArray());
        out.endSet();
        out.endGroup();
    }

    private void place(X12Fault f) {
        if (f.level() != X12Fault.Level.SEGMENT && f.level() != X12Fault.Level.ELEMENT) return;
        boolean ofElement = f.level() == X12Fault.Level.ELEMENT && f.element() > 0;
        out.segment(
                "IK3",
                f.segment().equals("?") ? "UNK" : f.segment(),
                Integer.toString(f.position()),
                "",
                f.level() == X12Fault.Level.SEGMENT ? f.code() : "8");
        if (!ofElement) return;
        String element = Integer.toString(Math.min(f.element(), 99));
        out.segment(
                "IK4",
                f.component() > 0
                        ? new X12Out.Composite(element, Integer.toString(Math.min(f.component(), 99)))
                        : element,
                "",
                f.code());
    }

    /** A set without a fault goes with its file. */
    private static Object[] verdict(List<X12Fault> faults) {
        var codes = new TreeSet<String>();
        for (var f : faults) codes.add(f.level() == X12Fault.Level.SET ? f.code() : "5");
        var ik5 = new ArrayList<Object>(List.of("R"));
        codes.stream().limit(5).forEach(ik5::add);
        return ik5.toArray();
    }

    private static X12Out.Party party(String qualifier, String id) {
        return new X12Out.Party(
                QUALIFIERS.contains(qualifier) ? qualifier : "ZZ",
                fit(id.strip(), "[0-9A-Za-z][0-9A-Za-z ._/-]{0,14}", "UNKNOWN"));
    }

    private static String application(String code) {
        return fit(code.strip(), "[0-9A-Za-z][0-9A-Za-z ._/-]{1,14}", "UNKNOWN");
    }

    private static String fit(String value, String shape, String otherwise) {
        return value.matches(shape) ? value : otherwise;
    }

    private String date(String value) {
        try {
            return DATE.format(LocalDate.parse(value, DATE));
        } catch (DateTimeException e) {
            return DATE.format(at);
        }
    }

    private String time(String value) {
        try {
            return TIME.format(LocalTime.parse(value, TIME));
        } catch (DateTimeException e) {
            return TIME.format(at);
        }
    }
}
