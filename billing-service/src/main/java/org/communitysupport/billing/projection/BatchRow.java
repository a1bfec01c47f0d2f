package org.communitysupport.billing.projection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** @param state BUILT, SUBMITTED, or the payer's verdict: ACCEPTED, ACCEPTED_WITH_ERRORS, PARTLY_ACCEPTED, REJECTED */
public record BatchRow(
        String tenant,
        String batch,
        String payer,
        String controlNumber,
        String state,
        int claims,
        long chargeCents,
        long bytes,
        String file,
        LocalDate submittedOn,
        List<String> errors,
        Instant builtAt,
        long version) {

    BatchRow with(String nextState, LocalDate submitted, List<String> found, long at) {
        return new BatchRow(
                tenant,
                batch,
                payer,
                controlNumber,
                nextState,
                claims,
                chargeCents,
                bytes,
                file,
                submitted,
                found,
                builtAt,
                at);
    }
}
