package org.communitysupport.billing.infrastructure.x12;

import java.util.ArrayList;
import java.util.List;

/** What one pass over a file found: its envelopes and its faults. Bounded: at most {@value #MOST_FAULTS} faults are kept. */
final class Scan {
    static final int MOST_FAULTS = 100;

    /** ISA as read; null when the file does not begin with one that can be read. */
    Segment isa;

    final List<Group> groups = new ArrayList<>();
    final List<X12Fault> interchangeFaults = new ArrayList<>();
    private int faults;

    static final class Group {
        final Segment gs;
        final List<TransactionSet> sets = new ArrayList<>();
        final List<X12Fault> faults = new ArrayList<>();

        Group(Segment gs) {
            this.gs = gs;
        }

        /** Version and guide, e.g. {@code 005010X221A1}. */
        String guide() {
            return gs.get(8);
        }
    }

    static final class TransactionSet {
        final Segment st;
        final List<X12Fault> faults = new ArrayList<>();

        TransactionSet(Segment st) {
            this.st = st;
        }
    }

    boolean sound() {
        return faults == 0;
    }

    void add(X12Fault fault) {
        if (++faults > MOST_FAULTS) return;
        var group = groups.isEmpty() ? null : groups.getLast();
        var set = group == null || group.sets.isEmpty() ? null : group.sets.getLast();
        switch (fault.level()) {
            case INTERCHANGE -> interchangeFaults.add(fault);
            case GROUP -> (group == null ? interchangeFaults : group.faults).add(fault);
            case SET, SEGMENT, ELEMENT -> {
                if (set != null && fault.position() > 0) set.faults.add(fault);
                else if (group != null) group.faults.add(fault);
                else interchangeFaults.add(fault);
            }
        }
    }

    List<X12Fault> all() {
        var all = new ArrayList<>(interchangeFaults);
        for (var group : groups) {
            all.addAll(group.faults);
            group.sets.forEach(set -> all.addAll(set.faults));
        }
        return all;
    }
}
