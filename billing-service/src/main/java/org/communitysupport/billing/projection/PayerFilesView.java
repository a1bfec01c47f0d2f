package org.communitysupport.billing.projection;

import org.communitysupport.billing.domain.file.PayerFileEvent.PayerFileProcessed;
import org.communitysupport.billing.domain.file.PayerFileEvent.PayerFileReceived;
import org.communitysupport.billing.domain.file.PayerFileEvent.PayerFileRefused;
import org.communitysupport.billing.inbound.Published;
import org.communitysupport.kernel.View;

/** One row a file that a payer sent, by the file's hash. */
public final class PayerFilesView {
    public static final View<PayerFileRow> VIEW = Published.restIgnored(View.of("payer-files", 1, PayerFileRow.class)
            .on(
                    "billing.PayerFileReceived",
                    PayerFileReceived.class,
                    e -> e.data().file(),
                    (row, event) -> {
                        var e = event.data();
                        var by = event.envelope();
                        return new PayerFileRow(
                                by.tenant(),
                                e.file(),
                                e.name(),
                                e.size(),
                                "RECEIVED",
                                null,
                                0,
                                0,
                                0,
                                null,
                                null,
                                null,
                                by.at(),
                                by.version());
                    })
            .on(
                    "billing.PayerFileRefused",
                    PayerFileRefused.class,
                    e -> e.data().file(),
                    (r, event) -> {
                        var e = event.data();
                        return new PayerFileRow(
                                r.tenant(),
                                r.file(),
                                r.name(),
                                r.size(),
                                "REFUSED",
                                e.kind(),
                                0,
                                0,
                                0,
                                e.place(),
                                e.rule(),
                                e.detail(),
                                r.receivedAt(),
                                event.envelope().version());
                    })
            .on(
                    "billing.PayerFileProcessed",
                    PayerFileProcessed.class,
                    e -> e.data().file(),
                    (r, event) -> {
                        var e = event.data();
                        return new PayerFileRow(
                                r.tenant(),
                                r.file(),
                                r.name(),
                                r.size(),
                                "PROCESSED",
                                e.kind(),
                                e.claims(),
                                e.posted(),
                                e.unmatched(),
                                null,
                                null,
                                null,
                                r.receivedAt(),
                                event.envelope().version());
                    })
            .index("receivedAt")
            .index("state", "receivedAt")
            .index("kind"));

    private PayerFilesView() {}
}
