package org.communitysupport.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.communitysupport.local.Cs;
import org.communitysupport.local.Home;
import org.communitysupport.local.Trouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./cs bench}: measures, prints, asserts nothing. */
@Command(name = "bench", description = "Measures ours and the raw reference of the same work side by side.")
public final class Bench implements Callable<Integer> {
    private static final double QUICK = 1.0 / 20;

    private static final Map<String, Benchmark> ALL = all();

    @Parameters(arity = "0..*", paramLabel = "name", description = "Which; all when none is named.")
    List<String> names = new ArrayList<>();

    @Option(names = "--json", paramLabel = "FILE", description = "Writes one JSON object a figure, a line each.")
    Path json;

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description = "Puts the table between the two marks of FILE, with machine and date.")
    Path markdown;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Measures nothing: takes the figures from that JSON file.")
    Path from;

    @Option(names = "--quick", description = "A twentieth of the size: to see whether it works, not how fast.")
    boolean quick;

    @Option(
            names = "--against",
            paramLabel = "CHECKOUT",
            description =
                    "Measures the intake and how it settles, this checkout and that built one by turns; nothing else.")
    Path against;

    @Option(names = "--rounds", defaultValue = "5", description = "Alternating rounds, default 5.")
    int rounds;

    public static void main(String[] args) {
        System.exit(Cs.run(System.out, List.of(Bench.class), args));
    }

    static Benchmark benchmark(String name) {
        return ALL.get(name);
    }

    private static Map<String, Benchmark> all() {
        var all = new LinkedHashMap<String, Benchmark>();
        all.put("append.1", Appends::byOne);
        all.put("append.64", Appends::byMany);
        all.put("command", Appends::command);
        all.put("load", Loads::run);
        all.put("relay", Relays::run);
        all.put("rebuild", Rebuilds::run);
        all.put("growth", Growth::run);
        all.put("835", Remittances::run);
        all.put("start", Starts::run);
        all.put("intake", IntakeFigures::run);
        all.put("settle", Settles::run);
        all.put("freshness", Freshness::run);
        all.put("soak", Soak::run);
        return all;
    }

    @Override
    public Integer call() {
        var home = Home.find();
        for (String name : names)
            if (!ALL.containsKey(name))
                throw new Trouble(
                        "There is no figure '" + name + "'; there are " + String.join(", ", ALL.keySet()) + ".");
        if (rounds < 1) throw new Trouble("--rounds takes a number from 1.");
        var figures = from == null ? measured(home) : read(from);
        if (markdown != null) Page.write(markdown, figures);
        return 0;
    }

    private List<Figure> measured(Home home) {
        var figures = new ArrayList<Figure>();
        write(json, "", StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        try (var ground = new Ground(home, quick ? QUICK : 1, rounds, System.out)) {
            if (against != null)
                return keep(Turnabout.run(ground, against.toAbsolutePath().normalize()));
            for (String name : names.isEmpty() ? List.copyOf(ALL.keySet()) : names) {
                System.out.println(name);
                figures.addAll(keep(ALL.get(name).run(ground)));
                ground.endParts();
            }
        }
        return figures;
    }

    private List<Figure> keep(List<Figure> figures) {
        for (Figure figure : figures) {
            System.out.println(Table.line(figure));
            write(json, figure.json() + System.lineSeparator(), StandardOpenOption.APPEND);
        }
        return figures;
    }

    private static List<Figure> read(Path file) {
        try {
            return Files.readAllLines(file).stream().map(Figure::parse).toList();
        } catch (IOException | IllegalArgumentException e) {
            throw new Trouble("The figures of " + file + " cannot be read: " + e.getMessage() + ".");
        }
    }

    private static void write(Path file, String text, StandardOpenOption... how) {
        if (file == null) return;
        try {
            Files.writeString(file, text, how);
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + file + " cannot be written", e);
        }
    }
}
