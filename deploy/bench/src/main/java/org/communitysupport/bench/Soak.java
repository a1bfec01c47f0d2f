package org.communitysupport.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** 200 commands a second for twenty minutes; then the intake again, and whether anything has grown on the way. */
final class Soak {
    private static final int COMMANDS_PER_SECOND = 200;
    private static final int MINUTES = 20;
    /** A token lives for ten minutes. */
    private static final int TOKEN_MINUTES = 5;

    private Soak() {}

    static List<Figure> run(Ground ground) {
        var services = ground.services();
        services.start();
        var before = IntakeFigures.measured(ground, services, "soak");
        var memory = new LinkedHashMap<String, List<double[]>>();
        services.parts().forEach(part -> memory.put(part, new ArrayList<>()));
        long millis = ground.scaled(MINUTES * 60_000, 4_000);
        long began = System.nanoTime(), end = began + millis * 1_000_000;
        double answered = 0;
        while (System.nanoTime() < end) {
            var stretch = Duration.ofNanos(Math.min(
                    end - System.nanoTime(), Duration.ofMinutes(TOKEN_MINUTES).toNanos()));
            var watch = Thread.ofPlatform().start(() -> watch(services, memory, began, stretch));
            var seen = Traffic.paced(services.referralPort(), services.senderToken(), COMMANDS_PER_SECOND, stretch);
            answered += seen.millis().length;
            Traffic.join(List.of(watch));
        }
        ground.says(Table.number(answered) + " commands in " + Table.number(millis / 60_000.0) + " minutes");
        var figures = new ArrayList<>(compared(before, IntakeFigures.measured(ground, services, "soak")));
        memory.forEach((part, samples) -> figures.addAll(slope(part, samples)));
        return figures;
    }

    private static void watch(Services services, Map<String, List<double[]>> memory, long began, Duration time) {
        long end = System.nanoTime() + time.toNanos(), every = Math.min(10_000_000_000L, time.toNanos() / 8);
        while (System.nanoTime() < end - every) {
            memory.forEach((part, samples) ->
                    samples.add(new double[] {(System.nanoTime() - began) / 3.6e12, services.memory(part)}));
            LockSupport.parkNanos(every);
        }
    }

    private static List<Figure> compared(List<Figure> before, List<Figure> after) {
        var compared = new ArrayList<Figure>();
        for (int i = 0; i < before.size(); i++) {
            var a = after.get(i);
            double reference = before.get(i).value();
            compared.add(
                    new Figure(a.name(), a.unit(), a.value(), reference, a.value() / reference, a.n(), a.spread()));
        }
        return compared;
    }

    /** Growth by the straight line that fits best, without the first fifth, in which a JVM still finds its size. */
    private static List<Figure> slope(String part, List<double[]> samples) {
        var settled = samples.subList(samples.size() / 5, samples.size());
        double hours = settled.stream().mapToDouble(s -> s[0]).average().orElseThrow();
        double megabytes = settled.stream().mapToDouble(s -> s[1]).average().orElseThrow();
        double above = settled.stream()
                .mapToDouble(s -> (s[0] - hours) * (s[1] - megabytes))
                .sum();
        double below = settled.stream()
                .mapToDouble(s -> (s[0] - hours) * (s[0] - hours))
                .sum();
        return List.of(
                Figure.single("soak." + part + ".memory", "MB", megabytes, settled.size()),
                Figure.single("soak." + part + ".growth", "MB/h", below == 0 ? 0 : above / below, settled.size()));
    }
}
