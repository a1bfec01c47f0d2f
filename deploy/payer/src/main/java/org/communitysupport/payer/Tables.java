package org.communitysupport.payer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What this payer knows of its own: prices, members, authorizations. Read from its data directory for every file, so that whoever edits a
 * table sees the next file judged by it.
 */
record Tables(List<Price> prices, List<Member> members, List<Authorization> authorizations) {

    /** @param cents per unit, for services from that day on */
    record Price(String code, String modifier, long cents, LocalDate from) {}

    /**
     * @param memberId or {@code default} for all that are not listed
     * @param from null: not a member, ever
     * @param to last covered day; null while it goes on
     */
    record Member(String memberId, LocalDate from, LocalDate to) {}

    /** @param number empty with the one meaning that this member needs an authorization and has none */
    record Authorization(String memberId, String number, LocalDate from, LocalDate to, BigDecimal units) {

        boolean covers(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    /** A table that cannot be read; names the file and the line and nothing that stands in it. */
    static final class BadTable extends RuntimeException {
        private static final long serialVersionUID = 1;

        BadTable(String table, int line, String expected) {
            super(table + ", line " + line + ": expected " + expected);
        }
    }

    private static final String DEFAULT = "default";

    /** @throws BadTable when a line does not say what it should: nothing is judged by half a table */
    static Tables read(Path data) {
        try {
            var prices = new ArrayList<Price>();
            try (var built =
                    new InputStreamReader(Tables.class.getResourceAsStream("prices.csv"), StandardCharsets.UTF_8)) {
                prices.addAll(rows(built, "prices.csv (built in)", PRICE, Tables::price));
            }
            prices.addAll(rows(data, "prices.csv", PRICE, Tables::price));
            return new Tables(
                    List.copyOf(prices),
                    rows(data, "members.csv", MEMBER, Tables::member),
                    rows(data, "authorizations.csv", AUTHORIZATION, Tables::authorization));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The newest price that held on that day; one from the data directory wins over a built-in one of the same day. */
    Optional<Price> price(String code, List<String> modifiers, LocalDate day) {
        return prices.stream()
                .filter(p -> p.code().equals(code)
                        && modifiers.contains(p.modifier())
                        && !p.from().isAfter(day))
                .reduce((a, b) -> b.from().isBefore(a.from()) ? a : b);
    }

    boolean prices(String code) {
        return prices.stream().anyMatch(p -> p.code().equals(code));
    }

    /** Whether the member is known at all; the last line about a member counts, as in a list that is appended to. */
    boolean knows(String memberId) {
        return member(memberId).map(m -> m.from() != null).orElse(true);
    }

    boolean covers(String memberId, LocalDate day) {
        return member(memberId)
                .map(m -> m.from() != null && !day.isBefore(m.from()) && (m.to() == null || !day.isAfter(m.to())))
                .orElse(true);
    }

    private Optional<Member> member(String memberId) {
        return members.stream()
                .filter(m -> m.memberId().equals(memberId))
                .reduce((a, b) -> b)
                .or(() -> members.stream()
                        .filter(m -> m.memberId().equals(DEFAULT))
                        .reduce((a, b) -> b));
    }

    /** Whether this member's services need an authorization number: when the table speaks of the member, or of all. */
    boolean demandsAuthorization(String memberId) {
        return authorizations.stream()
                .anyMatch(a -> a.memberId().equals(memberId) || a.memberId().equals(DEFAULT));
    }

    Optional<Authorization> authorization(String memberId, String number) {
        return authorizations.stream()
                .filter(a -> !number.isEmpty()
                        && a.memberId().equals(memberId)
                        && a.number().equals(number))
                .max(Comparator.comparing(Authorization::from));
    }

    private static final String PRICE = "code,modifier,cents,from";
    private static final String MEMBER = "memberId,coveredFrom,coveredTo";
    private static final String AUTHORIZATION = "memberId,number,from,to,units";

    private static Price price(String[] row) {
        return new Price(row[0], row[1], Long.parseLong(row[2]), LocalDate.parse(row[3]));
    }

    private static Member member(String[] row) {
        if (row[0].equals(DEFAULT))
            return switch (row[1]) {
                case "active" -> new Member(DEFAULT, LocalDate.EPOCH, null);
                case "unknown" -> new Member(DEFAULT, null, null);
                default -> throw new IllegalArgumentException();
            };
        return new Member(
                row[0], LocalDate.parse(row[1]), row.length < 3 || row[2].isEmpty() ? null : LocalDate.parse(row[2]));
    }

    private static Authorization authorization(String[] row) {
        if (row[1].isEmpty() || row[1].equals("required"))
            return new Authorization(row[0], "", LocalDate.MIN, LocalDate.MIN, BigDecimal.ZERO);
        return new Authorization(
                row[0], row[1], LocalDate.parse(row[2]), LocalDate.parse(row[3]), new BigDecimal(row[4]));
    }

    private static <T> List<T> rows(Path data, String table, String columns, Function<String[], T> row)
            throws IOException {
        Path file = data.resolve(table);
        if (!Files.exists(file)) return List.of();
        try (var in = Files.newBufferedReader(file)) {
            return rows(in, table, columns, row);
        }
    }

    private static <T> List<T> rows(Reader in, String table, String columns, Function<String[], T> row)
            throws IOException {
        var rows = new ArrayList<T>();
        String first = columns.substring(0, columns.indexOf(',') + 1);
        int n = 0;
        for (String line : new BufferedReader(in).lines().toList()) {
            n++;
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#") || text.startsWith(first)) continue;
            try {
                var cells = text.split(",", -1);
                for (int i = 0; i < cells.length; i++) cells[i] = cells[i].strip();
                rows.add(row.apply(cells));
            } catch (RuntimeException e) {
                throw new BadTable(table, n, columns);
            }
        }
        return List.copyOf(rows);
    }
}
