package org.communitysupport.journey.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Shows each event as it arrives, counts those of a crowd, and says at the end how long they took. */
final class Screen {
    private static final Duration SILENCE = Duration.ofMillis(400);
    private static final Duration AT_MOST = Duration.ofSeconds(20);

    private final PrintStream out;
    private final List<Long> micros = new ArrayList<>();
    private final Map<String, Integer> perService = new TreeMap<>();
    private long lastNanos = System.nanoTime();
    private boolean crowded;
    private int inTheCrowd;

    Screen(PrintStream out) {
        this.out = out;
    }

    synchronized void show(EventTail.Seen event) {
        lastNanos = System.nanoTime();
        micros.add(event.latency().toNanos() / 1_000);
        perService.merge(event.service(), 1, Integer::sum);
        if (crowded) inTheCrowd++;
        else
            out.printf(
                    "      %-12s %-40s %-24s %6.1f ms%n",
                    event.service(),
                    event.type().replaceFirst("^[^.]*\\.", "").replaceFirst("\\.v1$", ""),
                    event.position(),
                    event.latency().toNanos() / 1e6);
    }

    /** From here on events are counted and not shown: too many people do the same at once. */
    synchronized void crowd() {
        crowded = true;
        inTheCrowd = 0;
    }

    void calm() {
        settled();
        synchronized (this) {
            crowded = false;
            out.println("      … " + inTheCrowd + " events");
        }
    }

    /** Waits until nothing has arrived for a moment. */
    boolean settled() {
        long until = System.nanoTime() + AT_MOST.toNanos();
        while (System.nanoTime() < until) {
            synchronized (this) {
                if (System.nanoTime() - lastNanos > SILENCE.toNanos()) return true;
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Broken("The demo was interrupted.");
            }
        }
        return false;
    }

    synchronized void sum() {
        var sorted = micros.stream().sorted().toList();
        out.println();
        out.println("   " + sorted.size() + " events seen " + perService + ", from commit to here: median "
                + millis(sorted, 50) + ", p99 " + millis(sorted, 99) + ".");
    }

    synchronized int seen() {
        return micros.size();
    }

    private static String millis(List<Long> sorted, int percent) {
        if (sorted.isEmpty()) return "none";
        int index = Math.min(sorted.size() - 1, sorted.size() * percent / 100);
        return "%.1f ms".formatted(sorted.get(index) / 1000.0);
    }
}
