package org.communitysupport.billing.domain.claim;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimBuilt;

/**
 * A claim's money as the messages that count leave it: charge = paid + adjusted + open. Judged line by line where the payer says lines.
 *
 * @param patient the part of what is open that is the member's lawful share
 * @param answered there is a standing answer to at least a part
 * @param refused somebody must work on what is open: a line was not paid at all, or a good part of it was not
 * @param reason the weightiest reason code of what is open; {@code none} when the payer gave none
 */
record Figures(
        long paid,
        long adjusted,
        long patient,
        long open,
        boolean answered,
        boolean refused,
        String reason,
        boolean shortOfMoney) {

    /** Sums of one line, or of what names no line. */
    private static final class Tally {
        private final Map<String, Long> reasons = new TreeMap<>();
        private long judged;
        private long paid;
        private long contractual;
        private long patient;

        void add(long charge, long cents, List<Adjustment> adjustments, boolean settles) {
            judged += charge;
            paid += cents;
            for (var a : adjustments)
                if (a.contractual()) contractual += settles ? a.cents() : 0;
                else if (a.patientShare()) patient += a.cents();
                else reasons.merge(a.reason(), a.cents(), Long::sum);
        }

        void add(Tally other) {
            judged += other.judged;
            paid += other.paid;
            contractual += other.contractual;
            patient += other.patient;
            other.reasons.forEach((reason, cents) -> reasons.merge(reason, cents, Long::sum));
        }

        boolean answered() {
            return judged > 0 || paid > 0;
        }

        boolean empty() {
            return judged == 0
                    && paid == 0
                    && contractual == 0
                    && patient == 0
                    && reasons.values().stream().allMatch(c -> c == 0);
        }
    }

    /** @param smallPercent below this share of its charge a reduction of a paid line is no denial */
    static Figures of(ClaimBuilt claim, List<Ledger.Message> messages, int smallPercent) {
        var lines = new TreeMap<Integer, Tally>();
        claim.lines().forEach(l -> lines.put(l.number(), new Tally()));
        var rest = new Tally();
        for (var m : messages) add(claim, m.advice(), lines, rest);
        return new Sum(claim, smallPercent).of(lines, rest);
    }

    private static void add(ClaimBuilt claim, ClaimAdvice advice, Map<Integer, Tally> lines, Tally rest) {
        // What names no line is about the only one, where there is only one.
        var other =
                claim.lines().size() == 1 ? lines.get(claim.lines().getFirst().number()) : rest;
        long charge = advice.chargeCents();
        long paid = advice.paidCents();
        for (var line : advice.lines()) {
            Integer number = line(claim, line);
            var tally = number == null ? other : lines.get(number);
            tally.add(
                    line.chargeCents(),
                    line.paidCents(),
                    line.adjustments(),
                    settles(line.paidCents(), line.adjustments()));
            charge -= line.chargeCents();
            paid -= line.paidCents();
        }
        other.add(charge, paid, advice.adjustments(), settles(advice.paidCents(), advice.allAdjustments()));
    }

    /** The contract explains what was paid less; it explains no payment of nothing, unless the member's share is all of it. */
    private static boolean settles(long paid, List<Adjustment> adjustments) {
        return paid != 0 || adjustments.stream().anyMatch(Adjustment::patientShare);
    }

    /** Which of our lines it is about: by our number, else by the code where that is of one line only; null when it cannot be told. */
    static Integer line(ClaimBuilt claim, ClaimAdvice.Line line) {
        if (line.number() != null)
            return claim.lines().stream().anyMatch(l -> l.number() == line.number()) ? line.number() : null;
        String service = line.billed() == null ? line.service() : line.billed();
        if (service == null) return null;
        var same =
                claim.lines().stream().filter(l -> l.service().equals(service)).toList();
        return same.size() == 1 ? same.getFirst().number() : null;
    }

    private static final class Sum {
        private final ClaimBuilt claim;
        private final int smallPercent;
        private final Map<String, Long> reasons = new TreeMap<>();
        private long paid;
        private long adjusted;
        private long patient;
        private boolean answered;
        private boolean refused;
        private boolean negative;

        Sum(ClaimBuilt claim, int smallPercent) {
            this.claim = claim;
            this.smallPercent = smallPercent;
        }

        /** Line by line; as one sum where some of it names no line. */
        Figures of(Map<Integer, Tally> lines, Tally rest) {
            if (rest.empty()) for (var line : claim.lines()) line(line.chargeCents(), lines.get(line.number()));
            else {
                lines.values().forEach(rest::add);
                line(claim.chargeCents(), rest);
                refused &= rest.judged >= claim.chargeCents();
            }
            long charge = claim.chargeCents();
            patient = within(patient, charge - paid);
            adjusted = within(adjusted, charge - paid - patient);
            long open = charge - paid - adjusted;
            return new Figures(paid, adjusted, patient, open, answered, refused, reason(), negative);
        }

        private void line(long charge, Tally t) {
            long share = within(t.patient, charge - t.paid);
            long contract = t.paid <= 0 && share == 0 ? 0 : within(t.contractual, charge - t.paid - share);
            long open = charge - t.paid - contract - share;
            paid += t.paid;
            adjusted += contract;
            patient += share;
            answered |= t.answered();
            negative |= t.paid < 0;
            refused |= t.answered() && open > 0 && notSmall(open, charge, t.paid);
            if (open > 0) t.reasons.forEach((reason, cents) -> reasons.merge(reason, cents, Long::sum));
        }

        private boolean notSmall(long open, long charge, long paidOfIt) {
            return paidOfIt <= 0 || open * 100 >= charge * smallPercent;
        }

        private String reason() {
            return reasons.entrySet().stream()
                    .filter(e -> e.getValue() > 0)
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElse("none");
        }

        private static long within(long cents, long most) {
            return Math.min(Math.max(0, cents), Math.max(0, most));
        }
    }

    /** Null while the payer has no standing answer. */
    DayClaims.Status status() {
        if (!answered && paid == 0) return null;
        boolean settled = open - patient <= 0;
        if (paid > 0) return settled ? DayClaims.Status.PAID : DayClaims.Status.PARTLY_PAID;
        return patient > 0 && settled ? DayClaims.Status.PAID : DayClaims.Status.DENIED;
    }

    boolean sameMoney(Figures other) {
        return paid == other.paid
                && adjusted == other.adjusted
                && open == other.open
                && Objects.equals(status(), other.status())
                && refused == other.refused;
    }
}
