package org.communitysupport.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code POST /v1/referrals} of a running system: tokens checked, personal fields sealed under a new key each time, durable when answered. */
final class IntakeFigures {
    private static final int WARM_UP_SECONDS = 40;
    private static final int ROUND_SECONDS = 6;

    private IntakeFigures() {}

    /** With relay, views and reactions running; then the same service with none of them. */
    static List<Figure> run(Ground ground) {
        var services = ground.services();
        services.start();
        var figures = new ArrayList<>(measured(ground, services, "intake"));
        services.restartReferral(true);
        figures.addAll(measured(ground, services, "intake.alone"));
        services.restartReferral(false);
        return figures;
    }

    /** Rounds with 16 and 64 connections by turns, after a warm-up. */
    static List<Figure> measured(Ground ground, Services services, String name) {
        int port = services.referralPort();
        String token = services.senderToken();
        var warmUp = Duration.ofMillis(ground.scaled(WARM_UP_SECONDS * 1000, 1_000));
        var time = Duration.ofMillis(ground.scaled(ROUND_SECONDS * 1000, 500));
        Traffic.flood(port, token, 32, warmUp);
        var few = new ArrayList<Traffic.Seen>();
        var many = new ArrayList<Traffic.Seen>();
        for (int round = 0; round < ground.rounds(); round++) {
            few.add(Traffic.flood(port, token, 16, time));
            many.add(Traffic.flood(port, token, 64, time));
        }
        var figures = new ArrayList<>(figures(name + ".16", few));
        figures.addAll(figures(name + ".64", many));
        return figures;
    }

    private static List<Figure> figures(String name, List<Traffic.Seen> rounds) {
        return List.of(
                figure(name, "requests/s", rounds, Traffic.Seen::perSecond),
                figure(name + ".p50", "ms", rounds, s -> s.percentile(0.5)),
                figure(name + ".p99", "ms", rounds, s -> s.percentile(0.99)),
                figure(name + ".caller", "µs/request", rounds, Traffic.Seen::ownMicros));
    }

    private static Figure figure(
            String name,
            String unit,
            List<Traffic.Seen> rounds,
            java.util.function.ToDoubleFunction<Traffic.Seen> number) {
        return new Rounds(rounds.stream().mapToDouble(number).toArray(), new double[0]).figure(name, unit);
    }
}
