package org.communitysupport.billing.domain.rule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.communitysupport.billing.domain.claim.ClaimLine;
import org.communitysupport.billing.domain.claim.ReleasedLine;

/**
 * Amendment 4: all lines of one member, day, code with modifiers and authorization become one claim line; two identical lines would come
 * back as duplicates. Where the payer wants to know who served, one line for each of them.
 */
public final class Merge {
    private Merge() {}

    /** @param released lines of one pool */
    public static List<ClaimLine> lines(List<ReleasedLine> released, LocalDate date, BillingRules rules) {
        boolean byStaff = !rules.rendering().equals("AGENCY");
        Map<String, List<ReleasedLine>> groups = new LinkedHashMap<>();
        for (var line : released) {
            String service = line.service();
            groups.computeIfAbsent(byStaff ? service + '/' + line.staff() : service, k -> new ArrayList<>())
                    .add(line);
        }
        var lines = new ArrayList<ClaimLine>();
        for (var group : groups.values()) lines.add(line(lines.size() + 1, group, date, rules, byStaff));
        return List.copyOf(lines);
    }

    private static ClaimLine line(
            int number, List<ReleasedLine> group, LocalDate date, BillingRules rules, boolean byStaff) {
        var first = group.getFirst();
        int units = group.stream().mapToInt(ReleasedLine::units).sum();
        Long charge = rules.charge(first.modifiers());
        Long rate = rules.rate(first.modifiers(), date);
        return new ClaimLine(
                number,
                first.code(),
                first.modifiers(),
                units,
                place(group),
                charge == null ? 0 : Math.multiplyExact(charge, units),
                rate == null ? 0 : Math.multiplyExact(rate, units),
                byStaff ? first.staffNpi() : null,
                byStaff ? first.staffName() : null,
                group.stream().map(ReleasedLine::line).toList());
    }

    /** The place of most minutes; the first of equals. */
    public static String place(List<ReleasedLine> group) {
        Map<String, Integer> minutes = new LinkedHashMap<>();
        for (var line : group) if (line.place() != null) minutes.merge(line.place(), line.minutes(), Integer::sum);
        String place = null;
        int most = -1;
        for (var entry : minutes.entrySet())
            if (entry.getValue() > most) {
                most = entry.getValue();
                place = entry.getKey();
            }
        return place;
    }
}
