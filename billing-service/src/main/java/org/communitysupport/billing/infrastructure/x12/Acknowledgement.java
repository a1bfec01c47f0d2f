package org.communitysupport.billing.infrastructure.x12;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The answer in X12 to a file that is refused: TA1 when the envelope is at fault, else a 999 (X231A1) with the place of each fault. */
final class Acknowledgement {
    private Acknowledgement() {}

    static String of(Scan scan, LocalDateTime at) {
        var isa = scan.isa;
        var out = new X12Out(
                new X12Out.Party(isa.get(7), isa.get(8).trim()),
                new X12Out.Party(isa.get(5), isa.get(6).trim()),
                nineDigits(isa.get(13)),
                at,
                isa.get(15).equals("P") ? "P" : "T");
        if (!scan.interchangeFaults.isEmpty() || scan.groups.isEmpty()) ta1(out, scan);
        else for (var group : scan.groups) syntaxVerdict(out, group, at);
        return X12Out.text(out.end());
    }

    private static void ta1(X12Out out, Scan scan) {
        String code = scan.interchangeFaults.isEmpty()
                ? "000"
                : scan.interchangeFaults.getFirst().code();
        out.segment("TA1", nineDigits(scan.isa.get(13)), scan.isa.get(9), scan.isa.get(10), "R", code);
    }

    private static void syntaxVerdict(X12Out out, Scan.Group group, LocalDateTime at) {
        out.startGroup("FA", group.gs.get(3), group.gs.get(2), at, "1", "005010X231A1");
        out.startSet("999", "0001", "005010X231A1");
        out.segment("AK1", group.gs.get(1), group.gs.get(6), group.gs.get(8));
        int accepted = 0;
        for (var set : group.sets) {
            out.segment("AK2", set.st.get(1), set.st.get(2), set.st.get(3));
            set.faults.forEach(f -> place(out, f));
            if (set.faults.isEmpty()) accepted++;
            out.segment("IK5", verdict(set.faults));
        }
        var ak9 = new ArrayList<Object>(List.of(
                group.faults.isEmpty() && accepted == group.sets.size()
                        ? "A"
                        : accepted > 0 && group.faults.isEmpty() ? "P" : "R",
                Integer.toString(group.sets.size()),
                Integer.toString(group.sets.size()),
                Integer.toString(accepted)));
        group.faults.stream().map(X12Fault::code).distinct().limit(5).forEach(ak9::add);
        out.segment("AK9", ak9.toArray());
        out.endSet();
        out.endGroup();
    }

    private static void place(X12Out out, X12Fault f) {
        if (f.level() == X12Fault.Level.SEGMENT)
            out.segment("IK3", f.segment(), Integer.toString(f.position()), "", f.code());
        if (f.level() != X12Fault.Level.ELEMENT) return;
        out.segment("IK3", f.segment(), Integer.toString(f.position()), "", "8");
        Object element = f.component() > 0
                ? new X12Out.Composite(Integer.toString(f.element()), Integer.toString(f.component()))
                : Integer.toString(f.element());
        out.segment("IK4", element, "", f.code());
    }

    private static Object[] verdict(List<X12Fault> faults) {
        if (faults.isEmpty()) return new Object[] {"A"};
        var codes = new TreeSet<String>();
        for (var f : faults) codes.add(f.level() == X12Fault.Level.SET ? f.code() : "5");
        var ik5 = new ArrayList<Object>(List.of("R"));
        codes.stream().limit(5).forEach(ik5::add);
        return ik5.toArray();
    }

    private static String nineDigits(String control) {
        return control.matches("[0-9]{9}") ? control : "000000000";
    }
}
