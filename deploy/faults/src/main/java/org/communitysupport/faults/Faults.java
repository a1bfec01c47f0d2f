package org.communitysupport.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.communitysupport.faults.Rounds.Played;
import org.communitysupport.local.Cs;
import org.communitysupport.local.Home;
import org.communitysupport.local.Trouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./cs faults}: kills parts of a system of its own under a workload and judges what clients were told. Exit code 0 only without a difference. */
@Command(
        name = "faults",
        description = "Kills parts of a system of its own under work and checks every promise afterwards.")
public final class Faults implements Callable<Integer> {
    private static final int SHOWN = 50;

    @Option(names = "--rounds", defaultValue = "20", description = "How many deaths, default ${DEFAULT-VALUE}.")
    int rounds;

    @Option(
            names = "--seed",
            description =
                    "Decides what dies when, and what is asked; how far the work has come by then the machine decides.")
    Long seed;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "name",
            description = "Only faults in whose names this stands, e.g. billing, log.after-insert, primary:cut-off.")
    List<String> only = new ArrayList<>();

    @Option(
            names = "--instances",
            defaultValue = "1",
            paramLabel = "n",
            description =
                    "So many of each service that --of names, beside each other; they come, leave, die and stall.")
    int instances;

    @Option(
            names = "--of",
            split = ",",
            defaultValue = "referral,billing",
            paramLabel = "service",
            description = "With --instances: which services, default ${DEFAULT-VALUE}.")
    List<String> of = new ArrayList<>();

    public static void main(String[] args) {
        System.exit(Cs.run(System.out, List.of(Faults.class), args));
    }

    @Override
    public Integer call() {
        var home = Home.find();
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        long chosen = seed == null ? ThreadLocalRandom.current().nextInt(1, 1_000_000_000) : seed;
        Path directory = home.local().resolve("faults").resolve(chosen + "-" + System.currentTimeMillis() / 1000);
        var several = new TreeMap<String, Integer>();
        if (instances > 1) of.forEach(service -> several.put(service, instances));
        boolean good = run(home.root(), directory, rounds, chosen, chosen(only, several), several, out);
        if (good) delete(directory);
        return good ? 0 : 1;
    }

    static List<Fault> chosen(List<String> only) {
        return chosen(only, Map.of());
    }

    /** @param instances of the services of which several run: then it is these that something becomes of */
    static List<Fault> chosen(List<String> only, Map<String, Integer> instances) {
        var all = instances.isEmpty() ? Fault.all() : Fault.ofInstances(instances);
        for (String name : only)
            if (all.stream().noneMatch(f -> f.name().contains(name)))
                throw new Trouble("There is no fault '" + name + "'; there are "
                        + String.join(", ", all.stream().map(Fault::name).toList()) + ".");
        return all.stream()
                .filter(f -> only.isEmpty() || only.stream().anyMatch(f.name()::contains))
                .toList();
    }

    /** @return whether something died under work and no promise was broken */
    static boolean run(
            Path checkout,
            Path directory,
            int rounds,
            long seed,
            List<Fault> of,
            Map<String, Integer> instances,
            PrintStream out) {
        out.println(rounds + " rounds, seed " + seed);
        var schedule = Fault.schedule(of, rounds, new Random(seed));
        var played = new ArrayList<Played>();
        var findings = new ArrayList<Finding>();
        var attempts = new ArrayList<Attempt>();
        var deaths = new ArrayList<Death>();
        for (boolean threeNodes : new boolean[] {false, true}) {
            var due = new ArrayList<Phase.Due>();
            for (int n = 0; n < rounds; n++)
                if (schedule.get(n).part().equals(Fault.PRIMARY) == threeNodes)
                    due.add(new Phase.Due(n + 1, schedule.get(n)));
            if (due.isEmpty()) continue;
            var ended = new Phase(
                            checkout, directory.resolve(threeNodes ? "three" : "one"), threeNodes, instances, seed, out)
                    .run(due);
            played.addAll(ended.played());
            findings.addAll(ended.findings());
            attempts.addAll(ended.told().attempts());
            deaths.addAll(ended.told().deaths());
        }
        return report(played, new History.Told(attempts, deaths), findings, seed, directory, out);
    }

    private static boolean report(
            List<Played> played,
            History.Told told,
            List<Finding> findings,
            long seed,
            Path directory,
            PrintStream out) {
        var lines = Table.of(played, told, findings);
        out.println();
        Table.text(lines).forEach(out::println);
        var commands = new HashSet<UUID>();
        told.attempts().forEach(a -> commands.add(a.commandId()));
        out.println(commands.size() + " commands in " + told.attempts().size() + " attempts, "
                + told.attempts().stream().filter(Attempt::acknowledged).count() + " answers 2xx, "
                + told.attempts().stream()
                        .filter(a -> a.answered() && !a.acknowledged())
                        .count()
                + " refusals, "
                + told.attempts().stream().filter(a -> !a.answered()).count() + " without an answer");
        findings.stream().limit(SHOWN).forEach(f -> out.println("DIFFERENCE  " + f.sentence()));
        if (findings.size() > SHOWN) out.println("and " + (findings.size() - SHOWN) + " more");
        var sum = Table.sum(lines);
        var proof = new ArrayList<String>();
        if (sum.deaths() == 0) proof.add("nothing died, so nothing is shown");
        else if (sum.underWay() == 0) proof.add("no command was under way at any death, so nothing is shown");
        proof.forEach(sentence -> out.println("cs: " + sentence));
        boolean good = findings.isEmpty() && proof.isEmpty();
        if (!good)
            out.println("history, logs and data are kept in " + directory + "; --seed " + seed
                    + " plays the same schedule again");
        return good;
    }

    private static void delete(Path tree) {
        try (var files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the directory " + tree + " cannot be deleted", e);
        }
    }
}
