package org.communitysupport.billing.domain.claim;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a payment advice says about one claim.
 *
 * @param reference the claim number as the payer wrote it
 * @param status claim status code: 1, 2, 3, 19, 20, 21 processed, 4 denied, 22 reversal of an earlier payment, 23 not their claim, 25 a forecast
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

    /**
     * @param number of our claim line, from the line control number; null when the payer did not return it
     * @param service code and modifiers that were judged, e.g. {@code H2015-HT-U1}; null when not told
     * @param billed those that were billed, when the payer judged others; else null
     * @param units that were paid, as the payer wrote them; null when not told
     * @param on date of service; null when not told
     */
    public record Line(
            Integer number,
            long chargeCents,
            long paidCents,
            List<Adjustment> adjustments,
            String service,
            String billed,
            String units,
            LocalDate on) {
        public Line {
            adjustments = List.copyOf(adjustments);
        }

        public Line(Integer number, long chargeCents, long paidCents, List<Adjustment> adjustments) {
            this(number, chargeCents, paidCents, adjustments, null, null, null, null);
        }
    }

    public List<Adjustment> allAdjustments() {
        var all = new ArrayList<>(adjustments);
        lines.forEach(line -> all.addAll(line.adjustments));
        return List.copyOf(all);
    }

    /** Money that goes back, whatever the status says. */
    public boolean reversal() {
        return status.equals("22") || paidCents < 0;
    }

    /** The same money the other way round. */
    boolean undoes(ClaimAdvice payment) {
        return paidCents < 0 && paidCents == -payment.paidCents && chargeCents == -payment.chargeCents;
    }
}
