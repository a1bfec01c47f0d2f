package org.communitysupport.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.communitysupport.local.Trouble;

/**
 * The intake of this checkout and of another one by turns in the same hour, for machines differ more from one hour to the next than releases
 * do. Each round starts a system, warms it up, measures and stops it; the services of the other checkout run as they were started when it was
 * made, without what this launcher adds for the compilers.
 */
final class Turnabout {
    private static final int WARM_UP_SECONDS = 40;
    private static final int SECONDS = 60;

    private Turnabout() {}

    private record Side(
            Services services,
            List<Traffic.Seen> few,
            List<Traffic.Seen> many,
            List<Settles.Seen> settledFew,
            List<Settles.Seen> settledMany) {
        Side(Services services) {
            this(services, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    static List<Figure> run(Ground ground, Path other) {
        for (String service : Services.OURS)
            if (Files.notExists(other.resolve(service + "-service/target/quarkus-app/quarkus-run.jar")))
                throw new Trouble(other + " is not built; ./cs run there once, or mvn -Dmaven.test.skip=true package.");
        var ours = new Side(new Services(ground.root(), ground.directory().resolve("ours"), Map.of()));
        var theirs = new Side(
                new Services(other, ground.directory().resolve("theirs"), Map.of("CS_SERVICE_JAVA_OPTIONS", "")));
        for (int round = 1; round <= ground.rounds(); round++)
            for (Side side : round % 2 == 1 ? List.of(theirs, ours) : List.of(ours, theirs)) {
                ground.says("round " + round + ", " + (side == ours ? "this checkout" : "the other"));
                try {
                    measure(ground, side);
                } finally {
                    side.services.stop();
                }
            }
        var figures = new ArrayList<Figure>();
        figures.addAll(traffic("against.intake.16", ours.few, theirs.few));
        figures.addAll(traffic("against.intake.64", ours.many, theirs.many));
        figures.addAll(settled("against.settle.16", ours.settledFew, theirs.settledFew));
        figures.addAll(settled("against.settle.64", ours.settledMany, theirs.settledMany));
        return figures;
    }

    private static void measure(Ground ground, Side side) {
        var warmUp = Duration.ofMillis(ground.scaled(WARM_UP_SECONDS * 1000, 1_000));
        var time = Duration.ofMillis(ground.scaled(SECONDS * 1000, 1_000));
        var none = Duration.ofMillis(1);
        side.services.start();
        int port = side.services.referralPort();
        String token = side.services.senderToken();
        Traffic.flood(port, token, 32, warmUp);
        side.few.add(Traffic.flood(port, token, 16, time.dividedBy(4)));
        side.many.add(Traffic.flood(port, token, 64, time.dividedBy(4)));
        side.settledFew.add(Settles.seen(side.services, 16, none, time));
        side.settledMany.add(Settles.seen(side.services, 64, none, time));
    }

    private static List<Figure> traffic(String name, List<Traffic.Seen> ours, List<Traffic.Seen> theirs) {
        return List.of(
                figure(name, "requests/s", ours, theirs, Traffic.Seen::perSecond),
                figure(name + ".p50", "ms", ours, theirs, s -> s.percentile(0.5)),
                figure(name + ".p99", "ms", ours, theirs, s -> s.percentile(0.99)));
    }

    private static List<Figure> settled(String name, List<Settles.Seen> ours, List<Settles.Seen> theirs) {
        return List.of(
                figure(name, "referrals/s", ours, theirs, Settles.Seen::settled),
                figure(name + ".open", "referrals", ours, theirs, Settles.Seen::open),
                figure(name + ".drain", "s", ours, theirs, Settles.Seen::drainSeconds));
    }

    private static <S> Figure figure(
            String name, String unit, List<S> ours, List<S> theirs, ToDoubleFunction<S> number) {
        return new Rounds(
                        ours.stream().mapToDouble(number).toArray(),
                        theirs.stream().mapToDouble(number).toArray())
                .figure(name, unit);
    }
}
