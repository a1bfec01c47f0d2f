package org.communitysupport.billing.projection;

import java.util.List;
import org.communitysupport.billing.domain.file.PayerFileEvent.PayerFileProcessed;
import org.communitysupport.billing.domain.file.PayerFileEvent.PayerFileReceived;
import org.communitysupport.billing.domain.file.PayerFileEvent.PayerFileRefused;
import org.communitysupport.billing.inbound.Published;
import org.communitysupport.kernel.View;

/** One row a file that a payer sent, by the file's hash. */
public final class PayerFilesView {
    public static final View<PayerFileRow> VIEW = Published.restIgnored(View.of("payer-files", 2, PayerFileRow.class)
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
                                List.of(),
                                List.of(),
                                by.at(),
                                by.version());
                    })
            .on(
                    "billing.PayerFileRefused",
                    PayerFileRefused.class,
                    e -> e.data().file(),
                    (row, e) -> row.refused(e.data(), e.envelope().version()))
            .on(
                    "billing.PayerFileProcessed",
                    PayerFileProcessed.class,
                    e -> e.data().file(),
                    (row, e) -> row.processed(e.data(), e.envelope().version()))
            .index("receivedAt")
            .index("state", "receivedAt")
            .index("kind"));

    private PayerFilesView() {}
}
