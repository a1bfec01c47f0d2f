package org.communitysupport.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * docs/errors.md has every code that the compiled code of a service can answer with, and no other. Each service's own test holds its list of
 * refusals against its code; here the lists are held against the book. {@code -Dgolden=write} writes the book anew and keeps what was written
 * by hand under "what to do".
 */
class ErrorBookTest {
    private static final Path BOOK = Path.of("../../docs/errors.md");
    private static final List<String> SERVICES =
            List.of("referral", "eligibility", "care-plan", "encounter", "billing");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|(.*)\\|$");
    private static final String HEAD =
            "| code | status | meaning | what to do | rule | operations |\n| --- | --- | --- | --- | --- | --- |\n";
    private static final int MANY = 8;

    private static final class Row {
        private final Set<String> status = new TreeSet<>();
        private final Set<String> meaning = new LinkedHashSet<>();
        private final Set<String> todo = new LinkedHashSet<>();
        private final Set<String> rules = new TreeSet<>();
        private final Set<String> operations = new TreeSet<>();
        private boolean platform;
    }

    @Test
    @Tag("Q-05")
    void q05_every_code_that_a_service_can_answer_with_stands_in_the_book_with_what_to_do() throws IOException {
        String book = Files.exists(BOOK) ? Files.readString(BOOK) : "";
        var refusals = new TreeMap<String, Row>();
        var warnings = new TreeMap<String, Row>();
        for (String service : SERVICES) read(service, refusals, warnings);
        assertThat(refusals).hasSizeGreaterThan(150);
        String now = written(refusals, warnings, byHand(book));
        if ("write".equals(System.getProperty("golden"))) Files.writeString(BOOK, now);
        assertThat(now).as(BOOK + " is written with -Dgolden=write").isEqualTo(Files.readString(BOOK));
        var silent = new ArrayList<String>();
        var rows = ROW.matcher(now);
        while (rows.find()) if (cells(rows.group(2)).get(2).isEmpty()) silent.add(rows.group(1));
        assertThat(silent).as("codes of which the book does not say what to do").isEmpty();
    }

    private static void read(String service, Map<String, Row> refusals, Map<String, Row> warnings) throws IOException {
        var addresses = addresses(service);
        for (String line :
                Files.readAllLines(Path.of("../../" + service + "-service/src/main/resources/openapi/refusals.tsv"))) {
            var cells = line.split("\t", -1);
            boolean warning = cells[1].equals("warning");
            var row = (warning ? warnings : refusals).computeIfAbsent(cells[0], k -> new Row());
            row.status.add(warning ? "with 2xx" : cells[1].equals("…") ? "4xx" : cells[1]);
            if (!cells[2].isBlank()) row.rules.addAll(List.of(cells[2].split(" ")));
            row.platform |= cells[4].equals("platform");
            say(row, cells[3]);
            for (String operation : cells[5].split(" "))
                if (addresses.containsKey(operation)) row.operations.add(addresses.get(operation));
        }
    }

    /** The first sentence says what is wrong, the others what to do. */
    private static void say(Row row, String said) {
        String sentence = said.replace("|", "\\|").replaceAll("…+", "…");
        if (sentence.length() < 2) return;
        int end = sentence.indexOf(". ");
        row.meaning.add(end < 0 ? sentence : sentence.substring(0, end + 1));
        if (end >= 0) row.todo.add(sentence.substring(end + 2));
    }

    private static Map<String, String> addresses(String service) throws IOException {
        JsonNode file = new ObjectMapper()
                .readTree(Path.of("../../" + service + "-service/src/contract/openapi.json")
                        .toFile());
        var addresses = new HashMap<String, String>();
        file.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation -> addresses.put(
                        operation.getValue().path("operationId").asText(),
                        operation.getKey().toUpperCase(java.util.Locale.ROOT) + ' ' + path.getKey())));
        return addresses;
    }

    /** What stands under "what to do" and does not come from a sentence, by code. */
    private static Map<String, String> byHand(String book) {
        var hand = new HashMap<String, String>();
        var rows = ROW.matcher(book);
        while (rows.find()) hand.put(rows.group(1), cells(rows.group(2)).get(2));
        return hand;
    }

    private static List<String> cells(String row) {
        var cells = new ArrayList<String>();
        for (String cell : row.split("(?<!\\\\)\\|", -1)) cells.add(cell.strip());
        return cells;
    }

    private static String written(
            SortedMap<String, Row> refusals, SortedMap<String, Row> warnings, Map<String, String> hand) {
        var text = new StringBuilder(
                """
                # Error codes

                Every "no" of a service is `application/problem+json`, or an OperationOutcome to FHIR clients. Its `code` is one of these and never changes its meaning; `type` is `urn:cs:<service>:<code>`. `detail` says what is wrong with this request; `errors` names each place by its JSON pointer; `rule` is explained in [domain.md](domain.md). … stands for a value.

                Send a request again without change only after 429, 503 and 504, with the same Idempotency-Key. After any other code something has to change first.

                This page is made from the code by a test (`ErrorBookTest`, with `-Dgolden=write`). Only "what to do" may be written by hand, for codes whose sentence does not say it. "Operations" are those whose code can come to it.

                ## Refusals

                """);
        text.append(HEAD);
        refusals.forEach((code, row) -> text.append(line(code, row, hand)));
        text.append(
                """

                ## Warnings

                The request was accepted. A warning says that somebody should look at something. Where a policy pack rejects by the rule, the same code comes as a refusal with 422.

                """);
        text.append(HEAD);
        warnings.forEach((code, row) -> text.append(line(code, row, hand)));
        return text.toString();
    }

    private static String line(String code, Row row, Map<String, String> hand) {
        String operations = row.platform && row.operations.size() != 1 || row.operations.isEmpty()
                ? "any"
                : row.operations.size() > MANY
                        ? row.operations.size() + " operations"
                        : "`" + String.join("`<br>`", row.operations) + "`";
        String todo = row.todo.isEmpty() ? hand.getOrDefault(code, "") : String.join("<br>", row.todo);
        return "| `" + code + "` | " + String.join(", ", row.status) + " | " + String.join("<br>", row.meaning) + " | "
                + todo + " | " + String.join(", ", row.rules) + " | " + operations + " |\n";
    }
}
