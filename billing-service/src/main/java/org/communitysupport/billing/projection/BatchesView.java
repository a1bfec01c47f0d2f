package org.communitysupport.billing.projection;

import java.util.List;
import org.communitysupport.billing.domain.channel.ChannelEvent.ClaimBatchAcknowledged;
import org.communitysupport.billing.domain.channel.ChannelEvent.ClaimBatchBuilt;
import org.communitysupport.billing.domain.channel.ChannelEvent.ClaimBatchSubmitted;
import org.communitysupport.billing.inbound.Published;
import org.communitysupport.kernel.View;

/** One row a batch, by batch id. */
public final class BatchesView {
    public static final View<BatchRow> VIEW = Published.restIgnored(View.of("batches", 1, BatchRow.class)
            .on("billing.ClaimBatchBuilt", ClaimBatchBuilt.class, e -> e.data().batch(), (row, event) -> {
                var e = event.data();
                var by = event.envelope();
                return new BatchRow(
                        by.tenant(),
                        e.batch(),
                        e.payer(),
                        e.controlNumber(),
                        "BUILT",
                        e.claims().size(),
                        e.chargeCents(),
                        e.bytes(),
                        e.file(),
                        null,
                        List.of(),
                        by.at(),
                        by.version());
            })
            .on(
                    "billing.ClaimBatchSubmitted",
                    ClaimBatchSubmitted.class,
                    e -> e.data().batch(),
                    (r, event) -> r.with(
                            "SUBMITTED",
                            event.data().submittedOn(),
                            r.errors(),
                            event.envelope().version()))
            .on(
                    "billing.ClaimBatchAcknowledged",
                    ClaimBatchAcknowledged.class,
                    e -> e.data().batch(),
                    (r, event) -> r.with(
                            state(event.data().verdict()),
                            r.submittedOn(),
                            event.data().errors(),
                            event.envelope().version()))
            .index("payer", "builtAt")
            .index("state")
            .index("controlNumber")
            .index("builtAt"));

    private BatchesView() {}

    private static String state(String verdict) {
        return switch (verdict) {
            case "A" -> "ACCEPTED";
            case "E" -> "ACCEPTED_WITH_ERRORS";
            case "P" -> "PARTLY_ACCEPTED";
            default -> "REJECTED";
        };
    }
}
