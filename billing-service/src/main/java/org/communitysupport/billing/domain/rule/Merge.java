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

    /**
     * @param released lines of one pool
     * @param birthDate null when not known
     */
    public static List<ClaimLine> lines(
            List<ReleasedLine> released, LocalDate date, String birthDate, BillingRules rules) {
        boolean byStaff = !rules.rendering().equals("AGENCY");
        Map<String, List<ReleasedLine>> groups = new LinkedHashMap<>();
        for (var line : released) {
            String service = line.service();
            groups.computeIfAbsent(byStaff ? service + '/' + line.staff() : service, k -> new ArrayList<>())
                    .add(line);
        }
        var lines = new ArrayList<ClaimLine>();
        String age = rules.byAge().modifier(birthDate, date);
        int full = rules.tier() == null ? Integer.MAX_VALUE : rules.tier().afterUnits();
        for (var group : groups.values()) {
            boolean counts =
                    rules.tier() != null && rules.tier().counts(group.getFirst().modifiers());
            var line = line(lines.size() + 1, group, date, rules, byStaff, age, counts ? full : Integer.MAX_VALUE);
            if (counts) full = Math.max(0, full - line.units());
            lines.add(line);
        }
        return List.copyOf(lines);
    }

    /** @param full how many of its units are paid in full */
    private static ClaimLine line(
            int number,
            List<ReleasedLine> group,
            LocalDate date,
            BillingRules rules,
            boolean byStaff,
            String age,
            int full) {
        var first = group.getFirst();
        int units = group.stream().mapToInt(ReleasedLine::units).sum();
        Long rate = rules.rate(first.code(), first.modifiers(), date);
        Long charge = rules.charge(first.code(), first.modifiers());
        // A charge that is not on file is the rate: the payer pays the lesser of both.
        Long each = charge == null ? rate : charge;
        return new ClaimLine(
                number,
                first.code(),
                withAge(first.modifiers(), age),
                units,
                place(group),
                each == null ? 0 : Math.multiplyExact(each, units),
                rate == null ? 0 : expected(rate, units, full, rules.tier()),
                byStaff ? first.staffNpi() : null,
                byStaff ? first.staffName() : null,
                group.stream().map(ReleasedLine::line).toList());
    }

    private static List<String> withAge(List<String> modifiers, String age) {
        if (age == null || modifiers.contains(age)) return modifiers;
        var all = new ArrayList<>(modifiers);
        all.add(age);
        return all;
    }

    /** Units beyond the tier count with their share, or not at all while that is not on file. */
    private static long expected(long rate, int units, int full, BillingRules.Tier tier) {
        if (units <= full) return Math.multiplyExact(rate, units);
        int percent = tier.percent() == null ? 0 : tier.percent();
        return Math.addExact(Math.multiplyExact(rate, full), Math.multiplyExact(rate, units - full) * percent / 100);
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
