package org.communitysupport.billing.domain.claim;

import java.util.ArrayList;
import java.util.List;

/**
 * What a payment advice says about one claim.
 *
 * @param reference the claim number that we sent
 * @param status claim status code: 1, 2, 3, 19, 20, 21 processed, 4 denied, 22 reversal of an earlier payment
 * @param payerControl the payer's own number of the claim
 * @param adjustments those of the whole claim
 * @param remarks remark codes (RARC) of claim and lines
 */
public record ClaimAdvice(
        String reference,
        String status,
        long chargeCents,
        long paidCents,
        String payerControl,
        List<Adjustment> adjustments,
        List<String> remarks,
        List<Line> lines) {

    public ClaimAdvice {
        adjustments = List.copyOf(adjustments);
        remarks = List.copyOf(remarks);
        lines = List.copyOf(lines);
    }

    /** @param number of our claim line, from the line control number; null when the payer did not return it */
    public record Line(Integer number, long chargeCents, long paidCents, List<Adjustment> adjustments) {
        public Line {
            adjustments = List.copyOf(adjustments);
        }
    }

    public List<Adjustment> allAdjustments() {
        var all = new ArrayList<>(adjustments);
        lines.forEach(line -> all.addAll(line.adjustments));
        return List.copyOf(all);
    }

    public boolean reversal() {
        return status.equals("22");
    }
}
