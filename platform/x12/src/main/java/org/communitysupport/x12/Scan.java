package org.communitysupport.x12;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What one pass over an interchange found: its envelopes and its faults. Bounded: at most {@value #MOST_FAULTS} faults are kept. */
public final class Scan {
    static final int MOST_FAULTS = 100;

    /** ISA as read; null when the file does not begin with one that can be read. */
    Segment isa;

    final List<Group> groups = new ArrayList<>();
    final List<X12Fault> interchangeFaults = new ArrayList<>();

    /** How many TA1 segments it has. */
    int interchangesAnswered;

    private int faults;

    public static final class Group {
        final Segment gs;
        final List<TransactionSet> sets = new ArrayList<>();
        final List<X12Fault> faults = new ArrayList<>();

        Group(Segment gs) {
            this.gs = gs;
        }

        public List<TransactionSet> sets() {
            return Collections.unmodifiableList(sets);
        }

        /** Version and guide, e.g. {@code 005010X221A1}. */
        public String guide() {
            return gs.get(8);
        }
    }

    public static final class TransactionSet {
        final Segment st;
        final List<X12Fault> faults = new ArrayList<>();

        TransactionSet(Segment st) {
            this.st = st;
        }

        /** ST01 as written, e.g. {@code 835}. */
        public String kind() {
            return st.get(1);
        }
    }

    public boolean sound() {
        return faults == 0;
    }

    public void add(X12Fault fault) {
        if (++faults > MOST_FAULTS) return;
        var group = groups.isEmpty() ? null : groups.getLast();
        var set = group == null || group.sets.isEmpty() ? null : group.sets.getLast();
        boolean inSet = set != null && fault.position() > 0;
        switch (fault.level()) {
            case INTERCHANGE -> interchangeFaults.add(fault);
            case GROUP -> {
                if (group == null) interchangeFaults.add(fault.ofContent());
                else group.faults.add(fault);
            }
            case SET, SEGMENT, ELEMENT -> {
                if (inSet) set.faults.add(fault);
                else interchangeFaults.add(fault.ofContent());
            }
        }
    }

    /** A set that is of no use here, whatever else is wrong with it. */
    public void add(TransactionSet set, String detail) {
        faults++;
        set.faults.addFirst(X12Fault.set("1", "ST", 1, detail));
    }

    public List<Group> groups() {
        return Collections.unmodifiableList(groups);
    }

    /** Whether a header could be read at all. */
    public boolean begun() {
        return isa != null;
    }

    /** ISA15: P production, T test; empty when there is no header. */
    public String usage() {
        return isa == null ? "" : isa.get(15);
    }

    /** It answers an interchange of ours (TA1). */
    public boolean answersInterchanges() {
        return interchangesAnswered > 0;
    }

    /** The envelope itself is at fault. */
    public boolean hasInterchangeFaults() {
        return !interchangeFaults.isEmpty();
    }

    boolean onlySyntaxVerdicts() {
        return groups.stream().allMatch(g -> g.gs.get(1).equals("FA"));
    }

    /** A fault and where in the interchange it is; group and set are named where there are several. */
    public record Placed(String place, X12Fault fault) {}

    public List<Placed> all() {
        var all = new ArrayList<Placed>();
        interchangeFaults.forEach(f -> all.add(new Placed(f.place(), f)));
        for (int g = 0; g < groups.size(); g++) {
            var group = groups.get(g);
            String inGroup = groups.size() > 1 ? "group " + (g + 1) + ", " : "";
            group.faults.forEach(f -> all.add(new Placed(inGroup + f.place(), f)));
            for (int s = 0; s < group.sets.size(); s++) {
                String inSet = inGroup + (group.sets.size() > 1 ? "set " + (s + 1) + ", " : "");
                group.sets.get(s).faults.forEach(f -> all.add(new Placed(inSet + f.place(), f)));
            }
        }
        return all;
    }
}
