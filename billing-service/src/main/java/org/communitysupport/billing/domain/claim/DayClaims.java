package org.communitysupport.billing.domain.claim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.communitysupport.kernel.Personal;

/** The claims of one person's day, by claim id, in the order in which they were built. */
public record DayClaims(Map<String, Claim> claims) {
    public static final DayClaims NONE = new DayClaims(Map.of());

    public enum Status {
        BUILT,
        HELD,
        FAILED,
        READY,
        BATCHED,
        SUBMITTED,
        ACCEPTED,
        REJECTED,
        PAID,
        PARTLY_PAID,
        DENIED,
        SUPERSEDED,
        REPLACED,
        VOIDED,
        CANCELLED,
        CLOSED;

        /** It has not left the house and may still change. */
        public boolean atHome() {
            return this == BUILT || this == HELD || this == FAILED || this == READY;
        }

        /** It left, and its charge stands. */
        public boolean sent() {
            return !atHome() && !over();
        }

        /** Another version has its charge, or nobody asks for it any more. A payment that comes all the same wakes it up. */
        public boolean over() {
            return this == SUPERSEDED || this == REPLACED || this == VOIDED || this == CANCELLED || this == CLOSED;
        }

        /** The payer judged it. */
        public boolean judged() {
            return this == PAID || this == PARTLY_PAID || this == DENIED;
        }
    }

    /** How the payer knows it; every part null until then. */
    public record Sending(String batch, String number, String controlNumber, String payerControl) {
        static final Sending NONE = new Sending(null, null, null, null);

        Sending with(String newPayerControl) {
            return new Sending(batch, number, controlNumber, newPayerControl);
        }
    }

    /**
     * @param posted each payment that was posted, so that none is posted twice (BIL-11)
     * @param ledger what was said about its money, message by message
     * @param byMessage messages are kept one by one; in older events a result stands for all that came until then
     */
    public record Settlement(
            long paidCents, long adjustedCents, Denial denial, List<String> posted, Ledger ledger, boolean byMessage) {
        static final Settlement NONE = new Settlement(0, 0, null, List.of(), Ledger.NONE, false);

        Settlement then(DayClaimsEvent.Settled by, Denial because) {
            return byMessage
                    ? new Settlement(by.paidCents(), by.adjustedCents(), because, posted, ledger, true)
                    : new Settlement(
                            by.paidCents(),
                            by.adjustedCents(),
                            because,
                            plus(posting(by.remittance(), by.ordinal())),
                            before(by),
                            false);
        }

        /** From before messages were kept one by one: what an event says stands for all that came until then. */
        private static Ledger before(DayClaimsEvent.Settled by) {
            if (by.paidCents() == 0
                    && by.adjustedCents() == 0
                    && by.openCents() == by.chargeCents()
                    && by.adjustments().isEmpty()) return Ledger.NONE;
            var advice = new ClaimAdvice(
                    "",
                    by.paidCents() == 0 ? "4" : "1",
                    by.chargeCents(),
                    by.paidCents(),
                    "",
                    by.adjustments(),
                    List.of(),
                    List.of());
            return Ledger.NONE.apply(new Ledger.Message(by.remittance(), by.ordinal(), true, advice));
        }

        Settlement told(Ledger.Message message, boolean waits) {
            var next = waits ? ledger.await(message) : ledger.apply(message);
            return new Settlement(paidCents, adjustedCents, denial, plus(message.key()), next, true);
        }

        Settlement takenUp(String key) {
            var message = ledger.find(key);
            return message == null
                    ? this
                    : new Settlement(
                            paidCents,
                            adjustedCents,
                            denial,
                            posted,
                            ledger.remove(key).apply(message),
                            byMessage);
        }

        /** It may be posted here again, by hand. */
        Settlement unposted(String key) {
            var left = posted.stream().filter(p -> !p.equals(key)).toList();
            return new Settlement(paidCents, adjustedCents, denial, left, ledger.remove(key), true);
        }

        Settlement noted(String key) {
            return new Settlement(paidCents, adjustedCents, denial, plus(key), ledger, byMessage);
        }

        Settlement closed(long adjusted) {
            return new Settlement(paidCents, adjusted, null, posted, ledger, byMessage);
        }

        Settlement resolved() {
            return new Settlement(paidCents, adjustedCents, null, posted, ledger, byMessage);
        }

        private List<String> plus(String key) {
            if (posted.contains(key)) return posted;
            var all = new ArrayList<>(posted);
            all.add(key);
            return List.copyOf(all);
        }
    }

    /**
     * Where it stands among the versions of the same lines.
     *
     * @param replacedBy the version that has its charge now; null for none
     * @param before its status before another version took its charge; null when none did
     * @param right the released lines as they are right now, when they changed after it had left; null when they did not or nobody knows
     * @param due it must be corrected
     * @param doubt why the payer may take it back: coverage that ended after it was sent; null for none
     */
    public record Lineage(String replacedBy, Status before, List<ReleasedLine> right, boolean due, String doubt) {
        static final Lineage NONE = new Lineage(null, null, null, false, null);

        Lineage over(String by, Status was) {
            return new Lineage(by, was, right, due, doubt);
        }

        Lineage doubted(String why) {
            return new Lineage(replacedBy, before, right, due, why);
        }

        Lineage due(List<ReleasedLine> now, boolean isDue) {
            return new Lineage(replacedBy, before, now, isDue, doubt);
        }
    }

    public record Claim(
            DayClaimsEvent.ClaimBuilt built,
            Status status,
            Personal<ClaimSubject> subject,
            boolean part2,
            List<Finding> findings,
            Sending sending,
            Settlement settlement,
            Lineage lineage) {

        public String id() {
            return built.claim();
        }

        public long openCents() {
            return built.chargeCents() - settlement.paidCents() - settlement.adjustedCents();
        }

        public String pool() {
            return built.authorization() == null ? "none" : built.authorization();
        }

        /** It was in a file, or may have been: a payment for its number is possible for ever. */
        public boolean everSent() {
            return sending.batch() != null;
        }

        /** The payer took notice of it, as far as money goes. */
        public boolean hasMoney() {
            return settlement.paidCents() > 0;
        }

        /** The lines that it should have now. */
        List<ReleasedLine> right() {
            return lineage.due() && lineage.right() != null ? lineage.right() : built.released();
        }

        /** It did not pass, or it passed and has not left yet. */
        public boolean isToScrub() {
            return status == Status.FAILED || status == Status.READY;
        }

        Claim at(Status next) {
            return new Claim(built, next, subject, part2, findings, sending, settlement, lineage);
        }

        Claim judged(Status next, List<Finding> found) {
            return new Claim(built, next, subject, part2, found, sending, settlement, lineage);
        }

        Claim about(Personal<ClaimSubject> renewed, boolean isPart2) {
            return new Claim(built, status, renewed, isPart2, findings, sending, settlement, lineage);
        }

        Claim sent(Status next, Sending as) {
            return new Claim(built, next, subject, part2, findings, as, settlement, lineage);
        }

        /** As the payer knows it; one that it does not say again stays. */
        Claim known(String payerControl) {
            boolean unsaid = payerControl == null || payerControl.isEmpty();
            return unsaid ? this : sent(status, sending.with(payerControl));
        }

        Claim settled(Status next, DayClaimsEvent.Settled by, Denial because) {
            return new Claim(built, next, subject, part2, findings, sending, settlement.then(by, because), lineage);
        }

        Claim resolved() {
            return with(settlement.resolved());
        }

        Claim with(Settlement now) {
            return new Claim(built, status, subject, part2, findings, sending, now, lineage);
        }

        Claim with(Lineage now) {
            return new Claim(built, status, subject, part2, findings, sending, settlement, now);
        }

        /** Its charge is another version's, or nobody's, from now on; one that was so already keeps what it was before. */
        Claim over(Status next, String by) {
            return at(next).with(lineage.over(by, status.over() ? lineage.before() : status));
        }
    }

    public Claim claim(String id) {
        return claims.get(id);
    }

    DayClaims built(DayClaimsEvent.ClaimBuilt e) {
        return put(new Claim(
                e, Status.BUILT, e.subject(), e.part2(), List.of(), Sending.NONE, Settlement.NONE, Lineage.NONE));
    }

    DayClaims change(String id, UnaryOperator<Claim> change) {
        var claim = claims.get(id);
        return claim == null ? this : put(change.apply(claim));
    }

    private DayClaims put(Claim claim) {
        var next = new LinkedHashMap<>(claims);
        next.put(claim.id(), claim);
        return new DayClaims(Collections.unmodifiableMap(next));
    }

    /** The remittance and the claim's ordinal in it. */
    static String posting(String remittance, int ordinal) {
        return remittance + '#' + ordinal;
    }

    static String posting(DayClaimsEvent.ProviderAdjustmentNoted e) {
        return e.remittance() + '#' + e.reason() + '#' + e.reference();
    }
}
