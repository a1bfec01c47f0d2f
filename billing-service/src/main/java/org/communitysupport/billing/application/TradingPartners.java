package org.communitysupport.billing.application;

import java.util.List;
import java.util.Optional;
import org.communitysupport.billing.domain.rule.Agency;

/** Who is who in the envelopes: the agencies that we bill for, and the payers that answer. */
public interface TradingPartners {

    /** @throws IllegalStateException when the tenant has no agency on file: nothing can be billed for it */
    Agency agency(String tenant);

    /** The tenant whose files name this receiver. */
    Optional<String> tenantOf(String submitterId);

    /** The payers (pack ids) that answer under this id: one for a payer, several for a clearinghouse; none when nobody knows it. */
    List<String> payersOf(String senderId);

    /** Every payer that answers under any id. */
    List<String> payers();

    /** Whether files for this tenant may name this receiver. */
    boolean receives(String tenant, String receiverId);

    /** False outside of production: files are marked as tests. */
    boolean production();
}
