package org.communitysupport.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code POST /v1/referrals} until its last effect (identified, on intake's board, known to eligibility), as many as go through: how many a
 * second are settled while they come in, how many are open when the last has come, and how long those take.
 */
final class Settles {
    private static final int WARM_UP_SECONDS = 40;
    private static final int SECONDS = 60;
    private static final int PATIENCE_SECONDS = 180;

    private Settles() {}

    static List<Figure> run(Ground ground) {
        var services = ground.services();
        services.start();
        var figures = new ArrayList<Figure>();
        for (int connections : new int[] {16, 64}) figures.addAll(measured(ground, services, connections));
        return figures;
    }

    /** What one stretch gave. */
    record Seen(double intake, double settled, long open, double drainSeconds) {}

    static List<Figure> measured(Ground ground, Services services, int connections) {
        var warmUp = Duration.ofMillis(ground.scaled(WARM_UP_SECONDS * 1000, 1_000));
        var seen = seen(services, connections, warmUp, Duration.ofMillis(ground.scaled(SECONDS * 1000, 1_000)));
        String name = "settle." + connections;
        return List.of(
                new Figure(name, "referrals/s", seen.settled, seen.intake, seen.settled / seen.intake, 1, 0),
                Figure.single(name + ".open", "referrals", seen.open, 1),
                Figure.single(name + ".drain", "s", seen.drainSeconds, 1));
    }

    /** @return with a drain of {@value #PATIENCE_SECONDS} s when it took longer than that */
    static Seen seen(Services services, int connections, Duration warmUp, Duration time) {
        int port = services.referralPort();
        String token = services.senderToken();
        try (var settling = services.settling()) {
            long before = Traffic.flood(port, token, connections, warmUp).millis().length;
            drained(settling, before);
            long settledBefore = settling.settled();
            long began = System.nanoTime();
            var traffic = Traffic.flood(port, token, connections, time);
            double seconds = (System.nanoTime() - began) / 1e9;
            long settled = settling.settled() - settledBefore;
            long all = before + traffic.millis().length;
            long open = all - settling.settled();
            return new Seen(traffic.perSecond(), settled / seconds, open, drained(settling, all));
        }
    }

    private static double drained(Settling settling, long all) {
        long began = System.nanoTime(),
                end = began + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
        while (settling.settled() < all && System.nanoTime() < end) LockSupport.parkNanos(20_000_000);
        return (System.nanoTime() - began) / 1e9;
    }
}
