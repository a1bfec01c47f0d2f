package org.communitysupport.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that start, show and stop parts. */
final class Commands {
    private Commands() {}

    /** What every command here begins with. */
    private record Local(Home home, List<Part> parts, Launcher launcher) {
        static Local here() {
            return at(Home.find());
        }

        /** @param instances of each of these services, of every one when none is named; null leaves it as it is */
        static Local here(List<String> names, Integer instances) {
            Home home = Home.find();
            if (instances != null) {
                var services =
                        Catalog.SERVICES.stream().map(Catalog.Service::name).toList();
                var meant = names.isEmpty()
                        ? services
                        : names.stream().filter(services::contains).toList();
                nothingRunsBeyond(home, meant, instances);
                home.rememberInstances(meant, instances);
            }
            return at(home);
        }

        /** What is not in the list any more would never be stopped. */
        private static void nothingRunsBeyond(Home home, List<String> services, int instances) {
            for (Part part : new Catalog(home, sentence -> {}).parts())
                for (String service : services)
                    if (Checks.isInstance(part, service)
                            && Catalog.number(part.name()) > instances
                            && Running.read(home.run(), part.name())
                                    .filter(Running::isAlive)
                                    .isPresent())
                        throw new Trouble(part.name() + " runs; ./cs stop " + part.name()
                                + " ends it, and then there can be " + instances + ".");
        }

        private static Local at(Home home) {
            var parts = new Catalog(home, sentence -> System.out.println("  " + sentence)).parts();
            return new Local(home, parts, new Launcher(home, System.out));
        }
    }

    @Command(name = "run", description = "Starts every part and watches over them until Ctrl-C.")
    static final class Run implements Callable<Integer> {
        @Option(names = "--detach", description = "Return when all parts serve, and leave them running.")
        boolean detach;

        @Option(names = "--instances", paramLabel = "n", description = "So many of each service, beside each other.")
        Integer instances;

        @Option(names = "--only", split = ",", paramLabel = "part", description = "Only these parts.")
        List<String> only = new ArrayList<>();

        @Override
        public Integer call() {
            // Who says nothing gets one of each, unless what runs already was started otherwise.
            boolean fresh = instances == null && !Running.anyAlive(Home.find().run());
            var local = Local.here(List.of(), fresh ? Integer.valueOf(1) : instances);
            var parts = Checks.named(local.parts, only);
            var hook = new Thread(() -> {
                System.out.println(System.lineSeparator() + "stopping");
                local.launcher.end(parts);
            });
            Runtime.getRuntime().addShutdownHook(hook);
            try (Lock held = Lock.take(local.home, System.out)) {
                held.use();
                local.launcher.start(parts);
            } catch (RuntimeException e) {
                // What was started has been stopped already; at Ctrl-C the hook is at it.
                leave(hook);
                throw e;
            }
            new Greeting(local.home, parts).print(System.out, detach);
            if (detach) {
                leave(hook);
                return 0;
            }
            local.launcher.watch(parts);
            leave(hook);
            System.out.println("All parts have been stopped.");
            return 0;
        }

        private static void leave(Thread hook) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // Ctrl-C was pressed: the hook runs, and the JVM ends with it.
                Launcher.pause(Long.MAX_VALUE);
            }
        }
    }

    @Command(name = "start", description = "Starts parts that do not run.")
    static final class Start implements Callable<Integer> {
        @Parameters(arity = "0..*", paramLabel = "part")
        List<String> names = new ArrayList<>();

        @Option(names = "--instances", paramLabel = "n", description = "So many of these services, beside each other.")
        Integer instances;

        @Override
        public Integer call() {
            var local = Local.here(names, instances);
            try (Lock held = Lock.take(local.home, System.out)) {
                held.use();
                local.launcher.start(
                        instances == null
                                ? Checks.named(local.parts, names)
                                : Checks.namedWithInstances(local.parts, names));
            }
            return 0;
        }
    }

    @Command(name = "restart", description = "Stops parts and starts them again.")
    static final class Restart implements Callable<Integer> {
        @Parameters(arity = "0..*", paramLabel = "part")
        List<String> names = new ArrayList<>();

        @Override
        public Integer call() {
            var local = Local.here();
            var parts = Checks.named(local.parts, names);
            try (Lock held = Lock.take(local.home, System.out)) {
                held.use();
                local.launcher.stop(parts);
                local.launcher.start(parts);
            }
            return 0;
        }
    }

    @Command(name = "stop", description = "Stops parts, all when none is named.")
    static final class Stop implements Callable<Integer> {
        @Parameters(arity = "0..*", paramLabel = "part")
        List<String> names = new ArrayList<>();

        @Override
        public Integer call() {
            var local = Local.here();
            var parts = Checks.named(local.parts, names);
            try (Lock held = Lock.take(local.home, System.out)) {
                held.use();
                if (parts.stream().noneMatch(local.launcher::isAlive)) System.out.println("Nothing runs.");
                local.launcher.stop(parts);
            }
            return 0;
        }
    }

    @Command(name = "status", description = "Which parts run; exit code 0 when all do.")
    static final class Status implements Callable<Integer> {
        @Override
        public Integer call() {
            var local = Local.here();
            boolean all = true;
            System.out.printf("%-13s %-9s %8s %9s %7s  %s%n", "part", "state", "pid", "up", "memory", "address");
            for (Part part : local.parts) {
                var running = local.launcher.running(part);
                boolean alive = running.filter(Running::isAlive).isPresent();
                String state = running.isEmpty()
                        ? "stopped"
                        : !alive ? "dead" : part.ready().getAsBoolean() ? "serves" : "not ready";
                all &= state.equals("serves");
                System.out.printf(
                        "%-13s %-9s %8s %9s %7s  %s%n",
                        part.name(),
                        state,
                        alive ? running.get().pid() : "",
                        alive ? up(running.get().startedAt()) : "",
                        alive ? memory(running.get().pid()) : "",
                        part.address());
            }
            if (local.home.hasForeignMongodb()) System.out.println("mongodb      as MONGODB_URI names it");
            local.home.services().forEach((service, address) -> Health.degraded(address)
                    .forEach(sentence -> System.out.println(service + ": " + sentence)));
            return all ? 0 : 1;
        }

        static String up(Instant since) {
            Duration up = Duration.between(since, Instant.now());
            if (up.toHours() > 0) return up.toHours() + " h " + up.toMinutesPart() + " m";
            return up.toMinutes() > 0 ? up.toMinutes() + " m " + up.toSecondsPart() + " s" : up.toSeconds() + " s";
        }

        private static String memory(long pid) {
            try {
                Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                String kilobytes = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
                return kilobytes.isEmpty() ? "" : Long.parseLong(kilobytes) / 1024 + " MB";
            } catch (IOException | NumberFormatException e) {
                // No ps on this machine: the column stays empty.
                return "";
            }
        }
    }

    @Command(name = "logs", description = "What a part writes.")
    static final class Logs implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "part")
        String name;

        @Option(
                names = {"-f", "--follow"},
                description = "Go on until Ctrl-C.")
        boolean follow;

        @Option(names = "-n", defaultValue = "100", description = "How many lines, default ${DEFAULT-VALUE}.")
        int lines;

        @Override
        public Integer call() throws Exception {
            var local = Local.here();
            Path log = name.equals("build")
                    ? local.home.log(name)
                    : local.home.log(
                            Checks.named(local.parts, List.of(name)).getFirst().name());
            if (!Files.exists(log)) throw new Trouble(name + " has not written anything yet.");
            var command = new ArrayList<>(List.of("tail", "-n", Integer.toString(lines)));
            if (follow) command.add("-F");
            command.add(log.toString());
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        }
    }

    @Command(name = "reset", description = "Stops everything and deletes the local data.")
    static final class Reset implements Callable<Integer> {
        @Option(names = "--yes", description = "Do not ask.")
        boolean yes;

        @Override
        public Integer call() throws IOException {
            var local = Local.here();
            // The question is asked by ./cs itself: a shell knows a terminal on every system.
            if (!yes)
                throw new Trouble("./cs reset --yes deletes all data, keys and logs in " + local.home.local() + ".");
            try (Lock held = Lock.take(local.home, System.out)) {
                held.use();
                local.launcher.stop(local.parts);
                for (String gone : List.of("data", "payer", "keys", "logs"))
                    delete(local.home.local().resolve(gone));
            }
            System.out.println("The local data are gone; ./cs run begins anew.");
            if (local.home.hasForeignMongodb())
                System.out.println("The databases that MONGODB_URI names were not touched.");
            return 0;
        }

        private static void delete(Path tree) throws IOException {
            if (Files.notExists(tree)) return;
            try (var files = Files.walk(tree)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
            }
        }
    }
}
