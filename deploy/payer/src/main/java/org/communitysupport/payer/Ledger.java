package org.communitysupport.payer;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.communitysupport.payer.Adjudication.PaidLine;
import org.communitysupport.payer.Remittance.Deposit;

/**
 * What was answered, a file of the data directory for each: the moment that file has its name, the answers count. Paid lines and deposits
 * are read from nowhere else.
 */
final class Ledger {
    private static final String SUFFIX = ".answered";

    /**
     * @param sequence 1 for the first file ever answered
     * @param control ISA13
     * @param sha256 of the file, hex
     * @param answers names of the answers, in the order in which they go out
     */
    record Entry(
            int sequence,
            String control,
            String sha256,
            List<String> answers,
            List<PaidLine> paid,
            List<Deposit> deposits) {}

    private final Path directory;
    private final Path deposits;
    private final List<Entry> entries = new ArrayList<>();

    Ledger(Path data) throws IOException {
        directory = Files.createDirectories(data.resolve("answered"));
        deposits = data.resolve("deposits.csv");
        try (var files = Files.list(directory)) {
            for (Path file : files.filter(f -> f.toString().endsWith(SUFFIX)).toList())
                entries.add(parse(Files.readAllLines(file)));
        }
        entries.sort(Comparator.comparingInt(Entry::sequence));
    }

    Optional<Entry> answered(String control, String sha256) {
        return entries.stream()
                .filter(e -> e.control().equals(control) && e.sha256().equals(sha256))
                .findFirst();
    }

    boolean used(String control) {
        return entries.stream().anyMatch(e -> e.control().equals(control));
    }

    int next() {
        return entries.isEmpty() ? 1 : entries.getLast().sequence() + 1;
    }

    List<PaidLine> paid() {
        return entries.stream().flatMap(e -> e.paid().stream()).toList();
    }

    void add(Entry entry) throws IOException {
        var text = new StringBuilder();
        text.append("file,")
                .append(entry.sequence())
                .append(',')
                .append(entry.control())
                .append(',')
                .append(entry.sha256())
                .append('\n');
        for (String a : entry.answers()) text.append("answer,").append(a).append('\n');
        for (var p : entry.paid())
            text.append("paid,")
                    .append(String.join(
                            ",",
                            X12Text.clean(p.memberId()).replace(',', ' '),
                            p.day().toString(),
                            p.code().replace(',', ' '),
                            String.join(":", p.modifiers()).replace(',', ' '),
                            p.units().toPlainString(),
                            p.authorization().replace(',', ' ')))
                    .append('\n');
        for (var d : entry.deposits()) text.append("deposit,").append(row(d)).append('\n');
        String name = entry.control() + '-' + entry.sha256().substring(0, 16) + SUFFIX;
        Durable.write(directory.resolve(name), text.toString());
        entries.add(entry);
    }

    /** The bank's view, written whole from the ledger: each payment once, however often the simulator was killed. */
    void writeDeposits() throws IOException {
        var text = new StringBuilder("trace,date,cents\n");
        for (var e : entries) for (var d : e.deposits()) text.append(row(d)).append('\n');
        if (!Files.exists(deposits) || !Files.readString(deposits).contentEquals(text))
            Durable.write(deposits, text.toString());
    }

    private static String row(Deposit d) {
        return d.trace() + ',' + d.date() + ',' + d.cents();
    }

    private static Entry parse(List<String> lines) {
        int sequence = 0;
        String control = "";
        String sha256 = "";
        var answers = new ArrayList<String>();
        var paid = new ArrayList<PaidLine>();
        var deposits = new ArrayList<Deposit>();
        for (String line : lines) {
            String[] c = line.split(",", -1);
            switch (c[0]) {
                case "file" -> {
                    sequence = Integer.parseInt(c[1]);
                    control = c[2];
                    sha256 = c[3];
                }
                case "answer" -> answers.add(c[1]);
                case "paid" ->
                    paid.add(new PaidLine(
                            c[1],
                            LocalDate.parse(c[2]),
                            c[3],
                            c[4].isEmpty() ? List.of() : List.of(c[4].split(":")),
                            new BigDecimal(c[5]),
                            c[6]));
                case "deposit" -> deposits.add(new Deposit(c[1], LocalDate.parse(c[2]), Long.parseLong(c[3])));
                default -> throw new IllegalStateException("the payer's ledger holds a line of no known kind");
            }
        }
        return new Entry(sequence, control, sha256, List.copyOf(answers), List.copyOf(paid), List.copyOf(deposits));
    }
}
