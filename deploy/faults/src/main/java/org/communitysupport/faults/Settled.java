package org.communitysupport.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.communitysupport.journey.demo.Stage;
import org.communitysupport.local.Home;

/** Whether everything has come to rest after the last command: relays, views, reactions, the payer; and nothing is parked. */
final class Settled {
    /** By then every view and reaction has caught up with what was stored last. */
    static final Duration WITHIN = Duration.ofSeconds(60);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final StubbornApi api;
    private final Home home;

    Settled(StubbornApi api, Home home) {
        this.api = api;
        this.home = home;
    }

    /** What each service says of how far it has come. */
    Map<String, JsonNode> positions() {
        var all = new TreeMap<String, JsonNode>();
        for (String service : Site.SERVICES)
            all.put(service, api.get(Stage.OPERATOR, service, "/v1/positions").body());
        return all;
    }

    /** Who reads what: {@code service consumer source}. A consumer that is missing later has not caught up. */
    static TreeSet<String> readers(Map<String, JsonNode> positions) {
        var readers = new TreeSet<String>();
        positions.forEach(
                (service, p) -> p.path("consumers").fieldNames().forEachRemaining(consumer -> p.path("consumers")
                        .path(consumer)
                        .fieldNames()
                        .forEachRemaining(source -> readers.add(service + ' ' + consumer + ' ' + source))));
        return readers;
    }

    /**
     * Who is behind what stands in the logs, a sentence each.
     *
     * @param readers those who were there before
     */
    static List<String> behind(Map<String, JsonNode> positions, TreeSet<String> readers) {
        var behind = new ArrayList<String>();
        positions.forEach((service, p) -> lag(p.path("log"), p.path("relayed"))
                .forEach(lane -> behind.add("the relay of " + service + ", lane " + lane)));
        var all = new TreeSet<>(readers);
        all.addAll(readers(positions));
        for (String reader : all) {
            String[] r = reader.split(" ");
            JsonNode reached = positions.get(r[0]).path("consumers").path(r[1]).path(r[2]);
            for (String lane : lag(positions.get(r[2]).path("log"), reached))
                behind.add(r[1] + " of " + r[0] + ", " + r[2] + " lane " + lane);
        }
        return behind;
    }

    private static List<String> lag(JsonNode log, JsonNode reached) {
        var lanes = new ArrayList<String>();
        log.fieldNames().forEachRemaining(lane -> {
            if (reached.path(lane).asLong() < log.path(lane).asLong())
                lanes.add(lane + ": " + reached.path(lane).asLong() + " of "
                        + log.path(lane).asLong());
        });
        return lanes;
    }

    /** Waits for it, {@link #WITHIN} at most. */
    List<Finding> await(TreeSet<String> readers) {
        long until = System.nanoTime() + WITHIN.toNanos();
        Map<String, JsonNode> before = Map.of();
        while (true) {
            var now = positions();
            var open = new ArrayList<>(behind(now, readers));
            open.addAll(waiting("the payer has not taken", home.payerOutbox(), ".837"));
            open.addAll(waiting("billing has not taken", home.payerInbox(), ""));
            // A reaction that has caught up may have stored something that others have not seen yet.
            if (open.isEmpty() && now.equals(before)) return List.of();
            if (System.nanoTime() > until)
                return (open.isEmpty() ? List.of("the logs themselves, which go on growing") : open)
                        .stream()
                                .map(who -> Finding.of("not caught up within " + WITHIN.toSeconds() + " s: " + who))
                                .toList();
            before = now;
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private static List<String> waiting(String sentence, Path directory, String suffix) {
        try (var files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(f -> f.toString().endsWith(suffix))
                    .map(f -> sentence + ' ' + f.getFileName())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the directory " + directory + " cannot be read", e);
        }
    }

    /** What waits for somebody's hand; nothing should, for nobody sent poison. */
    List<Finding> parked() {
        var parked = new TreeMap<String, JsonNode>();
        for (String service : Site.SERVICES)
            parked.put(service, api.get(Stage.OPERATOR, service, "/v1/parked").body());
        return parked(parked);
    }

    static List<Finding> parked(Map<String, JsonNode> answers) {
        var findings = new ArrayList<Finding>();
        answers.forEach(
                (service, list) -> list.forEach(key -> findings.add(Finding.of(service + " has parked " + key))));
        return findings;
    }
}
