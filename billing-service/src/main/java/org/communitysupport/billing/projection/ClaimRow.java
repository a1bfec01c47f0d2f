package org.communitysupport.billing.projection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.communitysupport.billing.domain.claim.Adjustment;
import org.communitysupport.billing.domain.claim.ClaimAdvice;
import org.communitysupport.billing.domain.claim.ClaimLine;
import org.communitysupport.billing.domain.claim.Denial;
import org.communitysupport.billing.domain.claim.Finding;
import org.communitysupport.kernel.Envelope;
import org.communitysupport.kernel.Warning;

/**
 * One claim as it stands. chargeCents = paidCents + adjustedCents + openCents.
 *
 * @param frequency 1 original, 7 replacement, 8 void
 * @param replaces the version that it corrects; null for none
 * @param replacedBy the version that has its charge now; null for none
 * @param correctedBy the correction that was made of it; null for none
 * @param status HELD, FAILED, READY, BATCHED, SUBMITTED, ACCEPTED, REJECTED, PAID, PARTLY_PAID, DENIED, SUPERSEDED, REPLACED, VOIDED,
 *     CANCELLED or CLOSED
 * @param statusBefore what it was when another version took its charge; null when none did
 * @param due READY, or BATCHED and not yet in a file: what the next batch looks at
 * @param carries the charge of its lines is this version's; false for a correction until it is answered
 * @param list the worklist on which it stands; null when nobody has to do anything
 * @param dueCents what it adds to the open balance; negative when more was paid than charged
 * @param patientCents the member's lawful share of what is open
 * @param closedCents what a person gave up; part of adjustedCents
 * @param refundBy until when an overpayment goes back; null when there is none
 * @param payments what payers said about it, one by one, as they said it
 * @param providerAdjustments those of whole payments that name it
 * @param denial null unless something was denied
 * @param denialOpen somebody has to work on it
 * @param resolution what was done about the denial; null when nothing was
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
        String frequency,
        String replaces,
        String replacedBy,
        String correctedBy,
        String status,
        String statusBefore,
        boolean due,
        boolean carries,
        String list,
        long dueCents,
        String number,
        String batch,
        String controlNumber,
        Instant submittedAt,
        String payerControl,
        String remittance,
        List<ClaimLine> lines,
        long chargeCents,
        long expectedCents,
        long paidCents,
        long adjustedCents,
        long patientCents,
        long openCents,
        long closedCents,
        String closedReason,
        LocalDate refundBy,
        List<Payment> payments,
        List<Noted> providerAdjustments,
        List<Adjustment> adjustments,
        List<Finding> findings,
        List<Warning> warnings,
        LocalDate lastFilingDay,
        Denial denial,
        boolean denialOpen,
        String denialCarc,
        String denialOwner,
        String resolution,
        String correctionDue,
        boolean part2,
        String builtAt,
        String pack,
        String packVersion,
        Instant changedAt,
        long version) {

    /**
     * One claim of one payment advice.
     *
     * @param waits it does not fit what came before, and does not count yet
     * @param lines what the payer judged and paid, line by line
     */
    public record Payment(
            String remittance,
            int ordinal,
            LocalDate paidOn,
            String status,
            long chargeCents,
            long paidCents,
            String payerControl,
            boolean waits,
            List<ClaimAdvice.Line> lines) {}

    public record Noted(String remittance, String reason, String reference, long cents) {}

    Change change(Envelope by) {
        return new Change(this, by);
    }

    /** A copy with some parts changed; a record of this width is copied in one place only. */
    static final class Change {
        private final ClaimRow was;
        private final Envelope by;
        String replacedBy;
        String correctedBy;
        String status;
        String statusBefore;
        boolean due;
        boolean carries;
        String number;
        String batch;
        String controlNumber;
        Instant submittedAt;
        String payerControl;
        String remittance;
        long paidCents;
        long adjustedCents;
        long patientCents;
        long openCents;
        long closedCents;
        String closedReason;
        LocalDate refundBy;
        List<Payment> payments;
        List<Noted> providerAdjustments;
        List<Adjustment> adjustments;
        List<Finding> findings;
        List<Warning> warnings;
        LocalDate lastFilingDay;
        Denial denial;
        boolean denialOpen;
        String resolution;
        String correctionDue;
        boolean part2;

        Change(ClaimRow was, Envelope by) {
            this.was = was;
            this.by = by;
            replacedBy = was.replacedBy;
            correctedBy = was.correctedBy;
            status = was.status;
            statusBefore = was.statusBefore;
            due = was.due;
            carries = was.carries;
            number = was.number;
            batch = was.batch;
            controlNumber = was.controlNumber;
            submittedAt = was.submittedAt;
            payerControl = was.payerControl;
            remittance = was.remittance;
            paidCents = was.paidCents;
            adjustedCents = was.adjustedCents;
            patientCents = was.patientCents;
            openCents = was.openCents;
            closedCents = was.closedCents;
            closedReason = was.closedReason;
            refundBy = was.refundBy;
            payments = was.payments;
            providerAdjustments = was.providerAdjustments;
            adjustments = was.adjustments;
            findings = was.findings;
            warnings = was.warnings;
            lastFilingDay = was.lastFilingDay;
            denial = was.denial;
            denialOpen = was.denialOpen;
            resolution = was.resolution;
            correctionDue = was.correctionDue;
            part2 = was.part2;
        }

        Change status(String now) {
            status = now;
            due = now.equals("READY");
            return this;
        }

        /** Another version has its charge, or nobody asks for it any more. */
        void over(String now, String replacedByNow) {
            if (!Worklist.OVER.contains(status)) statusBefore = status;
            status(now);
            replacedBy = replacedByNow;
            denialOpen = false;
        }

        boolean warned(String code) {
            return warnings.stream().anyMatch(w -> w.code().equals(code));
        }

        void withoutWarning(String code) {
            warnings = warnings.stream().filter(w -> !w.code().equals(code)).toList();
        }

        Instant at() {
            return by.at();
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
                    was.frequency,
                    was.replaces,
                    replacedBy,
                    correctedBy,
                    status,
                    statusBefore,
                    due,
                    carries,
                    Worklist.of(this),
                    carries && !Worklist.OVER.contains(status) ? openCents : 0,
                    number,
                    batch,
                    controlNumber,
                    submittedAt,
                    payerControl,
                    remittance,
                    was.lines,
                    was.chargeCents,
                    was.expectedCents,
                    paidCents,
                    adjustedCents,
                    patientCents,
                    openCents,
                    closedCents,
                    closedReason,
                    refundBy,
                    payments,
                    providerAdjustments,
                    adjustments,
                    findings,
                    warnings,
                    lastFilingDay,
                    denial,
                    denialOpen,
                    denial == null ? null : denial.carc(),
                    denial == null ? null : denial.owner(),
                    resolution,
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
