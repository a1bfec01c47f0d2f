package org.communitysupport.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.communitysupport.policy.Figure.Confidence;
import org.communitysupport.policy.Figure.Enforcement;
import org.communitysupport.policy.FigureKey.Need;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads {@code <STATE>/<PROGRAM>/<payer or _>/<effective-from>.yaml} (and {@code _/_/_/…} for the base) and refuses what is not sound:
 * every figure is declared ({@link FigureKey}) and has its shape, a source and a confidence; an unconfirmed one never rejects; versions of
 * one payer neither overlap nor leave a hole; what decisions need is there.
 */
final class PackFiles {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Map<String, Confidence> MARKS = Map.of(
            "C", Confidence.CONFIRMED,
            "C-old", Confidence.CONFIRMED_OLD,
            "S", Confidence.SECONDARY,
            "K", Confidence.UNCONFIRMED,
            "illustrative", Confidence.ILLUSTRATIVE);

    private PackFiles() {}

    static PolicyPacks load(Path directory) {
        var layers = new ArrayList<PolicyPacks.Layer>();
        var faults = new ArrayList<String>();
        try (var files = Files.walk(directory)) {
            for (Path file : files.filter(
                            f -> f.toString().endsWith(".yaml") && !f.toString().endsWith(".tests.yaml"))
                    .sorted()
                    .toList())
                try {
                    layers.add(layer(directory, file, faults));
                } catch (JsonProcessingException e) {
                    faults.add(directory.relativize(file) + ":"
                            + (e.getLocation() == null ? 0 : e.getLocation().getLineNr()) + ": "
                            + e.getOriginalMessage().lines().findFirst().orElse("this is no YAML"));
                } catch (IllegalStateException e) {
                    faults.add(e.getMessage());
                }
        } catch (IOException e) {
            throw new IllegalStateException("the policy packs cannot be read: " + e.getMessage(), e);
        }
        if (faults.isEmpty() && layers.isEmpty()) faults.add("no policy pack found");
        stopAt(faults);
        checkVersions(layers);
        var packs = new PolicyPacks(layers);
        checkNeeds(packs, layers, faults);
        checkPayers(layers, faults);
        stopAt(faults);
        return packs;
    }

    private static void stopAt(List<String> faults) {
        if (!faults.isEmpty()) throw new IllegalStateException(String.join("\n", faults));
    }

    private static PolicyPacks.Layer layer(Path directory, Path file, List<String> faults) throws IOException {
        String place = directory.relativize(file).toString();
        check(
                place,
                directory.relativize(file).getNameCount() == 4,
                "it lies in no folder <STATE>/<PROGRAM>/<payer or _>");
        Map<String, Object> yaml = YAML.readValue(file.toFile(), new TypeReference<>() {});
        String state = directory.relativize(file).getName(0).toString();
        String service = directory.relativize(file).getName(1).toString();
        String payer = directory.relativize(file).getName(2).toString();
        String program = state.equals(PolicyPacks.BASE) ? PolicyPacks.BASE : state + '.' + service;
        check(
                place,
                program.equals(yaml.get("program")),
                "program is " + yaml.get("program") + ", the folder says " + program);
        check(place, payer.equals(yaml.get("payer")), "payer is " + yaml.get("payer") + ", the folder says " + payer);
        var effective = asMap(place, "effective", yaml.get("effective"));
        LocalDate from = date(place, effective.get("from"));
        LocalDate to = effective.get("to") == null ? null : date(place, effective.get("to"));
        check(
                place,
                (from + ".yaml").equals(file.getFileName().toString()),
                "the file is not named after its first day " + from);
        check(place, to == null || !to.isBefore(from), "it ends before it begins");

        boolean illustrative = Boolean.TRUE.equals(yaml.get("illustrative"));
        var lines = lines(file);
        var figures = new EnumMap<FigureKey, Figure>(FigureKey.class);
        for (var entry : asMap(place, "figures", yaml.get("figures")).entrySet()) {
            String at = place + ":" + lines.getOrDefault(entry.getKey(), 0);
            try {
                var key = FigureKey.of(entry.getKey());
                check(at, key != null, entry.getKey() + " is no figure that a decision reads");
                figures.put(key, figure(at, key, entry.getValue(), illustrative));
            } catch (IllegalStateException e) {
                faults.add(e.getMessage());
            }
        }
        return new PolicyPacks.Layer(place, program, payer, from, to, figures);
    }

    private static Figure figure(String place, FigureKey key, Object yaml, boolean illustrative) {
        var map = asMap(place, key.key(), yaml);
        check(
                place,
                Set.of("value", "enforcement", "confidence", "source", "note").containsAll(map.keySet()),
                key + " has an unknown part");
        var confidence = MARKS.get(String.valueOf(map.get("confidence")));
        check(place, confidence != null, key + ": confidence is one of " + MARKS.keySet());
        check(place, map.get("source") instanceof String s && !s.isBlank(), key + " names no source");
        Enforcement enforcement;
        try {
            enforcement = Enforcement.valueOf(
                    String.valueOf(map.getOrDefault("enforcement", "off")).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(place + ": " + key + ": enforcement is reject, warn or off", e);
        }
        check(
                place,
                confidence != Confidence.UNCONFIRMED || enforcement != Enforcement.REJECT,
                key + " is unconfirmed and must not reject");
        check(place, confidence != Confidence.ILLUSTRATIVE || illustrative, key + " is illustrative, its pack is not");
        Object value = map.get("value");
        String fault = value == null ? null : key.shape().fault(value);
        check(place, fault == null, key + " " + fault);
        check(place, value != null || enforcement == Enforcement.OFF, key + " has no value, so its enforcement is off");
        return new Figure(key, value, enforcement, confidence, (String) map.get("source"));
    }

    /** The line of each figure, for whoever has to put it right. */
    private static Map<String, Integer> lines(Path file) throws IOException {
        var lines = new HashMap<String, Integer>();
        try (var reader = Files.newBufferedReader(file)) {
            var root = new Yaml().compose(reader);
            if (part(root, "figures") instanceof MappingNode figures)
                for (var figure : figures.getValue())
                    if (figure.getKeyNode() instanceof ScalarNode key)
                        lines.put(key.getValue(), key.getStartMark().getLine() + 1);
        }
        return lines;
    }

    private static Node part(Node node, String name) {
        if (node instanceof MappingNode map)
            for (var entry : map.getValue())
                if (entry.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(name)) return entry.getValueNode();
        return null;
    }

    /** A figure that decisions cannot do without stands in the pack or in one that it rests on, on each day. */
    private static void checkNeeds(PolicyPacks packs, List<PolicyPacks.Layer> layers, List<String> faults) {
        for (var layer : layers) {
            if (layer.program().equals(PolicyPacks.BASE)) continue;
            boolean own = !layer.payer().equals(PolicyPacks.BASE);
            if (own && !packs.holds(layer.program(), layer.from())) {
                faults.add(layer.file() + ": there is no state pack on that day");
                continue;
            }
            var pack = packs.resolve(layer.program(), own ? layer.payer() : null, layer.from());
            for (var key : FigureKey.values()) {
                boolean needed = key.need() == Need.PROGRAM || key.need() == Need.PAYER && own;
                if (needed && !pack.has(key)) faults.add(layer.file() + ": " + key + " is missing or has no value");
            }
        }
    }

    /** Coverage, claims and batches name a payer alone, so one id is one payer of one state. */
    private static void checkPayers(List<PolicyPacks.Layer> layers, List<String> faults) {
        var stateOf = new HashMap<String, String>();
        for (var layer : layers) {
            if (layer.payer().equals(PolicyPacks.BASE)) continue;
            String state = layer.program().substring(0, layer.program().indexOf('.'));
            String other = stateOf.putIfAbsent(layer.payer(), state);
            if (other != null && !other.equals(state))
                faults.add(layer.file() + ": payer " + layer.payer() + " is one of " + other
                        + " already; another state's payer takes another id");
        }
    }

    private static void checkVersions(List<PolicyPacks.Layer> layers) {
        for (var a : layers)
            for (var b : layers) {
                if (a == b
                        || !a.program().equals(b.program())
                        || !a.payer().equals(b.payer())
                        || a.from().isAfter(b.from())) continue;
                check(
                        b.file(),
                        a.to() != null && a.to().isBefore(b.from()),
                        "the versions of " + a.from() + " and " + b.from() + " overlap");
            }
        for (var a : layers) {
            var next = layers.stream()
                    .filter(b -> b.program().equals(a.program())
                            && b.payer().equals(a.payer())
                            && b.from().isAfter(a.from()))
                    .map(PolicyPacks.Layer::from)
                    .min(LocalDate::compareTo);
            next.ifPresent(n ->
                    check(a.file(), a.to().plusDays(1).equals(n), "there is a hole between " + a.to() + " and " + n));
        }
    }

    @SuppressWarnings("unchecked") // checked: Jackson reads YAML maps with string keys
    private static Map<String, Object> asMap(String place, String what, Object yaml) {
        check(place, yaml instanceof Map, what + " is missing or no map");
        return (Map<String, Object>) yaml;
    }

    private static LocalDate date(String place, Object text) {
        try {
            return LocalDate.parse(String.valueOf(text));
        } catch (DateTimeParseException e) {
            throw new IllegalStateException(place + ": not a date: " + text, e);
        }
    }

    private static void check(String place, boolean ok, String otherwise) {
        if (!ok) throw new IllegalStateException(place + ": " + otherwise);
    }
}
