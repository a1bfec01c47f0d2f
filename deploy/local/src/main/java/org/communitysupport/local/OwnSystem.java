package org.communitysupport.local;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A system of its own beside the one that {@code ./cs run} starts: on free ports, with its data in a directory of its own. Its parts are
 * started, killed and started again one by one, for those who prove what must survive that and for those who measure.
 */
public final class OwnSystem implements AutoCloseable {
    private static final int LOWEST_SHIFT = 1_000;
    /** Above it the ports would lie among those that a system lends to outgoing connections. */
    private static final int HIGHEST_SHIFT = 5_600;

    private final Home home;
    private final List<Part> parts;
    private final Launcher launcher;

    /**
     * Starts nothing yet.
     *
     * @param checkout whose build is run
     * @param directory for data, keys, logs and files of payers; stays when the system is closed
     * @param settings as a person would set them in the environment, e.g. {@code MONGODB_URI} of a replica set of several nodes
     * @param out told what is started and what is waited for
     */
    public OwnSystem(Path checkout, Path directory, Map<String, String> settings, PrintStream out) {
        this(checkout, directory, settings, Map.of(), out);
    }

    /** @param instances how many of a service run beside each other, where it is not one */
    public OwnSystem(
            Path checkout,
            Path directory,
            Map<String, String> settings,
            Map<String, Integer> instances,
            PrintStream out) {
        var environment = new HashMap<>(settings);
        environment.putIfAbsent(Home.SHIFT, Integer.toString(freeShift()));
        home = new Home(checkout, directory, Map.copyOf(environment));
        home.made(directory);
        instances.forEach((service, count) -> home.rememberInstances(List.of(service), count));
        parts = new Catalog(home, out::println).parts();
        launcher = new Launcher(home, out);
    }

    public Home home() {
        return home;
    }

    /** In the order of starting. */
    public List<String> parts() {
        return parts.stream().map(Part::name).toList();
    }

    /**
     * Starts what does not run, all when none is named, and returns when it serves.
     *
     * @throws Trouble with a sentence when one does not come up
     */
    public void start(String... names) {
        launcher.start(Checks.named(parts, List.of(names)));
    }

    /** The same for one part, with more in its environment, e.g. {@code CS_HALT_AT}. */
    public void start(String name, Map<String, String> environment) {
        launcher.start(List.of(part(name).with(environment)));
    }

    /** The same for several at once. @param environments of each part, by its name */
    public void start(Map<String, Map<String, String>> environments) {
        launcher.start(parts.stream()
                .filter(p -> environments.containsKey(p.name()))
                .map(p -> p.with(environments.get(p.name())))
                .toList());
    }

    public boolean isAlive(String name) {
        return launcher.isAlive(part(name));
    }

    /** @throws Trouble when it does not run */
    public long pid(String name) {
        return process(name).pid();
    }

    /** SIGKILL; returns when the process is gone. */
    public void kill(String name) {
        var process = process(name);
        process.destroyForcibly();
        // Its command line is gone before its port is free: the handle knows when both are.
        while (process.isAlive()) Launcher.pause(5);
    }

    /** It does nothing any more, and knows nothing of it, until it {@link #goesOn}. */
    public void stalls(String name) {
        signal("-STOP", name);
    }

    public void goesOn(String name) {
        signal("-CONT", name);
    }

    private void signal(String which, String name) {
        try {
            int code = new ProcessBuilder("kill", which, Long.toString(pid(name)))
                    .start()
                    .waitFor();
            if (code != 0) throw new Trouble("kill " + which + " of " + name + " ended with " + code + ".");
        } catch (IOException e) {
            throw new Trouble("kill cannot be called: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted.", e);
        }
    }

    /** In good order, all when none is named. */
    public void stop(String... names) {
        launcher.stop(Checks.named(parts, List.of(names)));
    }

    @Override
    public void close() {
        stop();
    }

    private Part part(String name) {
        return Checks.named(parts, List.of(name)).getFirst();
    }

    private ProcessHandle process(String name) {
        return launcher.running(part(name))
                .flatMap(Running::process)
                .orElseThrow(() -> new Trouble(name + " does not run."));
    }

    /** One by which all ports of the local profile are free now; whoever is quicker takes one all the same. */
    public static int freeShift() {
        var usual = new Catalog(new Home(Path.of(""), Path.of(".local"), Map.of()), sentence -> {})
                .parts().stream().map(Part::port).filter(port -> port > 0).toList();
        for (int tries = 0; tries < 100; tries++) {
            int shift = ThreadLocalRandom.current().nextInt(LOWEST_SHIFT, HIGHEST_SHIFT);
            if (usual.stream().allMatch(port -> isFree(port + shift))) return shift;
        }
        throw new Trouble("No " + usual.size() + " ports were found free on the loopback address.");
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
