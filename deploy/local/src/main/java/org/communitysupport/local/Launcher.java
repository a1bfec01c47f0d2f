package org.communitysupport.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Starts and stops parts. Each becomes a process group of its own that nobody is parent of, so that Ctrl-C reaches only the launcher, and
 * a part can be started, ended and started again from another terminal.
 */
final class Launcher {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);
    private static final Duration SAY_AGAIN = Duration.ofSeconds(5);

    private final Home home;
    private final PrintStream out;
    private final Map<String, Long> spawnedNanos = new HashMap<>();
    private volatile boolean ending;

    Launcher(Home home, PrintStream out) {
        this.home = home;
        this.out = out;
        home.made(home.run());
        home.made(home.log("any").getParent());
    }

    Optional<Running> running(Part part) {
        return Running.read(home.run(), part.name());
    }

    boolean isAlive(Part part) {
        return running(part).filter(Running::isAlive).isPresent();
    }

    /**
     * Starts those that do not run yet, each as soon as those it needs serve, and waits for all to serve.
     *
     * @throws Trouble when one cannot be started or ends while it is waited for; what this call started is stopped again
     */
    void start(List<Part> parts) {
        var started = new ArrayList<Part>();
        try {
            Checks.diskFull(home.local()).ifPresent(sentence -> {
                throw new Trouble(sentence);
            });
            for (Part part : parts) {
                var running = running(part).filter(Running::isAlive);
                running.filter(r -> r.port() != part.port()).ifPresent(r -> {
                    throw new Trouble(part.name() + " runs on port " + r.port() + " and was asked for on " + part.port()
                            + "; ./cs stop ends what runs.");
                });
                if (running.isEmpty())
                    Checks.portTaken(part).ifPresent(sentence -> {
                        throw new Trouble(sentence);
                    });
            }
            home.rememberPorts();
            startEach(parts, started);
        } catch (RuntimeException e) {
            if (!ending) stop(started);
            throw e;
        }
    }

    private void startEach(List<Part> parts, List<Part> started) {
        var toStart = new ArrayList<Part>();
        for (Part part : parts)
            if (isAlive(part))
                out.println("  " + padded(part) + " runs already (pid "
                        + running(part).orElseThrow().pid() + ")");
            else toStart.add(part);
        if (toStart.isEmpty()) return;
        out.println("waiting for "
                + String.join(", ", toStart.stream().map(Launcher::nameAndTime).toList()));
        long began = System.nanoTime();
        long said = began;
        var waiting = new ArrayList<Part>();
        while (!toStart.isEmpty() || !waiting.isEmpty()) {
            for (Part part : List.copyOf(toStart)) {
                if (needsOneOf(part, toStart) || needsOneOf(part, waiting)) continue;
                spawn(part, started);
                toStart.remove(part);
                waiting.add(part);
            }
            if (ending) throw new Trouble("Stopped before all parts served.");
            waiting.removeIf(this::serves);
            if (!waiting.isEmpty() && System.nanoTime() - said > SAY_AGAIN.toNanos()) {
                said = System.nanoTime();
                out.printf(
                        "  still waiting for %s (%d s)%n",
                        String.join(", ", waiting.stream().map(Part::name).toList()),
                        Duration.ofNanos(said - began).toSeconds());
            }
            pause(50);
        }
    }

    /** Whether it needs one of those. */
    private static boolean needsOneOf(Part part, List<Part> others) {
        return others.stream().anyMatch(other -> part.needs().contains(other.name()));
    }

    private static String nameAndTime(Part part) {
        return part.name() + " (about " + part.usually().toSeconds() + " s)";
    }

    private synchronized void spawn(Part part, List<Part> started) {
        if (ending) throw new Trouble("Stopped before " + part.name() + " was started.");
        var command = new ArrayList<>(part.prepare().get());
        String mark = home.local().toString() + "/" + part.name() + "/";
        // mongod takes no free words, but names its directory; a JVM takes any property.
        if (command.getFirst().endsWith("java")) command.add(1, "-Dcs.part=" + mark);
        else mark = home.data(part.name()).toString();
        Path log = home.log(part.name());
        try {
            if (Files.exists(log))
                Files.move(log, log.resolveSibling(part.name() + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
            // The job makes it only after we know its number, and somebody may look before.
            Files.createFile(log);
            spawnedNanos.put(part.name(), System.nanoTime());
            long pid = detached(command, part.environment(), log);
            new Running(part.name(), pid, part.port(), mark, Instant.now().truncatedTo(ChronoUnit.SECONDS))
                    .write(home.run());
            started.add(part);
        } catch (IOException e) {
            throw new Trouble(part.name() + " cannot be started: " + e.getMessage() + ".", e);
        }
    }

    /** {@code set -m} gives the job a process group of its own; Java cannot. */
    private long detached(List<String> command, Map<String, String> environment, Path log) throws IOException {
        var line =
                new ArrayList<>(List.of("bash", "-c", "set -m; \"$@\" >\"$CS_LOG\" 2>&1 </dev/null & echo $!", "cs"));
        line.addAll(command);
        var builder =
                new ProcessBuilder(line).directory(home.root().toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        builder.environment().put("CS_LOG", log.toString());
        Process shell = builder.start();
        String answer = new String(shell.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        try {
            return Long.parseLong(answer);
        } catch (NumberFormatException e) {
            throw new IOException("the shell gave no process number", e);
        }
    }

    /** Says so when it does; throws when it has ended or takes too long. */
    private boolean serves(Part part) {
        // By its number alone: until the shell has become the part, its command line may be read as empty.
        if (running(part)
                .flatMap(r -> ProcessHandle.of(r.pid()))
                .filter(ProcessHandle::isAlive)
                .isEmpty()) throw new Trouble(died(part, " instead of serving"));
        boolean ready = part.ready().getAsBoolean();
        Duration took = Duration.ofNanos(System.nanoTime() - spawnedNanos.get(part.name()));
        if (ready)
            out.printf(
                    Locale.ROOT,
                    "  %s ready after %.1f s   %s%n",
                    padded(part),
                    took.toMillis() / 1000.0,
                    part.address());
        else if (took.compareTo(part.patience()) > 0)
            throw new Trouble(part.name() + " did not serve within "
                    + part.patience().toSeconds() + " s; ./cs logs " + part.name()
                    + " shows all it wrote, the end was:" + lastLines(part));
        return ready;
    }

    /** The sentence about a part that ended by itself, and the end of what it wrote. */
    String died(Part part, String advice) {
        return part.name() + " has ended" + advice + "; ./cs logs " + part.name() + " shows all it wrote, the end was:"
                + lastLines(part);
    }

    private String lastLines(Part part) {
        try {
            // Not the rungs of a stack trace: they push out the line that says what happened.
            var lines = Files.readAllLines(home.log(part.name()), StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> !line.isBlank() && !line.matches("\\s+at .*"))
                    .toList();
            return lines.subList(Math.max(0, lines.size() - 5), lines.size()).stream()
                    .map(line -> System.lineSeparator() + "    " + line)
                    .collect(Collectors.joining());
        } catch (IOException e) {
            return " not to be read (" + e.getMessage() + ")";
        }
    }

    /** Those that none needs any more first; SIGTERM, and SIGKILL to what does not follow within 60 s. */
    synchronized void stop(List<Part> parts) {
        var left = new ArrayList<>(parts.reversed());
        while (!left.isEmpty()) {
            var next = left.stream()
                    .filter(part ->
                            left.stream().noneMatch(other -> other.needs().contains(part.name())))
                    .toList();
            var ending = new LinkedHashMap<Part, ProcessHandle>();
            for (Part part : next)
                running(part).flatMap(Running::process).ifPresent(process -> ending.put(part, process));
            ending.values().forEach(ProcessHandle::destroy);
            ending.forEach(this::awaitEnd);
            next.forEach(part -> running(part).ifPresent(r -> r.forget(home.run())));
            left.removeAll(next);
        }
    }

    private void awaitEnd(Part part, ProcessHandle process) {
        long end = System.nanoTime() + STOP_PATIENCE.toNanos();
        boolean killed = false;
        // Its command line, by which we know it, is gone before its port is free: the handle knows when both are.
        while (process.isAlive()) {
            if (!killed && System.nanoTime() > end) {
                process.destroyForcibly();
                killed = true;
            }
            pause(50);
        }
        out.println("  " + padded(part) + (killed ? " killed (it did not stop within 60 s)" : " stopped"));
    }

    /** From now on nothing is started any more: for the hook that runs at Ctrl-C. */
    void end(List<Part> parts) {
        ending = true;
        stop(parts);
    }

    /** Says when a part ends by itself or runs again; returns when somebody has stopped all of them. */
    void watch(List<Part> parts) {
        var seen = new HashMap<Part, Long>();
        parts.forEach(part -> running(part).ifPresent(r -> seen.put(part, r.pid())));
        var dead = new HashMap<Part, Long>();
        while (!ending && parts.stream().anyMatch(part -> running(part).isPresent())) {
            for (Part part : parts) {
                Running now = running(part).orElse(null);
                if (now == null) continue;
                if (now.isAlive()) {
                    if (seen.getOrDefault(part, 0L) != now.pid())
                        out.println(part.name() + " runs again (pid " + now.pid() + ")");
                    seen.put(part, now.pid());
                } else if (dead.getOrDefault(part, 0L) != now.pid()) {
                    dead.put(part, now.pid());
                    out.println(died(part, " (the others go on; ./cs start " + part.name() + " starts it again)"));
                }
            }
            pause(500);
        }
    }

    static String padded(Part part) {
        return String.format("%-12s", part.name());
    }

    static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted.", e);
        }
    }
}
