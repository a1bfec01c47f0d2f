package org.communitysupport.billing.domain.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimBuilt;

/**
 * What payers said about the money of one claim. Messages come in any order and more than once (amendment 20); what counts is their sum, so
 * as soon as all of them fit together the order in which they came makes no difference.
 *
 * @param applied those that count
 * @param waiting those that do not fit yet: a second payment before the first was taken back, a reversal before what it reverses
 */
public record Ledger(List<Message> applied, List<Message> waiting) {
    public static final Ledger NONE = new Ledger(List.of(), List.of());

    public Ledger {
        applied = List.copyOf(applied);
        waiting = List.copyOf(waiting);
    }

    /** @param byHand a person said that it counts, whatever else came */
    public record Message(String remittance, int ordinal, boolean byHand, ClaimAdvice advice) {
        public String key() {
            return DayClaims.posting(remittance, ordinal);
        }

        public long cents() {
            return advice.paidCents();
        }
    }

    public boolean knows(String key) {
        return find(key) != null;
    }

    public Message find(String key) {
        for (var m : applied) if (m.key().equals(key)) return m;
        for (var m : waiting) if (m.key().equals(key)) return m;
        return null;
    }

    public boolean waits(String key) {
        return waiting.stream().anyMatch(m -> m.key().equals(key));
    }

    Ledger apply(Message message) {
        var all = new ArrayList<>(applied);
        all.add(message);
        return new Ledger(all, without(waiting, message.key()));
    }

    Ledger await(Message message) {
        var all = new ArrayList<>(waiting);
        all.add(message);
        return new Ledger(applied, all);
    }

    Ledger remove(String key) {
        return new Ledger(without(applied, key), without(waiting, key));
    }

    private static List<Message> without(List<Message> messages, String key) {
        return messages.stream().filter(m -> !m.key().equals(key)).toList();
    }

    /**
     * Which of the waiting messages, and of those that come now, count from now on, in an order in which the sum never falls below nothing.
     */
    List<Message> fitting(ClaimBuilt claim, List<Message> coming) {
        var candidates = new ArrayList<>(waiting);
        candidates.addAll(coming);
        if (fits(claim, applied, candidates)) return inOrder(candidates);
        var now = new ArrayList<Message>();
        for (boolean again = true; again; ) again = pair(candidates, now) || one(claim, candidates, now);
        return inOrder(now);
    }

    /** A payment and its own reversal that both wait come to nothing together. */
    private static boolean pair(List<Message> candidates, List<Message> now) {
        for (var payment : candidates)
            for (var back : candidates)
                if (back.advice().undoes(payment.advice())) {
                    candidates.removeAll(List.of(payment, back));
                    now.add(payment);
                    now.add(back);
                    return true;
                }
        return false;
    }

    private boolean one(ClaimBuilt claim, List<Message> candidates, List<Message> now) {
        var all = new ArrayList<>(applied);
        all.addAll(now);
        for (var candidate : candidates)
            if (fits(claim, all, List.of(candidate))) {
                candidates.remove(candidate);
                now.add(candidate);
                return true;
            }
        return false;
    }

    private List<Message> inOrder(List<Message> messages) {
        long paid = applied.stream().mapToLong(Message::cents).sum();
        var left = new ArrayList<>(messages);
        var ordered = new ArrayList<Message>();
        while (!left.isEmpty()) {
            long at = paid;
            var next = left.stream()
                    .filter(m -> m.cents() < 0 && at + m.cents() >= 0)
                    .findFirst()
                    .orElseGet(() -> left.stream()
                            .filter(m -> m.cents() >= 0)
                            .findFirst()
                            .orElse(left.getFirst()));
            left.remove(next);
            ordered.add(next);
            paid += next.cents();
        }
        return ordered;
    }

    /**
     * No more goes back than was paid; and a payment beyond the first does not take the sum over the charge, and is not the same payment
     * once more. A person's word stands above the latter two.
     */
    private static boolean fits(ClaimBuilt claim, List<Message> applied, List<Message> candidates) {
        var all = new ArrayList<>(applied);
        all.addAll(candidates);
        var figures = Figures.of(claim, all, 0);
        if (figures.shortOfMoney()) return false;
        var payments =
                candidates.stream().filter(m -> m.cents() > 0 && !m.byHand()).toList();
        if (payments.isEmpty()) return true;
        var standing = standing(all);
        boolean over = figures.paid() > claim.chargeCents() && standing.size() > 1;
        return !over && payments.stream().noneMatch(p -> again(claim, p, standing));
    }

    /** The payments that no reversal undoes. */
    private static List<Message> standing(List<Message> all) {
        var payments = new ArrayList<>(all.stream().filter(m -> m.cents() > 0).toList());
        for (var back : all)
            for (var payment : payments)
                if (back.advice().undoes(payment.advice())) {
                    payments.remove(payment);
                    break;
                }
        return payments;
    }

    private static boolean again(ClaimBuilt claim, Message payment, List<Message> standing) {
        if (!standing.contains(payment)) return false;
        return standing.stream().anyMatch(other -> other != payment && same(claim, payment.advice(), other.advice()));
    }

    /** The same amount for the same lines, where both together are more than those lines. */
    private static boolean same(ClaimBuilt claim, ClaimAdvice a, ClaimAdvice b) {
        if (a.paidCents() != b.paidCents() || a.chargeCents() != b.chargeCents()) return false;
        long charged = a.lines().isEmpty() || a.lines().stream().anyMatch(l -> Figures.line(claim, l) == null)
                ? claim.chargeCents()
                : claim.lines().stream()
                        .filter(line ->
                                a.lines().stream().anyMatch(l -> Objects.equals(Figures.line(claim, l), line.number())))
                        .mapToLong(ClaimLine::chargeCents)
                        .sum();
        return sameLines(claim, a, b) && a.chargeCents() + b.chargeCents() > charged;
    }

    private static boolean sameLines(ClaimBuilt claim, ClaimAdvice a, ClaimAdvice b) {
        return lines(claim, a).equals(lines(claim, b));
    }

    private static List<String> lines(ClaimBuilt claim, ClaimAdvice advice) {
        return advice.lines().stream()
                .filter(l -> l.paidCents() != 0)
                .map(l -> Figures.line(claim, l) + "=" + l.paidCents())
                .sorted()
                .toList();
    }
}
