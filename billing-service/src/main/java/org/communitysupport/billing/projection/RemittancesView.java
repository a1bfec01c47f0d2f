package org.communitysupport.billing.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.ProviderAdjustment;
import org.communitysupport.billing.domain.remittance.RemittanceEvent;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.DepositRecorded;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.ProviderAdjustmentPosted;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.RemittancePosted;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.RemittanceQuarantined;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.RemittanceReceived;
import org.communitysupport.billing.inbound.Published;
import org.communitysupport.kernel.Envelope;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.View;

/** One row a payment, by remittance id. */
public final class RemittancesView {
    public static final View<RemittanceRow> VIEW = Published.restIgnored(View.of("remittances", 2, RemittanceRow.class)
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
                    }))
            .on(
                    "billing.ProviderAdjustmentPosted",
                    ProviderAdjustmentPosted.class,
                    e -> e.data().remittance(),
                    change((e, c) -> {
                        var all = new ArrayList<>(c.adjustments);
                        all.add(new ProviderAdjustment(e.reason(), e.cents()));
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
                        c.unmatchedClaims = e.unmatchedClaims();
                        c.unmatchedCents = e.unmatchedCents();
                        c.unmatched = e.unmatched();
                    }))
            .on("billing.DepositRecorded", DepositRecorded.class, e -> e.data().remittance(), change((e, c) -> {
                c.depositCents = e.amountCents();
                c.depositDifferenceCents = e.differenceCents();
                c.depositedOn = e.on();
            }))
            .index("paymentDate")
            .index("payer", "paymentDate")
            .index("state", "paymentDate")
            .index("trace")
            .index("amountCents"));

    private RemittancesView() {}

    private interface Fold<E> {
        void into(E event, RemittanceRow.Change change);
    }

    private static <E extends RemittanceEvent> BiFunction<RemittanceRow, Event<E>, RemittanceRow> change(Fold<E> fold) {
        return (row, e) -> {
            var change = new RemittanceRow.Change(row);
            fold.into(e.data(), change);
            return change.row(e.envelope().version());
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
                List.of(),
                List.of(),
                null,
                0,
                before == null ? null : before.depositCents(),
                before == null ? null : before.depositDifferenceCents(),
                before == null ? null : before.depositedOn(),
                by.version());
    }
}
