package org.communitysupport.payer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.communitysupport.payer.Claim.Line;

/** Judges claims one after the other: each knows of those before it, in this file and in all that were answered. */
final class Adjudication {
    /** H2015 without HT is another service (Community Networking), which this payer does not buy. */
    private static final Map<String, String> REQUIRED_MODIFIER = Map.of("H2015", "HT");

    private static final int FILING_DAYS = 365;

    private final Tables tables;
    private final LocalDate received;
    private final String control;
    private final Set<String> paid = new HashSet<>();
    private final Map<String, BigDecimal> used = new HashMap<>();

    /** @param earlier the lines that were paid before this file */
    Adjudication(Tables tables, LocalDate received, String control, List<PaidLine> earlier) {
        this.tables = tables;
        this.received = received;
        this.control = control;
        earlier.forEach(this::remember);
    }

    /** A line that was paid, as the payer keeps it. {@code authorization} is empty for none. */
    record PaidLine(
            String memberId,
            LocalDate day,
            String code,
            List<String> modifiers,
            BigDecimal units,
            String authorization) {

        /**
         * What makes a second line an exact duplicate; the order of modifiers makes no difference. A day whose units come from two
         * authorizations is two claims, and the second is none of the first.
         */
        String identity() {
            return memberId + '|' + day + '|' + code + '|' + new TreeSet<>(modifiers) + '|' + authorization;
        }

        private String pool() {
            return memberId + '|' + authorization;
        }
    }

    /** @param group CO, always: nothing of this is the person's to pay */
    record Reduction(String group, String reason, long cents) {}

    /** @param remark RARC; empty for none */
    record JudgedLine(Line line, long chargeCents, long paidCents, List<Reduction> reductions, String remark) {
        boolean denied() {
            return reductions.stream().anyMatch(r -> !r.reason().equals("45"));
        }
    }

    /**
     * @param control the payer's own number of the claim
     * @param rejection category and status code of a 277CA when the claim will not even be judged; empty else
     * @param lines empty when rejected
     */
    record Judged(Claim claim, String control, String rejection, List<JudgedLine> lines) {
        boolean rejected() {
            return !rejection.isEmpty();
        }

        boolean denied() {
            return !rejected() && lines.stream().allMatch(JudgedLine::denied);
        }

        long paidCents() {
            return lines.stream().mapToLong(JudgedLine::paidCents).sum();
        }
    }

    Judged judge(Claim claim) {
        String number = "NF" + control + String.format("%05d", claim.index());
        String rejection = rejection(claim);
        var lines = new ArrayList<JudgedLine>();
        if (rejection.isEmpty()) for (var line : claim.lines()) lines.add(judge(claim, line));
        return new Judged(claim, number, rejection, List.copyOf(lines));
    }

    /** Claim status codes of a claim that cannot be taken into adjudication. */
    private String rejection(Claim claim) {
        if (claim.memberId().isEmpty()) return "A7:164:IL";
        if (!tables.knows(claim.memberId())) return "A3:33:IL";
        // Replacing and voiding need the first claim reversed, which this payer does not do.
        if (!claim.frequency().equals("1")) return "A7:535";
        for (var line : claim.lines()) {
            if (line.from() == null || line.to() == null) return "A7:187";
            if (line.from().isAfter(received)) return "A7:187";
            if (!line.qualifier().equals("HC") || line.code().isEmpty()) return "A7:454";
            if (line.units() == null || line.units().signum() <= 0) return "A7:476";
            if (line.charge() == null || line.charge().signum() < 0) return "A7:178";
        }
        var sum = claim.lines().stream().map(Line::charge).reduce(BigDecimal.ZERO, BigDecimal::add);
        return claim.charge() == null || claim.charge().compareTo(sum) != 0 ? "A7:178" : "";
    }

    private JudgedLine judge(Claim claim, Line line) {
        long charge = Claim.cents(line.charge());
        String authorization = line.authorization().isEmpty() ? claim.authorization() : line.authorization();
        var asPaid =
                new PaidLine(claim.memberId(), line.from(), line.code(), line.modifiers(), line.units(), authorization);
        String reason = denial(claim, line, asPaid);
        if (!reason.isEmpty())
            return new JudgedLine(
                    line, charge, 0, List.of(new Reduction("CO", reason, charge)), reason.equals("16") ? "M76" : "");
        remember(asPaid);
        long price = price(line);
        return price >= charge
                ? new JudgedLine(line, charge, charge, List.of(), "")
                : new JudgedLine(line, charge, price, List.of(new Reduction("CO", "45", charge - price)), "");
    }

    /** CARC of the first cause that is found; empty when the line is paid. */
    private String denial(Claim claim, Line line, PaidLine asPaid) {
        if (paid.contains(asPaid.identity())) return "18";
        if (line.from().isBefore(received.minusDays(FILING_DAYS))) return "29";
        if (!tables.covers(claim.memberId(), line.from()) || !tables.covers(claim.memberId(), line.to())) return "27";
        if (!hasDiagnosis(claim, line)) return "16";
        String required = REQUIRED_MODIFIER.get(line.code());
        if (required != null && !line.modifiers().contains(required)) return "4";
        if (tables.price(line.code(), line.modifiers(), line.from()).isEmpty())
            return tables.prices(line.code()) ? "4" : "204";
        return unauthorized(line, asPaid);
    }

    private static boolean hasDiagnosis(Claim claim, Line line) {
        return !line.diagnoses().isEmpty()
                && line.diagnoses().stream().allMatch(pointer -> {
                    if (!pointer.matches("[1-9][0-9]?")) return false;
                    int n = Integer.parseInt(pointer);
                    return n <= claim.diagnoses().size()
                            && !claim.diagnoses().get(n - 1).isEmpty();
                });
    }

    private String unauthorized(Line line, PaidLine asPaid) {
        var known = tables.authorization(asPaid.memberId(), asPaid.authorization());
        if (known.isEmpty()) {
            if (!tables.demandsAuthorization(asPaid.memberId())) return "";
            return asPaid.authorization().isEmpty() ? "197" : "15";
        }
        if (!known.get().covers(line.from())) return "197";
        var after = used.getOrDefault(asPaid.pool(), BigDecimal.ZERO).add(line.units());
        return after.compareTo(known.get().units()) > 0 ? "198" : "";
    }

    private long price(Line line) {
        long cents = tables.price(line.code(), line.modifiers(), line.from())
                .orElseThrow()
                .cents();
        return line.units()
                .multiply(BigDecimal.valueOf(cents))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private void remember(PaidLine line) {
        paid.add(line.identity());
        if (!line.authorization().isEmpty()) used.merge(line.pool(), line.units(), BigDecimal::add);
    }

    /** What of the judged claims is to be remembered. */
    static List<PaidLine> paidLines(List<Judged> judged) {
        var lines = new ArrayList<PaidLine>();
        for (var j : judged)
            for (var l : j.lines())
                if (!l.denied())
                    lines.add(new PaidLine(
                            j.claim().memberId(),
                            l.line().from(),
                            l.line().code(),
                            l.line().modifiers(),
                            l.line().units(),
                            l.line().authorization().isEmpty()
                                    ? j.claim().authorization()
                                    : l.line().authorization()));
        return lines;
    }
}
