package org.communitysupport.payer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A payer in a directory, for tests. */
final class Payer {
    final Path outbox;
    final Path inbox;
    final Path data;
    private Desk desk;

    Payer(Path directory) throws IOException {
        outbox = Files.createDirectories(directory.resolve("outbox"));
        inbox = Files.createDirectories(directory.resolve("inbox"));
        data = Files.createDirectories(directory.resolve("data"));
        start(step -> {});
    }

    void start(Consumer<Desk.Step> reached) throws IOException {
        desk = new Desk(outbox, inbox, data, reached);
    }

    Payer table(String name, String... lines) throws IOException {
        Files.write(data.resolve(name), List.of(lines));
        return this;
    }

    Path put(String name, byte[] file) throws IOException {
        return Files.write(outbox.resolve(name), file);
    }

    String take(ClaimFiles file) throws IOException {
        return take("claims.837", file.bytes());
    }

    String take(String name, byte[] file) throws IOException {
        return desk.take(put(name, file));
    }

    /** Name and text of every file of the inbox. */
    TreeMap<String, String> answers() throws IOException {
        var answers = new TreeMap<String, String>();
        try (var files = Files.list(inbox)) {
            for (Path file : files.toList()) answers.put(file.getFileName().toString(), text(file));
        }
        return answers;
    }

    String answer(String name) throws IOException {
        return text(inbox.resolve(name));
    }

    String deposits() throws IOException {
        return text(data.resolve("deposits.csv"));
    }

    static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    /** The segments of that id, as they are written. */
    static List<String> segments(String answer, String id) {
        var found = new ArrayList<String>();
        for (String s : answer.split("~")) if (s.startsWith(id + '*')) found.add(s);
        return found;
    }

    /** Group and reason of every adjustment, line by line: {@code CO-27}. */
    static List<String> reductions(String remittance) {
        return segments(remittance, "CAS").stream()
                .map(s -> s.split("\\*"))
                .map(c -> c[1] + '-' + c[2])
                .toList();
    }

    static String element(String segment, int n) {
        return Arrays.asList(segment.split("\\*")).get(n);
    }
}
