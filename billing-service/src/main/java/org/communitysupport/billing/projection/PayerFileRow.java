package org.communitysupport.billing.projection;

import java.time.Instant;
import org.communitysupport.billing.domain.file.PayerFileEvent.PayerFileProcessed;
import org.communitysupport.billing.domain.file.PayerFileEvent.PayerFileRefused;

/** @param state RECEIVED, REFUSED or PROCESSED */
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
        Instant receivedAt,
        long version) {

    PayerFileRow processed(PayerFileProcessed e, long at) {
        return ended("PROCESSED", e.kind(), e.claims(), e.posted(), e.unmatched(), null, null, null, at);
    }

    PayerFileRow refused(PayerFileRefused e, long at) {
        return ended("REFUSED", e.kind(), 0, 0, 0, e.place(), e.rule(), e.detail(), at);
    }

    private PayerFileRow ended(
            String how,
            String what,
            int inIt,
            int changed,
            int strange,
            String where,
            String against,
            String why,
            long at) {
        return new PayerFileRow(
                tenant, file, name, size, how, what, inIt, changed, strange, where, against, why, receivedAt, at);
    }
}
