package org.communitysupport.billing.application;

import java.util.Optional;
import org.communitysupport.billing.domain.rule.Agency;

/** Who is who in the envelopes: the agencies that we bill for, and the payers that answer. */
public interface TradingPartners {

    /** @throws IllegalStateException when the tenant has no agency on file: nothing can be billed for it */
    Agency agency(String tenant);

    /** The tenant that uses this submitter id. */
    Optional<String> tenantOf(String submitterId);

    /** The payer (pack id) that sends under this id. */
    Optional<String> payerOf(String senderId);

    /** False outside of production: files are marked as tests. */
    boolean production();
}
