package org.communitysupport.billing.projection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.ProviderAdjustment;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.Unmatched;
import org.communitysupport.billing.domain.remittance.RemittanceEvent;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.Deposit;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.DepositRecorded;
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
import org.communitysupport.billing.domain.rule.Balance;
import org.communitysupport.billing.inbound.Published;
import org.communitysupport.kernel.Envelope;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.View;

/** One row a payment, by remittance id. */
public final class RemittancesView {
    public static final View<RemittanceRow> VIEW = Published.restIgnored(View.of("remittances", 3, RemittanceRow.class)
            .on(
                    "billing.RemittanceReceived",
                    RemittanceReceived.class,
                    e -> e.data().remittance(),
                    (row, event) -> received(row, event.data(), event.envelope()))
            .on(
                    "billing.RemittanceQuarantined",
                    RemittanceQuarantined.class,
                    e -> e.data().remittance(),
                    change((e, c) -> {
                        c.state = "QUARANTINED";
                        c.quarantined = e.detail();
                        c.differenceCents = e.differenceCents();
                        c.differences = e.all() == null
                                ? List.of(new Balance.Difference(e.detail(), e.differenceCents()))
                                : e.all().differences();
                    }))
            .on(
                    "billing.RemittanceReleased",
                    RemittanceReleased.class,
                    e -> e.data().remittance(),
                    change((e, c) -> {
                        c.state = "RECEIVED";
                        c.released = e.reason();
                    }))
            .on(
                    "billing.RemittanceRejected",
                    RemittanceRejected.class,
                    e -> e.data().remittance(),
                    change((e, c) -> {
                        c.state = "REJECTED";
                        c.rejected = e.reason();
                    }))
            .on(
                    "billing.PaymentsUnmatched",
                    PaymentsUnmatched.class,
                    e -> e.data().remittance(),
                    change((e, c) -> {
                        var all = new ArrayList<>(c.unmatched);
                        all.addAll(e.payments());
                        c.waits(all);
                    }))
            .on(
                    "billing.UnmatchedMatched",
                    UnmatchedMatched.class,
                    e -> e.data().remittance(),
                    timed((e, at, c) -> {
                        c.decided(e.ordinal(), e.claim(), e.cents(), e.leftCents(), e.reason(), at);
                        if (!c.state.equals("POSTED")) return;
                        c.paidCents += e.cents();
                        if (e.leftCents() == 0) c.postedClaims++;
                    }))
            .on("billing.PaymentReturned", PaymentReturned.class, e -> e.data().remittance(), change((e, c) -> {
                var all = new ArrayList<>(c.unmatched);
                all.add(new Unmatched(e.ordinal(), "", e.cents(), "taken-off-a-claim", null, null, null));
                c.waits(all);
                c.paidCents -= e.cents();
                c.postedClaims--;
            }))
            .on("billing.UnmatchedClosed", UnmatchedClosed.class, e -> e.data().remittance(), timed((e, at, c) -> {
                c.decided(e.ordinal(), null, e.cents(), 0, e.reason(), at);
                c.closedCents += e.cents();
            }))
            .on(
                    "billing.ProviderAdjustmentPosted",
                    ProviderAdjustmentPosted.class,
                    e -> e.data().remittance(),
                    change((e, c) -> {
                        var all = new ArrayList<>(c.adjustments);
                        all.add(new ProviderAdjustment(e.reason(), e.cents(), e.reference(), e.claim()));
                        c.adjustments = List.copyOf(all);
                    }))
            .on(
                    "billing.RemittancePosted",
                    RemittancePosted.class,
                    e -> e.data().remittance(),
                    change((e, c) -> {
                        c.state = "POSTED";
                        c.paidCents = e.paidCents();
                        c.postedClaims = e.claims();
                        // Older events list only here what waits, and no more than the first.
                        if (c.unmatched.isEmpty()) c.unmatched = e.unmatched();
                        c.unmatchedClaims = e.unmatchedClaims();
                        c.unmatchedCents = e.unmatchedCents();
                    }))
            .on("billing.DepositRecorded", DepositRecorded.class, e -> e.data().remittance(), change((e, c) -> {
                c.depositCents = e.amountCents();
                c.depositDifferenceCents = e.differenceCents();
                c.depositedOn = e.on();
                c.deposits = e.all() == null
                        ? List.of(new Deposit(e.amountCents(), e.on()))
                        : e.all().parts();
            }))
            .index("paymentDate")
            .index("payer", "paymentDate")
            .index("state", "paymentDate")
            .index("trace")
            .index("amountCents")
            .index("unmatchedClaims")
            .index("deposit", "paymentDate"));

    private RemittancesView() {}

    private interface Fold<E> {
        void into(E event, RemittanceRow.Change change);
    }

    private static <E extends RemittanceEvent> BiFunction<RemittanceRow, Event<E>, RemittanceRow> change(Fold<E> fold) {
        return (row, e) -> {
            var change = new RemittanceRow.Change(row);
            fold.into(e.data(), change);
            return change.row(e.envelope().at(), e.envelope().version());
        };
    }

    private interface Timed<E> {
        void into(E event, Instant at, RemittanceRow.Change change);
    }

    private static <E extends RemittanceEvent> BiFunction<RemittanceRow, Event<E>, RemittanceRow> timed(Timed<E> fold) {
        return (row, e) -> {
            var change = new RemittanceRow.Change(row);
            fold.into(e.data(), e.envelope().at(), change);
            return change.row(e.envelope().at(), e.envelope().version());
        };
    }

    /** A payment that came better after it was quarantined starts anew; what the bank has, it has. */
    private static RemittanceRow received(RemittanceRow before, RemittanceReceived e, Envelope by) {
        return new RemittanceRow(
                by.tenant(),
                e.remittance(),
                e.payer(),
                e.trace(),
                e.paymentDate(),
                "RECEIVED",
                e.file(),
                e.amountCents(),
                0,
                e.claims(),
                0,
                0,
                0,
                0,
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                0,
                null,
                null,
                e.byHand(),
                before == null ? null : before.depositCents(),
                before == null ? null : before.depositDifferenceCents(),
                before == null ? null : before.depositedOn(),
                before == null ? "NONE" : before.deposit(),
                before == null ? List.of() : before.deposits(),
                by.at(),
                by.version());
    }
}
