package org.communitysupport.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.communitysupport.history.Ends;
import org.communitysupport.history.Export;
import org.communitysupport.history.HttpHistory;
import org.communitysupport.history.NotTold;
import org.communitysupport.history.Selection;
import org.communitysupport.history.Tail;
import org.communitysupport.history.Timeline;
import org.communitysupport.history.Told;
import org.communitysupport.history.Words;
import org.communitysupport.local.Home;
import org.communitysupport.local.Trouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./cs history}: what analysts take away, read, and follow. */
@Command(
        name = "history",
        description = "The history of all services: export, show, tail.",
        subcommands = {HistoryCommand.ExportIt.class, HistoryCommand.Show.class, HistoryCommand.Follow.class})
final class HistoryCommand {
    private static final ZoneId UTC = ZoneOffset.UTC;

    private HistoryCommand() {}

    /** Who asks, and for what. */
    static final class Asking {
        @Option(
                names = "--as",
                paramLabel = "user",
                defaultValue = "riverbend-analyst",
                description = "User of the local realm, when CS_TOKEN is not set; default ${DEFAULT-VALUE}.")
        String user;

        @Option(names = "--open", description = "Open sealed values: for privacy officers, and with a purpose.")
        boolean open;

        @Option(
                names = "--purpose",
                defaultValue = "",
                description = "What it is read for, one word, e.g. complaint-review; stands in the audit.")
        String purpose;

        HttpHistory history() {
            if (open && purpose.isEmpty())
                throw new Trouble("--open needs --purpose: what are the sealed values opened for?");
            var installation = new Installation(Home.find(), user);
            return new HttpHistory(installation.services(), installation::token, purpose, open);
        }
    }

    /** What of it. */
    static final class Wanted {
        @Option(names = "--service", split = ",", description = "Only events of these services.")
        Set<String> services = new TreeSet<>();

        @Option(names = "--type", split = ",", description = "Only events of these types, e.g. ClaimPaid.")
        Set<String> types = new TreeSet<>();

        @Option(names = "--person", defaultValue = "", description = "Only events about this person.")
        String person;

        @Option(names = "--from", paramLabel = "manifest", description = "Begin where this export ended.")
        Path from;

        Selection selection() {
            return new Selection(services, types, person);
        }

        Ends start(Ends otherwise) {
            return from == null ? otherwise : Export.endOf(here(from));
        }
    }

    /** Relative to where the person is, not to the checkout. */
    private static Path here(Path path) {
        return Path.of(System.getProperty("cs.from", ""))
                .resolve(path)
                .toAbsolutePath()
                .normalize();
    }

    private static <T> T told(Callable<T> work) throws Exception {
        try {
            return work.call();
        } catch (NotTold e) {
            throw new Trouble(e.getMessage(), e);
        }
    }

    @Command(
            name = "export",
            description = "JSON Lines of CloudEvents in causal order, up to a fixed end, with a manifest.")
    static final class ExportIt implements Callable<Integer> {
        @Mixin
        Asking asking;

        @Mixin
        Wanted wanted;

        @Option(
                names = "--out",
                required = true,
                paramLabel = "directory",
                description = "Where to; must not be there yet.")
        Path out;

        @Option(names = "--to", paramLabel = "manifest", description = "End where this export ended; default: now.")
        Path to;

        @Override
        public Integer call() throws Exception {
            return told(() -> {
                var request = new Export.Request(
                        wanted.selection(),
                        wanted.start(Ends.NOTHING),
                        to == null ? null : Export.endOf(here(to)),
                        asking.open ? asking.purpose : "");
                var manifest = new Export(asking.history(), request, new Shown()).write(here(out));
                System.err.println();
                JsonNode file = manifest.path("files").path(0);
                System.out.println(manifest.path("events").asLong() + " events of "
                        + manifest.path("tenant").asText() + " in " + here(out).resolve(Export.EVENTS) + "  sha256 "
                        + file.path("sha256").asText());
                return 0;
            });
        }
    }

    /** Progress on the error stream, at most twice a second. */
    private static final class Shown implements Export.Progress {
        private final long began = System.nanoTime();
        private long last;

        @Override
        public void at(long events, long commits, long of) {
            long now = System.nanoTime();
            if (commits < of && now - last < 500_000_000L) return;
            last = now;
            double seconds = Math.max(0.001, (now - began) / 1e9);
            System.err.printf(
                    Locale.ROOT,
                    "\r%,d of %,d commits (%d %%), %,d events, %,.0f/s, %,.0f s left   ",
                    commits,
                    of,
                    of == 0 ? 100 : commits * 100 / of,
                    events,
                    events / seconds,
                    commits == 0 ? 0 : (of - commits) * seconds / commits);
        }
    }

    @Command(name = "show", description = "A readable timeline of a person, a referral, a claim.")
    static final class Show implements Callable<Integer> {
        @Mixin
        Asking asking;

        @Parameters(index = "0", paramLabel = "person|referral|claim")
        String id;

        @Option(
                names = "--zone",
                defaultValue = "UTC",
                description = "Times in this zone, e.g. America/New_York; default ${DEFAULT-VALUE}.")
        String zone;

        @Override
        public Integer call() throws Exception {
            return told(() -> {
                var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
                Timeline.of(asking.history(), id).print(out, zone());
                out.flush();
                return 0;
            });
        }

        private ZoneId zone() {
            try {
                return ZoneId.of(zone);
            } catch (DateTimeException e) {
                throw new Trouble("There is no time zone '" + zone + "'.", e);
            }
        }
    }

    @Command(name = "tail", description = "Follows what is recorded, a line an event, until Ctrl-C.")
    static final class Follow implements Callable<Integer> {
        private static final long LOOK_AGAIN_MILLIS = 500;
        /** While nothing happens it looks less and less often: each look asks every service for the ends of its lanes. */
        private static final long LONGEST_PAUSE_MILLIS = 5_000;

        @Mixin
        Asking asking;

        @Mixin
        Wanted wanted;

        private final CountDownLatch stop = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);
        private long quiet = LOOK_AGAIN_MILLIS;

        @Override
        public Integer call() throws Exception {
            Runtime.getRuntime().addShutdownHook(new Thread(this::end));
            var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            try (var fetching = Executors.newVirtualThreadPerTaskExecutor()) {
                return told(() -> {
                    new Tail(asking.history(), wanted.selection(), wanted.start(null))
                            .follow(
                                    told -> {
                                        quiet = LOOK_AGAIN_MILLIS;
                                        out.println(line(told));
                                    },
                                    this::pause,
                                    fetching);
                    return 0;
                });
            } finally {
                ended.countDown();
            }
        }

        private boolean pause() {
            try {
                long wait = quiet;
                quiet = Math.min(LONGEST_PAUSE_MILLIS, 2 * quiet);
                return !stop.await(wait, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        /** Ctrl-C: what is being told is told to its end. */
        private void end() {
            stop.countDown();
            try {
                ended.await(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static String line(Told told) {
            return told.happenedAt().atZone(UTC).toLocalDateTime() + "Z  " + told.at() + "  " + Words.headline(told)
                    + "  by " + told.actor();
        }
    }
}
