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
        SUPERSEDED;

        /** It has not left the house and may still change. */
        public boolean atHome() {
            return this == BUILT || this == HELD || this == FAILED || this == READY;
        }

        /** The payer has, or may have, seen it. */
        public boolean sent() {
            return !atHome() && this != SUPERSEDED;
        }
    }

    /** How the payer knows it; every part null until then. */
    public record Sending(String batch, String number, String controlNumber, String payerControl) {
        static final Sending NONE = new Sending(null, null, null, null);

        Sending with(String newPayerControl) {
            return new Sending(batch, number, controlNumber, newPayerControl);
        }
    }

    /** @param posted each payment that was posted, so that none is posted twice (BIL-11) */
    public record Settlement(long paidCents, long adjustedCents, Denial denial, List<String> posted) {
        static final Settlement NONE = new Settlement(0, 0, null, List.of());

        Settlement then(long paid, long adjusted, Denial because, String posting) {
            var all = new ArrayList<>(posted);
            all.add(posting);
            return new Settlement(paid, adjusted, because, List.copyOf(all));
        }

        Settlement resolved() {
            return new Settlement(paidCents, adjustedCents, null, posted);
        }
    }

    public record Claim(
            DayClaimsEvent.ClaimBuilt built,
            Status status,
            Personal<ClaimSubject> subject,
            boolean part2,
            List<Finding> findings,
            Sending sending,
            Settlement settlement) {

        public String id() {
            return built.claim();
        }

        public long openCents() {
            return built.chargeCents() - settlement.paidCents() - settlement.adjustedCents();
        }

        public String pool() {
            return built.authorization() == null ? "none" : built.authorization();
        }

        /** It did not pass, or it passed and has not left yet. */
        public boolean isToScrub() {
            return status == Status.FAILED || status == Status.READY;
        }

        Claim at(Status next) {
            return new Claim(built, next, subject, part2, findings, sending, settlement);
        }

        Claim judged(Status next, List<Finding> found) {
            return new Claim(built, next, subject, part2, found, sending, settlement);
        }

        Claim about(Personal<ClaimSubject> renewed, boolean isPart2) {
            return new Claim(built, status, renewed, isPart2, findings, sending, settlement);
        }

        Claim sent(Status next, Sending as) {
            return new Claim(built, next, subject, part2, findings, as, settlement);
        }

        /** As the payer knows it; one that it does not say again stays. */
        Claim known(String payerControl) {
            boolean unsaid = payerControl == null || payerControl.isEmpty();
            return unsaid ? this : sent(status, sending.with(payerControl));
        }

        Claim settled(Status next, DayClaimsEvent.Settled by, Denial because) {
            var then = settlement.then(
                    by.paidCents(), by.adjustedCents(), because, posting(by.remittance(), by.ordinal()));
            return new Claim(built, next, subject, part2, findings, sending, then);
        }

        Claim resolved() {
            return new Claim(built, status, subject, part2, findings, sending, settlement.resolved());
        }
    }

    public Claim claim(String id) {
        return claims.get(id);
    }

    DayClaims built(DayClaimsEvent.ClaimBuilt e) {
        return put(new Claim(e, Status.BUILT, e.subject(), e.part2(), List.of(), Sending.NONE, Settlement.NONE));
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
}
