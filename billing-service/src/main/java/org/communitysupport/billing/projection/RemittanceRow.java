package org.communitysupport.billing.projection;

import java.time.LocalDate;
import java.util.List;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.ProviderAdjustment;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.Unmatched;

/**
 * One payment. When POSTED: amountCents = paidCents + unmatchedCents - provider adjustments.
 *
 * @param state RECEIVED, QUARANTINED or POSTED
 * @param quarantined why; null when it balances
 * @param depositCents what the bank had; null until somebody looked
 * @param depositDifferenceCents deposit less amount
 */
public record RemittanceRow(
        String tenant,
        String remittance,
        String payer,
        String trace,
        LocalDate paymentDate,
        String state,
        String file,
        long amountCents,
        long paidCents,
        int claims,
        int postedClaims,
        int unmatchedClaims,
        long unmatchedCents,
        List<Unmatched> unmatched,
        List<ProviderAdjustment> adjustments,
        String quarantined,
        long differenceCents,
        Long depositCents,
        Long depositDifferenceCents,
        LocalDate depositedOn,
        long version) {}
