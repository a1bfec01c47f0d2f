package org.communitysupport.billing.domain.remittance;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.communitysupport.billing.domain.NoFacts;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.CloseUnmatched;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.FinishPosting;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.MatchUnmatched;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.ReceiveRemittance;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.RecordDeposit;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.RejectRemittance;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.ReleaseQuarantine;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.ReturnPayment;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.Unmatched;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.Deposit;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.DepositRecorded;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.Deposits;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.Differences;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.PaymentReturned;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.PaymentsUnmatched;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.ProviderAdjustmentPosted;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.RemittancePosted;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.RemittanceQuarantined;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.RemittanceReceived;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.RemittanceRejected;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.RemittanceReleased;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.UnmatchedClosed;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.UnmatchedMatched;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Rejection;

/** BIL-10 and BIL-11: a payment counts once, and only when it adds up or a person says so; what fits no claim waits until a person decides. */
public final class RemittanceDecider
        implements Decider<RemittanceCommand, RemittanceDecider.Remittance, RemittanceEvent, NoFacts> {
    private static final int PORTION = 500;
    private static final int SHOWN = 100;
    /** Ten million dollars: above any payment to one agency, below a number that was mistyped by some digits. */
    private static final long MOST_CENTS = 1_000_000_000;

    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);

    public enum Stage {
        UNKNOWN,
        RECEIVED,
        QUARANTINED,
        POSTED,
        REJECTED
    }

    /**
     * @param file the one that it was received from
     * @param deposits what the bank has
     * @param waiting cents that fit no claim, by ordinal
     * @param early ordinals that were matched before the posting was finished
     */
    public record Remittance(
            Stage stage,
            String file,
            long amountCents,
            List<Deposit> deposits,
            Map<Integer, Long> waiting,
            Set<Integer> early) {

        Remittance at(Stage next, String from) {
            return new Remittance(next, from, amountCents, deposits, waiting, early);
        }

        Remittance with(List<Deposit> now) {
            return new Remittance(stage, file, amountCents, now, waiting, early);
        }

        /** @param cents 0: nothing waits there any more */
        Remittance waits(int ordinal, long cents, boolean still) {
            var next = new LinkedHashMap<>(waiting);
            if (still) next.put(ordinal, cents);
            else next.remove(ordinal);
            return new Remittance(stage, file, amountCents, deposits, Collections.unmodifiableMap(next), early);
        }

        Remittance early(int ordinal) {
            var next = new LinkedHashSet<>(early);
            next.add(ordinal);
            return new Remittance(stage, file, amountCents, deposits, waiting, Collections.unmodifiableSet(next));
        }
    }

    @Override
    public Remittance initial() {
        return new Remittance(Stage.UNKNOWN, null, 0, List.of(), Map.of(), Set.of());
    }

    @Override
    public Decision<RemittanceEvent> decide(RemittanceCommand command, Remittance s, NoFacts facts) {
        return switch (command) {
            case ReceiveRemittance c -> receive(c, s);
            case FinishPosting c -> finish(c, s);
            case ReleaseQuarantine c -> release(c, s);
            case RejectRemittance c -> reject(c, s);
            case MatchUnmatched c -> match(c, s);
            case ReturnPayment c -> returned(c, s);
            case CloseUnmatched c -> close(c, s);
            case RecordDeposit c -> deposit(c, s);
        };
    }

    /** A payer that sends a payment again may use a new envelope: the file differs, the payment is the same (BIL-11). */
    private static Decision<RemittanceEvent> receive(ReceiveRemittance c, Remittance s) {
        boolean sound = c.differences().isEmpty() && c.doubt() == null;
        boolean better = s.stage() == Stage.QUARANTINED && sound
                || s.stage() == Stage.REJECTED && sound && !c.file().equals(s.file());
        if (s.stage() != Stage.UNKNOWN && !better) return Decision.nothingToDo();
        var events = new ArrayList<RemittanceEvent>();
        events.add(new RemittanceReceived(
                c.remittance(),
                c.payer(),
                c.trace(),
                c.paymentDate(),
                c.amountCents(),
                c.file(),
                c.claims(),
                c.byHand()));
        if (c.doubt() != null)
            events.add(new RemittanceQuarantined(
                    c.remittance(), c.file(), c.doubt().code(), c.doubt().detail(), 0, null));
        else if (!c.differences().isEmpty()) {
            var first = c.differences().getFirst();
            events.add(new RemittanceQuarantined(
                    c.remittance(),
                    c.file(),
                    "BIL-10",
                    first.detail(),
                    first.differenceCents(),
                    new Differences(c.differences())));
        }
        return Decision.acceptAll(events);
    }

    private static Decision<RemittanceEvent> finish(FinishPosting c, Remittance s) {
        if (s.stage() == Stage.POSTED) return Decision.nothingToDo();
        if (s.stage() != Stage.RECEIVED || !c.file().equals(s.file()))
            return Decision.reject(
                    "not-received",
                    "BIL-10",
                    "The remittance is " + s.stage()
                            + " or came with another file, so it cannot be posted from this one.");
        var events = new ArrayList<RemittanceEvent>();
        for (var a : c.adjustments())
            events.add(new ProviderAdjustmentPosted(c.remittance(), a.reason(), a.cents(), a.reference(), a.claim()));
        var waiting = c.unmatched().stream()
                .filter(u -> !s.early().contains(u.ordinal()))
                .toList();
        var taken = c.unmatched().stream()
                .filter(u -> s.early().contains(u.ordinal()))
                .toList();
        for (int from = 0; from < waiting.size(); from += PORTION)
            events.add(new PaymentsUnmatched(
                    c.remittance(), waiting.subList(from, Math.min(waiting.size(), from + PORTION))));
        events.add(new RemittancePosted(
                c.remittance(),
                c.paidCents() + sum(taken),
                c.claims() + taken.size(),
                waiting.size(),
                sum(waiting),
                waiting.stream().limit(SHOWN).toList()));
        return Decision.acceptAll(events);
    }

    private static long sum(List<Unmatched> payments) {
        return payments.stream().mapToLong(Unmatched::paidCents).sum();
    }

    private static Decision<RemittanceEvent> release(ReleaseQuarantine c, Remittance s) {
        if (s.stage() != Stage.QUARANTINED)
            return Decision.reject(
                    "not-quarantined",
                    "BIL-10",
                    "The remittance is " + s.stage() + "; only one in quarantine can be released.");
        return Decision.accept(new RemittanceReleased(c.remittance(), s.file(), c.reason()));
    }

    private static Decision<RemittanceEvent> reject(RejectRemittance c, Remittance s) {
        if (s.stage() == Stage.REJECTED) return Decision.nothingToDo();
        if (s.stage() != Stage.QUARANTINED)
            return Decision.reject(
                    "not-quarantined",
                    "BIL-10",
                    "The remittance is " + s.stage() + "; only one in quarantine can be rejected.");
        return Decision.accept(new RemittanceRejected(c.remittance(), c.reason()));
    }

    private static Decision<RemittanceEvent> match(MatchUnmatched c, Remittance s) {
        boolean early = s.stage() == Stage.RECEIVED;
        Long waits = s.waiting().get(c.ordinal());
        boolean already = early ? s.early().contains(c.ordinal()) : waits == null;
        if (already) return c.reason().equals(MatchUnmatched.TAKEN_UP) ? Decision.nothingToDo() : nothingWaits();
        long left = early ? 0 : waits - c.cents();
        if (!early && (Math.signum(left) == -Math.signum(waits) && left != 0))
            return Decision.reject(Rejection.ofContent(
                    "more-than-waits",
                    "BIL-11",
                    "/cents",
                    "The amount is more than is waiting under this number. Enter at most what GET "
                            + "/v1/remittances shows as waiting."));
        return Decision.accept(
                new UnmatchedMatched(c.remittance(), c.ordinal(), c.claim(), c.cents(), left, c.reason()));
    }

    private static Decision<RemittanceEvent> nothingWaits() {
        return Decision.reject(
                "nothing-waits",
                "BIL-11",
                "Nothing is waiting under this number of the payment; it may have been posted already. "
                        + "Read the payment again.");
    }

    private static Decision<RemittanceEvent> returned(ReturnPayment c, Remittance s) {
        if (s.stage() == Stage.UNKNOWN || s.waiting().containsKey(c.ordinal())) return Decision.nothingToDo();
        return Decision.accept(new PaymentReturned(c.remittance(), c.ordinal(), c.claim(), c.cents(), c.reason()));
    }

    private static Decision<RemittanceEvent> close(CloseUnmatched c, Remittance s) {
        Long waits = s.waiting().get(c.ordinal());
        if (waits == null) return nothingWaits();
        return Decision.accept(new UnmatchedClosed(c.remittance(), c.ordinal(), waits, c.reason()));
    }

    private static Decision<RemittanceEvent> deposit(RecordDeposit c, Remittance s) {
        if (s.stage() == Stage.UNKNOWN)
            return Decision.reject(
                    "no-such-remittance", "", "There is no such remittance. Look for it under GET /v1/remittances.");
        if (s.stage() == Stage.QUARANTINED || s.stage() == Stage.REJECTED)
            return Decision.reject(
                    "not-posted",
                    "BIL-10",
                    "The remittance is " + s.stage()
                            + "; its deposit cannot be recorded yet. Release it, or wait for a corrected one.");
        if (c.amountCents() < 0 || c.amountCents() > MOST_CENTS)
            return Decision.reject(Rejection.ofContent(
                    "deposit-amount",
                    "",
                    "/amountCents",
                    "The amount of the deposit is negative or above ten million dollars. Enter it in cents, "
                            + "as the bank shows it."));
        if (c.on().isBefore(FIRST_DAY) || c.on().isAfter(c.today()))
            return Decision.reject(Rejection.ofContent(
                    "deposit-date",
                    "",
                    "/on",
                    "The day of the deposit is before 2000-01-01 or after today, " + c.today() + "."));
        var part = new Deposit(c.amountCents(), c.on());
        var now = new ArrayList<>(c.another() ? s.deposits() : List.<Deposit>of());
        if (!c.another() && s.deposits().equals(List.of(part))) return Decision.nothingToDo();
        now.add(part);
        long all = now.stream().mapToLong(Deposit::amountCents).sum();
        return Decision.accept(new DepositRecorded(
                c.remittance(), all, all - s.amountCents(), c.on(), new Deposits(List.copyOf(now))));
    }

    @Override
    public Remittance evolve(Remittance s, RemittanceEvent event) {
        return switch (event) {
            case RemittanceReceived e ->
                new Remittance(Stage.RECEIVED, e.file(), e.amountCents(), s.deposits(), s.waiting(), s.early());
            case RemittanceQuarantined e -> s.at(Stage.QUARANTINED, e.file());
            case RemittanceReleased e -> s.at(Stage.RECEIVED, e.file());
            case RemittanceRejected e -> s.at(Stage.REJECTED, s.file());
            case ProviderAdjustmentPosted e -> s;
            case PaymentsUnmatched e -> waiting(s, e.payments());
            // Older events list only here what waits.
            case RemittancePosted e -> waiting(s, e.unmatched()).at(Stage.POSTED, s.file());
            case UnmatchedMatched e ->
                s.stage() == Stage.POSTED
                        ? s.waits(e.ordinal(), e.leftCents(), e.leftCents() != 0)
                        : s.early(e.ordinal());
            case PaymentReturned e -> s.waits(e.ordinal(), e.cents(), true);
            case UnmatchedClosed e -> s.waits(e.ordinal(), 0, false);
            case DepositRecorded e ->
                s.with(
                        e.all() == null
                                ? List.of(new Deposit(e.amountCents(), e.on()))
                                : e.all().parts());
        };
    }

    private static Remittance waiting(Remittance s, List<Unmatched> payments) {
        var next = s;
        for (var u : payments) next = next.waits(u.ordinal(), u.paidCents(), true);
        return next;
    }
}
