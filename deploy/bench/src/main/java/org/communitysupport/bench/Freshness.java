package org.communitysupport.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * From the answer to a command until a query shows what it did, at 200 commands a second, after two minutes of that. Asked from outside with {@code ?after=} the position
 * of the answer, so the time of the query itself is in it.
 */
final class Freshness {
    private static final int COMMANDS_PER_SECOND = 200;
    /** In their first minutes the services are busy with making machine code. */
    private static final int WARM_UP_SECONDS = 120;

    private static final int SECONDS = 60;

    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);

    private Freshness() {}

    static List<Figure> run(Ground ground) {
        var services = ground.services();
        services.start();
        int port = services.referralPort();
        String token = services.senderToken();
        Traffic.paced(port, token, COMMANDS_PER_SECOND, Duration.ofMillis(ground.scaled(WARM_UP_SECONDS * 1000, 500)));
        var time = Duration.ofMillis(ground.scaled(SECONDS * 1000, 2_000));
        var millis = new ArrayList<Double>();
        var plain = new ArrayList<Double>();
        var load = Thread.ofPlatform().start(() -> Traffic.paced(port, token, COMMANDS_PER_SECOND - 20, time));
        // The commands that are asked after are a part of the 200.
        long end = System.nanoTime() + time.toNanos();
        var posts = new Posts(token);
        var buffer = posts.buffer();
        try (var caller = new Caller(port)) {
            for (long due = System.nanoTime(); System.nanoTime() < end; due += 50_000_000) {
                for (long wait; (wait = due - System.nanoTime()) > 0; ) LockSupport.parkNanos(wait);
                posts.next(buffer);
                visible(caller, token, buffer, millis, plain);
            }
        }
        Traffic.join(List.of(load));
        var figures = new ArrayList<Figure>();
        figures.addAll(percentiles("freshness", millis));
        figures.addAll(percentiles("freshness.read", plain));
        return figures;
    }

    private static List<Figure> percentiles(String name, List<Double> millis) {
        double[] sorted =
                millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        var seen = new Traffic.Seen(0, sorted, 0);
        return List.of(
                Figure.single(name + ".p50", "ms", seen.percentile(0.5), sorted.length),
                Figure.single(name + ".p99", "ms", seen.percentile(0.99), sorted.length));
    }

    /** Then the same query once more, which now waits for nothing: what the asking itself takes. */
    private static void visible(Caller caller, String token, byte[] post, List<Double> millis, List<Double> plain) {
        var stored = caller.ask(post);
        if (stored.status() != 201) throw new IllegalStateException("a new referral was answered " + stored.status());
        String path = stored.headers().get("location").replaceFirst("^https?://[^/]+", "");
        var get = Caller.get(path + "?after=" + stored.headers().get("cs-position"), token);
        long began = System.nanoTime();
        var shown = caller.ask(get);
        // The service gives up waiting before we do: a view that is far behind is a figure, too.
        while (shown.status() == 504 && System.nanoTime() - began < PATIENCE) shown = caller.ask(get);
        if (shown.status() != 200) throw new IllegalStateException("it was not visible in time: " + shown.status());
        millis.add((System.nanoTime() - began) / 1e6);
        began = System.nanoTime();
        if (caller.ask(get).status() != 200) throw new IllegalStateException("what was visible is gone");
        plain.add((System.nanoTime() - began) / 1e6);
    }
}
