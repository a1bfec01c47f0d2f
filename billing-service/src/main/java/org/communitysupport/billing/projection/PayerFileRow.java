package org.communitysupport.billing.projection;

import java.time.Instant;
import java.util.List;
import org.communitysupport.billing.domain.file.FileLinks;
import org.communitysupport.billing.domain.file.PayerFileEvent.PayerFileProcessed;
import org.communitysupport.billing.domain.file.PayerFileEvent.PayerFileRefused;

/**
 * @param state RECEIVED, REFUSED or PROCESSED
 * @param kind e.g. 835 or 999+835
 * @param place where it is at fault, rule and detail beside it; null unless refused
 * @param remittances the payments in it, the first ones
 * @param batches our files that it answers, the first ones
 */
public record PayerFileRow(
        String tenant,
        String file,
        String name,
        long size,
        String state,
        String kind,
        int claims,
        int posted,
        int unmatched,
        String place,
        String rule,
        String detail,
        List<String> remittances,
        List<String> batches,
        Instant receivedAt,
        long version) {

    PayerFileRow processed(PayerFileProcessed e, long at) {
        var links = e.links() == null ? FileLinks.NONE : e.links();
        return new PayerFileRow(
                tenant,
                file,
                name,
                size,
                "PROCESSED",
                e.kind(),
                e.claims(),
                e.posted(),
                e.unmatched(),
                null,
                null,
                null,
                links.remittances(),
                links.batches(),
                receivedAt,
                at);
    }

    PayerFileRow refused(PayerFileRefused e, long at) {
        return new PayerFileRow(
                tenant,
                file,
                name,
                size,
                "REFUSED",
                e.kind(),
                0,
                0,
                0,
                e.place(),
                e.rule(),
                e.detail(),
                List.of(),
                List.of(),
                receivedAt,
                at);
    }
}
