package org.communitysupport.billing.projection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.communitysupport.billing.domain.claim.Adjustment;
import org.communitysupport.billing.domain.claim.ClaimLine;
import org.communitysupport.billing.domain.claim.Denial;
import org.communitysupport.billing.domain.claim.Finding;
import org.communitysupport.kernel.Envelope;
import org.communitysupport.kernel.Warning;

/**
 * One claim as it stands. chargeCents = paidCents + adjustedCents + openCents.
 *
 * @param status HELD, FAILED, READY, BATCHED, SUBMITTED, ACCEPTED, REJECTED, PAID, PARTLY_PAID, DENIED or SUPERSEDED
 * @param due READY, or BATCHED and not yet in a file: what the next batch looks at
 * @param denial null unless something was denied
 * @param denialOpen somebody has to work on it
 */
public record ClaimRow(
        String tenant,
        String claim,
        String person,
        LocalDate date,
        String payer,
        String program,
        String episode,
        String authorizationNumber,
        String status,
        boolean due,
        String number,
        String batch,
        String controlNumber,
        String payerControl,
        String remittance,
        List<ClaimLine> lines,
        long chargeCents,
        long expectedCents,
        long paidCents,
        long adjustedCents,
        long openCents,
        List<Adjustment> adjustments,
        List<Finding> findings,
        List<Warning> warnings,
        LocalDate lastFilingDay,
        Denial denial,
        boolean denialOpen,
        String denialCarc,
        String denialOwner,
        String correctionDue,
        boolean part2,
        String builtAt,
        String pack,
        String packVersion,
        Instant changedAt,
        long version) {

    Change change(Envelope by) {
        return new Change(this, by);
    }

    /** A copy with some parts changed; a record of this width is copied in one place only. */
    static final class Change {
        private final ClaimRow was;
        private final Envelope by;
        String status;
        boolean due;
        String number;
        String batch;
        String controlNumber;
        String payerControl;
        String remittance;
        long paidCents;
        long adjustedCents;
        long openCents;
        List<Adjustment> adjustments;
        List<Finding> findings;
        List<Warning> warnings;
        LocalDate lastFilingDay;
        Denial denial;
        boolean denialOpen;
        String correctionDue;
        boolean part2;

        Change(ClaimRow was, Envelope by) {
            this.was = was;
            this.by = by;
            status = was.status;
            due = was.due;
            number = was.number;
            batch = was.batch;
            controlNumber = was.controlNumber;
            payerControl = was.payerControl;
            remittance = was.remittance;
            paidCents = was.paidCents;
            adjustedCents = was.adjustedCents;
            openCents = was.openCents;
            adjustments = was.adjustments;
            findings = was.findings;
            warnings = was.warnings;
            lastFilingDay = was.lastFilingDay;
            denial = was.denial;
            denialOpen = was.denialOpen;
            correctionDue = was.correctionDue;
            part2 = was.part2;
        }

        Change status(String now) {
            status = now;
            due = now.equals("READY");
            return this;
        }

        ClaimRow row() {
            return new ClaimRow(
                    was.tenant,
                    was.claim,
                    was.person,
                    was.date,
                    was.payer,
                    was.program,
                    was.episode,
                    was.authorizationNumber,
                    status,
                    due,
                    number,
                    batch,
                    controlNumber,
                    payerControl,
                    remittance,
                    was.lines,
                    was.chargeCents,
                    was.expectedCents,
                    paidCents,
                    adjustedCents,
                    openCents,
                    adjustments,
                    findings,
                    warnings,
                    lastFilingDay,
                    denial,
                    denialOpen,
                    denial == null ? null : denial.carc(),
                    denial == null ? null : denial.owner(),
                    correctionDue,
                    part2,
                    was.builtAt,
                    was.pack,
                    was.packVersion,
                    by.at(),
                    by.version());
        }
    }
}
