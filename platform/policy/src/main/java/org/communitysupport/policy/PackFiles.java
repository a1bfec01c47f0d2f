package org.communitysupport.policy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.communitysupport.policy.Figure.Confidence;
import org.communitysupport.policy.Figure.Enforcement;

/**
 * Reads {@code <STATE>/<PROGRAM>/<payer or _>/<effective-from>.yaml} (and {@code _/_/_/…} for the base) and refuses what is not sound:
 * every figure has a source and a confidence, an unconfirmed one never rejects, versions of one payer neither overlap nor leave a hole.
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
        try (var files = Files.walk(directory)) {
            for (Path file : files.filter(
                            f -> f.toString().endsWith(".yaml") && !f.toString().endsWith(".tests.yaml"))
                    .sorted()
                    .toList()) layers.add(layer(directory, file));
        } catch (IOException e) {
            throw new IllegalStateException("the policy packs cannot be read: " + e.getMessage(), e);
        }
        if (layers.isEmpty()) throw new IllegalStateException("no policy pack found");
        checkVersions(layers);
        return new PolicyPacks(layers);
    }

    private static PolicyPacks.Layer layer(Path directory, Path file) throws IOException {
        String place = directory.relativize(file).toString();
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
        var figures = new LinkedHashMap<String, Figure>();
        for (var entry : asMap(place, "figures", yaml.get("figures")).entrySet())
            figures.put(entry.getKey(), figure(place, entry.getKey(), entry.getValue(), illustrative));
        return new PolicyPacks.Layer(program, payer, from, to, figures);
    }

    private static Figure figure(String place, String key, Object yaml, boolean illustrative) {
        var map = asMap(place, key, yaml);
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
        return new Figure(key, map.get("value"), enforcement, confidence, (String) map.get("source"));
    }

    private static void checkVersions(List<PolicyPacks.Layer> layers) {
        for (var a : layers)
            for (var b : layers) {
                if (a == b
                        || !a.program().equals(b.program())
                        || !a.payer().equals(b.payer())
                        || a.from().isAfter(b.from())) continue;
                String place = a.program() + '/' + a.payer();
                check(
                        place,
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
            next.ifPresent(n -> check(
                    a.program() + '/' + a.payer(),
                    a.to().plusDays(1).equals(n),
                    "there is a hole between " + a.to() + " and " + n));
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
