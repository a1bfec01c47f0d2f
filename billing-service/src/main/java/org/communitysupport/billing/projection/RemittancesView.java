package org.communitysupport.billing.projection;

import java.util.ArrayList;
import java.util.List;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.ProviderAdjustment;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.DepositRecorded;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.ProviderAdjustmentPosted;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.RemittancePosted;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.RemittanceQuarantined;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.RemittanceReceived;
import org.communitysupport.kernel.Envelope;
import org.communitysupport.kernel.View;

/** One row a payment, by remittance id. */
public final class RemittancesView {
    public static final View<RemittanceRow> VIEW = Named.rest(View.of("remittances", 1, RemittanceRow.class)
            .on(
                    "billing.RemittanceReceived",
                    RemittanceReceived.class,
                    e -> e.data().remittance(),
                    (row, event) -> received(event.data(), event.envelope()))
            .on(
                    "billing.RemittanceQuarantined",
                    RemittanceQuarantined.class,
                    e -> e.data().remittance(),
                    (r, event) -> new RemittanceRow(
                            r.tenant(),
                            r.remittance(),
                            r.payer(),
                            r.trace(),
                            r.paymentDate(),
                            "QUARANTINED",
                            r.file(),
                            r.amountCents(),
                            0,
                            r.claims(),
                            0,
                            0,
                            0,
                            List.of(),
                            List.of(),
                            event.data().detail(),
                            event.data().differenceCents(),
                            r.depositCents(),
                            r.depositDifferenceCents(),
                            r.depositedOn(),
                            event.envelope().version()))
            .on(
                    "billing.ProviderAdjustmentPosted",
                    ProviderAdjustmentPosted.class,
                    e -> e.data().remittance(),
                    (r, event) -> {
                        var all = new ArrayList<>(r.adjustments());
                        all.add(new ProviderAdjustment(
                                event.data().reason(), event.data().cents()));
                        return new RemittanceRow(
                                r.tenant(),
                                r.remittance(),
                                r.payer(),
                                r.trace(),
                                r.paymentDate(),
                                r.state(),
                                r.file(),
                                r.amountCents(),
                                r.paidCents(),
                                r.claims(),
                                r.postedClaims(),
                                r.unmatchedClaims(),
                                r.unmatchedCents(),
                                r.unmatched(),
                                List.copyOf(all),
                                null,
                                0,
                                r.depositCents(),
                                r.depositDifferenceCents(),
                                r.depositedOn(),
                                event.envelope().version());
                    })
            .on(
                    "billing.RemittancePosted",
                    RemittancePosted.class,
                    e -> e.data().remittance(),
                    (r, event) -> {
                        var e = event.data();
                        return new RemittanceRow(
                                r.tenant(),
                                r.remittance(),
                                r.payer(),
                                r.trace(),
                                r.paymentDate(),
                                "POSTED",
                                r.file(),
                                r.amountCents(),
                                e.paidCents(),
                                r.claims(),
                                e.claims(),
                                e.unmatchedClaims(),
                                e.unmatchedCents(),
                                e.unmatched(),
                                r.adjustments(),
                                null,
                                0,
                                r.depositCents(),
                                r.depositDifferenceCents(),
                                r.depositedOn(),
                                event.envelope().version());
                    })
            .on("billing.DepositRecorded", DepositRecorded.class, e -> e.data().remittance(), (r, event) -> {
                var e = event.data();
                return new RemittanceRow(
                        r.tenant(),
                        r.remittance(),
                        r.payer(),
                        r.trace(),
                        r.paymentDate(),
                        r.state(),
                        r.file(),
                        r.amountCents(),
                        r.paidCents(),
                        r.claims(),
                        r.postedClaims(),
                        r.unmatchedClaims(),
                        r.unmatchedCents(),
                        r.unmatched(),
                        r.adjustments(),
                        r.quarantined(),
                        r.differenceCents(),
                        e.amountCents(),
                        e.differenceCents(),
                        e.on(),
                        event.envelope().version());
            })
            .index("paymentDate")
            .index("payer", "paymentDate")
            .index("state", "paymentDate")
            .index("trace")
            .index("amountCents"));

    private RemittancesView() {}

    /** A payment that came better after it was quarantined starts anew. */
    private static RemittanceRow received(RemittanceReceived e, Envelope by) {
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
                null,
                null,
                null,
                by.version());
    }
}
