package org.communitysupport.payer;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.communitysupport.payer.Interchange.Group;

/** The 999 (X231A1): which transaction sets were taken, and where the others are wrong; before it a TA1 when the interchange itself is refused. */
final class SyntaxAnswer {
    private static final String GUIDE = "005010X231A1";
    private static final int MOST_PLACES = 50;

    private SyntaxAnswer() {}

    /** @param faults of each set of each group, in the order of the file */
    record GroupVerdict(Group group, List<List<Fault>> faults) {

        /** AK905: what is wrong with the group as such; empty when nothing is. */
        String code() {
            if (!group.gs().get(1).equals("HC")) return "1";
            if (!group.gs().get(6).matches("[0-9]{1,9}")) return "6";
            return group.faultCode();
        }

        boolean takes(int set) {
            return code().isEmpty() && faults.get(set).isEmpty();
        }

        int accepted() {
            int accepted = 0;
            for (int i = 0; i < faults.size(); i++) if (takes(i)) accepted++;
            return accepted;
        }
    }

    /** @param refused TA105 when the interchange as such is refused, and then no set of it is taken; empty else */
    static byte[] of(Interchange file, String refused, List<GroupVerdict> verdicts) {
        var out = new X12Text(file, 1);
        var isa = file.isa();
        if (!refused.isEmpty())
            out.segment("TA1", isa.get(13), X12Text.clean(isa.get(9)), X12Text.clean(isa.get(10)), "R", refused);
        if (!verdicts.isEmpty()) {
            var first = verdicts.getFirst().group().gs();
            out.startGroup("FA", first.get(3), first.get(2), file.at(), GUIDE);
            for (var verdict : verdicts) set(out, verdict, !refused.isEmpty());
            out.endGroup();
        }
        return out.end();
    }

    private static void set(X12Text out, GroupVerdict verdict, boolean refused) {
        var gs = verdict.group().gs();
        out.startSet("999", GUIDE);
        out.segment("AK1", X12Text.clean(gs.get(1)), X12Text.clean(gs.get(6)), X12Text.clean(gs.get(8)));
        for (int i = 0; i < verdict.faults().size(); i++) {
            var faults = verdict.faults().get(i);
            // A set that is sound in a group that is not has no verdict of its own: the group's speaks for it.
            if (faults.isEmpty() && (refused || !verdict.code().isEmpty())) continue;
            var st = verdict.group().sets().get(i).st();
            out.segment("AK2", X12Text.clean(st.get(1)), X12Text.clean(st.get(2)), X12Text.clean(st.get(3)));
            faults.stream().filter(f -> f.position() > 0).limit(MOST_PLACES).forEach(f -> place(out, f));
            out.segment("IK5", verdict(faults));
        }
        int sets = verdict.faults().size();
        int accepted = refused ? 0 : verdict.accepted();
        String word = accepted == sets && sets > 0 ? "A" : accepted > 0 ? "P" : "R";
        out.segment(
                "AK9",
                word,
                verdict.group().statedSets(),
                Integer.toString(sets),
                Integer.toString(accepted),
                verdict.code());
        out.endSet();
    }

    private static void place(X12Text out, Fault f) {
        out.segment("IK3", f.segment(), Integer.toString(f.position()), f.loop(), f.segmentCode());
        if (f.element() > 0) out.segment("IK4", Integer.toString(f.element()), "", f.elementCode());
    }

    private static String[] verdict(List<Fault> faults) {
        if (faults.isEmpty()) return new String[] {"A"};
        var codes = new TreeSet<String>();
        faults.forEach(f -> codes.add(f.setCode()));
        var ik5 = new ArrayList<>(List.of("R"));
        codes.stream().limit(5).forEach(ik5::add);
        return ik5.toArray(String[]::new);
    }
}
