package org.communitysupport.journey.packs;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.communitysupport.local.Home;
import org.communitysupport.local.Trouble;
import org.communitysupport.policy.Figure;
import org.communitysupport.policy.FigureKey;
import org.communitysupport.policy.Pack;
import org.communitysupport.policy.PolicyPacks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cs packs}: are they sound, do they decide what their tests expect, why, and what would another version change. */
@Command(
        name = "packs",
        description = "Policy packs: lint, test, explain <facts.json>, diff <old> <new>.",
        subcommands = {Packs.Lint.class, Packs.Test.class, Packs.Explain.class, Packs.Diff.class})
public final class Packs {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final ObjectMapper YAML = YAMLMapper.builder(new YAMLFactory())
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Packs() {}

    private static Path shipped() {
        return Home.find().root().resolve("deploy/policy-packs");
    }

    /** A path as the person wrote it, from where they stand. */
    private static Path at(String path) {
        return Path.of(System.getProperty("cs.from", "")).resolve(path);
    }

    private static PolicyPacks load(Path directory) {
        var faults = PolicyPacks.faults(directory);
        if (faults.isEmpty()) return PolicyPacks.load(directory);
        throw new Trouble("The packs do not load (./cs packs lint shows all): " + faults.getFirst());
    }

    @Command(name = "lint", description = "Every fault that keeps packs from loading, with file and line.")
    static final class Lint implements Callable<Integer> {
        @Spec
        CommandSpec spec;

        @Parameters(arity = "0..1", paramLabel = "<directory>", description = "default: deploy/policy-packs")
        String directory;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            var faults = PolicyPacks.faults(directory == null ? shipped() : at(directory));
            faults.forEach(out::println);
            out.println(faults.isEmpty() ? "The packs are sound." : faults.size() + " faults");
            return faults.isEmpty() ? 0 : 1;
        }
    }

    @Command(name = "test", description = "The tests beside the packs: what a pack must decide for given facts.")
    static final class Test implements Callable<Integer> {
        @Spec
        CommandSpec spec;

        @Parameters(arity = "0..1", paramLabel = "<directory>", description = "default: deploy/policy-packs")
        String directory;

        @Override
        public Integer call() throws IOException {
            PrintWriter out = spec.commandLine().getOut();
            var root = directory == null ? shipped() : at(directory);
            var packs = load(root);
            int ran = 0;
            int failed = 0;
            for (var one : cases(root)) {
                ran++;
                String fault = one.fault(packs);
                if (fault != null) {
                    failed++;
                    out.println(one.file() + ": " + fault);
                }
            }
            out.println(ran + " tests, " + failed + " failed");
            return failed == 0 ? 0 : 1;
        }
    }

    /**
     * One entry of a {@code .tests.yaml}: either a figure on a day, or facts and what must be decided for them.
     *
     * @param file with the place of the entry
     */
    record Case(String file, String program, String payer, Map<String, Object> entry) {

        /** Null when it holds. */
        String fault(PolicyPacks packs) {
            try {
                if (entry.containsKey("given")) return decided(packs);
                if (entry.containsKey("noPackOn")) {
                    packs.resolve(program, payer, day("noPackOn"));
                    return "there are rules on " + entry.get("noPackOn");
                }
                var pack = packs.resolve(program, payer, day("on"));
                Object found = entry.containsKey("dated")
                        ? pack.figure(FigureKey.of((String) entry.get("dated")))
                                .on(day("on"))
                                .get((String) entry.get("part"))
                        : pack.figure(FigureKey.of((String) entry.get("figure")))
                                .value();
                return Objects.equals(found, entry.get("expect")) ? null : entry + " is " + found;
            } catch (PolicyPacks.NoPack e) {
                return entry.containsKey("noPackOn") ? null : e.getMessage();
            }
        }

        private LocalDate day(String part) {
            return LocalDate.parse(entry.get(part).toString());
        }

        private String decided(PolicyPacks packs) {
            var given = copy((Map<?, ?>) entry.get("given"));
            given.putIfAbsent("program", program);
            if (!payer.equals("_")) given.putIfAbsent("payer", payer);
            var answers = Explained.of(packs, JSON.convertValue(given, PackFacts.class));
            for (var expected : ((Map<?, ?>) entry.get("then")).entrySet()) {
                var found = answers.stream()
                        .filter(a -> a.id().equals(expected.getKey()))
                        .map(Explained.Answer::answer)
                        .findFirst()
                        .orElse("no such decision");
                if (!found.equals(String.valueOf(expected.getValue())))
                    return expected.getKey() + " is \"" + found + "\", not \"" + expected.getValue() + "\", for "
                            + entry.get("given");
            }
            return null;
        }

        private static Map<String, Object> copy(Map<?, ?> map) {
            var copy = new HashMap<String, Object>();
            map.forEach((key, value) -> copy.put(key.toString(), value));
            return copy;
        }
    }

    static List<Case> cases(Path root) throws IOException {
        var cases = new ArrayList<Case>();
        try (var files = Files.walk(root)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".tests.yaml"))
                    .sorted()
                    .toList()) {
                Path at = root.relativize(file);
                List<Map<String, Object>> entries = YAML.readValue(file.toFile(), new TypeReference<>() {});
                for (int i = 0; i < entries.size(); i++)
                    cases.add(new Case(
                            at + " entry " + (i + 1),
                            at.getName(0) + "." + at.getName(1),
                            at.getName(2).toString(),
                            entries.get(i)));
            }
        }
        return cases;
    }

    @Command(
            name = "explain",
            description =
                    "What is decided for the facts of a file, each decision with its figures, source and confidence.")
    static final class Explain implements Callable<Integer> {
        @Spec
        CommandSpec spec;

        @Parameters(
                paramLabel = "<facts.json>",
                description = "one person, or a list; deploy/policy-packs/facts.json shows twelve")
        String facts;

        @Option(names = "--packs", paramLabel = "<directory>", description = "default: deploy/policy-packs")
        String directory;

        @Option(names = "--table", description = "one line a person and decision, without figures")
        boolean table;

        @Override
        public Integer call() {
            var packs = load(directory == null ? shipped() : at(directory));
            PrintWriter out = spec.commandLine().getOut();
            for (var person : read(at(facts))) explain(packs, person, table, out);
            return 0;
        }
    }

    static List<PackFacts> read(Path file) {
        try {
            var json = JSON.readTree(file.toFile());
            var people = new ArrayList<PackFacts>();
            if (json.isArray()) for (var one : json) people.add(JSON.treeToValue(one, PackFacts.class));
            else people.add(JSON.treeToValue(json, PackFacts.class));
            for (var one : people)
                if (one.program() == null || one.day() == null)
                    throw new Trouble("Facts name at least a program and a day.");
            return people;
        } catch (IOException e) {
            throw new Trouble("The facts in " + file + " cannot be read: " + e.getMessage());
        }
    }

    static void explain(PolicyPacks packs, PackFacts person, boolean table, PrintWriter out) {
        String who = person.program() + (person.payer() == null ? "" : "/" + person.payer()) + " on " + person.day()
                + (person.age() == null ? "" : ", age " + person.age());
        List<Explained.Answer> answers;
        try {
            answers = Explained.of(packs, person);
        } catch (PolicyPacks.NoPack e) {
            throw new Trouble(e.getMessage() + '.');
        }
        out.println(who);
        for (var answer : answers) {
            out.println("  " + answer.id() + ": " + answer.answer());
            if (!table)
                for (var figure : answer.figures())
                    out.println("      " + figure.key() + " = " + figure.value() + " ("
                            + figure.enforcement().name().toLowerCase(Locale.ROOT) + ", "
                            + figure.confidence()
                                    .name()
                                    .toLowerCase(Locale.ROOT)
                                    .replace('_', ' ') + ": "
                            + figure.source() + ")");
        }
        out.println();
    }

    @Command(name = "diff", description = "Which decisions change from one directory of packs to another.")
    static final class Diff implements Callable<Integer> {
        @Spec
        CommandSpec spec;

        @Parameters(index = "0", paramLabel = "<old>")
        String old;

        @Parameters(index = "1", paramLabel = "<new>")
        String renewed;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            var lines = diff(load(at(old)), load(at(renewed)));
            lines.forEach(out::println);
            if (lines.isEmpty()) out.println("No decision changes.");
            return 0;
        }
    }

    /** A line for each figure that is another for a program and payer from some day on, with the decisions that read it. */
    static List<String> diff(PolicyPacks old, PolicyPacks renewed) {
        var lines = new ArrayList<String>();
        var programs = new TreeSet<>(old.programs());
        programs.addAll(renewed.programs());
        for (String program : programs) {
            var payers = new TreeSet<>(old.payers(program));
            payers.addAll(renewed.payers(program));
            difference(program, null, old, renewed, lines);
            for (String payer : payers) difference(program, payer, old, renewed, lines);
        }
        return lines;
    }

    private static void difference(
            String program, String payer, PolicyPacks old, PolicyPacks renewed, List<String> lines) {
        var days = new TreeSet<>(old.changes(program, payer));
        days.addAll(renewed.changes(program, payer));
        var told = new TreeSet<String>();
        for (var day : days) {
            var before = pack(old, program, payer, day);
            var after = pack(renewed, program, payer, day);
            String place = program + (payer == null ? "" : "/" + payer) + " from " + day + ": ";
            if (before == null && after == null) continue;
            if (before == null || after == null) {
                if (told.add(before == null ? "new" : "gone"))
                    lines.add(place + (before == null ? "there are rules now" : "there are no rules any more"));
                continue;
            }
            for (var key : FigureKey.values()) {
                String was = text(before.figures().get(key));
                String is = text(after.figures().get(key));
                // What the state's rules change for every payer is told once.
                boolean ofState = payer != null
                        && Objects.equals(text(state(old, program, day, key)), was)
                        && Objects.equals(text(state(renewed, program, day, key)), is);
                if (!was.equals(is) && !ofState && told.add(key + was + is))
                    lines.add(place + key + " " + was + " -> " + is + " [" + key.decision() + "]");
            }
        }
    }

    private static Figure state(PolicyPacks packs, String program, LocalDate day, FigureKey key) {
        var pack = pack(packs, program, null, day);
        return pack == null ? null : pack.figures().get(key);
    }

    private static Pack pack(PolicyPacks packs, String program, String payer, LocalDate day) {
        try {
            return packs.resolve(program, payer, day);
        } catch (PolicyPacks.NoPack e) {
            return null;
        }
    }

    private static String text(Figure figure) {
        return figure == null
                ? "nothing"
                : figure.value() + " (" + figure.enforcement().name().toLowerCase(Locale.ROOT) + ")";
    }
}
