package org.communitysupport.testkit.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.communitysupport.testkit.refusals.Refusals.Refusal;

/**
 * The refusals of a service, as a file beside its words: a line each with code, status, rule, sentence, who makes it (the service or the
 * platform) and the operations that can come to it. The API description and {@code docs/errors.md} are made from it.
 */
public final class RefusalsFile {
    private static final Pattern CODE = Pattern.compile("[a-z0-9]+(-([a-z0-9]+|…))*");
    private static final Pattern PLATFORM = Pattern.compile(
            "org/communitysupport/(axon|codec|history|kernel|log|policy|privacy|runtime|stream|web|x12)/.*");

    private RefusalsFile() {}

    /** Holds the file against the compiled code; {@code -Dgolden=write} writes it anew. */
    public static void isTrue(Path file) {
        var code = Bytecode.ofTheClassPath();
        var refusals = Refusals.in(code);
        assertThat(refusals.unclear())
                .as("places whose code cannot be followed to a constant")
                .isEmpty();
        String text = written(refusals, new Reach(code).operations());
        text.lines().forEach(line -> {
            var cells = line.split("\t", -1);
            assertThat(cells[0]).as(line).matches(CODE);
            if (cells[3].length() > 1)
                assertThat(cells[3]).as("a refusal is a sentence: " + line).matches("[\\p{Lu}_…].*[.…]");
        });
        try {
            if ("write".equals(System.getProperty("golden"))) Files.writeString(file, text);
            assertThat(text).as(file + " is written with -Dgolden=write").isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String written(Refusals refusals, Map<String, Set<String>> operations) {
        var lines = new TreeMap<String, Set<String>>();
        var known = refusals.all().stream()
                .filter(r -> !r.status().equals("…"))
                .map(r -> r.code() + '\t' + r.sentence())
                .collect(Collectors.toSet());
        for (var r : refusals.all()) {
            if (r.status().equals("…") && known.contains(r.code() + '\t' + r.sentence())) continue;
            var at = lines.computeIfAbsent(line(r), k -> new TreeSet<>());
            operations.forEach((operation, methods) -> {
                if (methods.contains(r.method())) at.add(operation);
            });
        }
        return lines.entrySet().stream()
                .map(l -> l.getKey() + '\t' + String.join(" ", l.getValue()) + '\n')
                .collect(Collectors.joining());
    }

    private static String line(Refusal r) {
        boolean platform = PLATFORM.matcher(r.method()).matches();
        return String.join("\t", r.code(), r.status(), r.rule(), r.sentence(), platform ? "platform" : "service");
    }
}
