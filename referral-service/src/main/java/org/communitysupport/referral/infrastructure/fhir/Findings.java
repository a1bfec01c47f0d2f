package org.communitysupport.referral.infrastructure.fhir;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.communitysupport.kernel.Warning;
import org.communitysupport.referral.application.ReferralBundles.Fault;

/** What a reading came upon: why it cannot be taken, what is odd, and what was left behind. Places, never values. */
final class Findings {
    private static final int NAMED = 40;

    private final List<Fault> faults = new ArrayList<>();
    private final List<Warning> remarks = new ArrayList<>();
    private final Set<String> left = new LinkedHashSet<>();

    void fault(String code, String rule, String place, String detail) {
        var fault = new Fault(code, rule, place, detail);
        if (!faults.contains(fault)) faults.add(fault);
    }

    void fault(String code, String place, String detail) {
        fault(code, "", place, detail);
    }

    void remark(String code, String rule, String detail) {
        var warning = new Warning(code, rule, detail);
        if (!remarks.contains(warning)) remarks.add(warning);
    }

    /** Somebody may miss it: it is named in the answer, and intake is told. */
    void leftBehind(String place) {
        left.add(place);
    }

    void add(Findings others) {
        others.faults.forEach(f -> fault(f.code(), f.rule(), f.place(), f.detail()));
        others.remarks.forEach(r -> remark(r.code(), r.rule(), r.detail()));
        left.addAll(others.left);
    }

    List<Fault> faults() {
        return List.copyOf(faults);
    }

    List<Warning> remarks() {
        var all = new ArrayList<>(remarks);
        if (!left.isEmpty())
            all.add(new Warning(
                    "not-carried-over",
                    "",
                    "These parts were not used: " + left.stream().limit(NAMED).collect(Collectors.joining(", "))
                            + (left.size() > NAMED ? " and " + (left.size() - NAMED) + " more" : "") + "."));
        return List.copyOf(all);
    }
}
