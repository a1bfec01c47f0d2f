package org.communitysupport.bench;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What each figure should reach. Whether it does is said, never asserted: machines differ. */
final class Aims {

    /** One aim of one figure. */
    record Aim(String what, ToDoubleFunction<Figure> of, boolean atLeast, double limit) {

        boolean reached(Figure figure) {
            double is = of.applyAsDouble(figure);
            return atLeast ? is >= limit : is <= limit;
        }
    }

    private static final Map<String, List<Aim>> ALL = Map.ofEntries(
            Map.entry("append.1", List.of(ratio(0.9))),
            Map.entry("append.64", List.of(ratio(4))),
            Map.entry("command", List.of(ratio(0.7))),
            Map.entry("load", List.of(ratio(0.7))),
            Map.entry("relay", List.of(ratio(0.6))),
            Map.entry("rebuild", List.of(ratio(0.25), atLeast(80_000))),
            Map.entry("intake.16", List.of(atLeast(3_400))),
            Map.entry("intake.16.p99", List.of(atMost(50))),
            Map.entry("intake.64", List.of(atLeast(6_000))),
            Map.entry("settle.16", List.of(ratio(0.8))),
            Map.entry("settle.16.drain", List.of(atMost(2))),
            Map.entry("settle.64", List.of(ratio(0.8))),
            Map.entry("settle.64.drain", List.of(atMost(2))),
            Map.entry("against.intake.16", List.of(ratio(6))),
            Map.entry("against.intake.64", List.of(ratio(5))),
            Map.entry("against.settle.16", List.of(ratio(20))),
            Map.entry("soak.16", List.of(ratio(0.9))),
            Map.entry("soak.64", List.of(ratio(0.9))),
            Map.entry("freshness.p99", List.of(atMost(100))),
            Map.entry("growth.append.100000", List.of(ratio(0.7))),
            Map.entry("growth.append.1000000", List.of(ratio(0.7))),
            Map.entry("growth.load.100000", List.of(ratio(0.7))),
            Map.entry("growth.load.1000000", List.of(ratio(0.7))),
            Map.entry("growth.page.100000", List.of(ratio(0.7))),
            Map.entry("growth.page.1000000", List.of(ratio(0.7))),
            Map.entry("835", List.of(ratio(0.3))),
            Map.entry("835.heap", List.of(new Aim("ratio ≤ 1.1", Figure::ratio, false, 1.1))),
            Map.entry("start", List.of(atMost(15))));

    private Aims() {}

    static List<Aim> of(String figure) {
        for (String service : Services.OURS) {
            if (figure.equals("start." + service)) return List.of(atMost(3));
            if (figure.equals("start." + service + ".memory")) return List.of(atMost(250));
        }
        return ALL.getOrDefault(figure, List.of());
    }

    private static Aim ratio(double least) {
        return new Aim("ratio ≥ " + number(least), Figure::ratio, true, least);
    }

    private static Aim atLeast(double least) {
        return new Aim("≥ " + number(least), Figure::value, true, least);
    }

    private static Aim atMost(double most) {
        return new Aim("≤ " + number(most), Figure::value, false, most);
    }

    private static String number(double number) {
        return Table.number(number);
    }
}
