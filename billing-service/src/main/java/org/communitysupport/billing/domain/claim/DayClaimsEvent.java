package org.communitysupport.billing.domain.claim;

import java.time.LocalDate;
import java.util.List;
import org.communitysupport.kernel.Basis;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Warning;

/** What happens to the claims of one person's day. {@code claim} is the claim's public id: {@code <person>.<date>-<n>}. */
public sealed interface DayClaimsEvent {
    String person();

    String claim();

    /** @param place place of service of the claim @param released the lines it was made of @param part2 it carries 42 CFR Part 2 content */
    record ClaimBuilt(
            String person,
            String claim,
            LocalDate date,
            String payer,
            String program,
            String episode,
            String authorization,
            String authorizationNumber,
            String frequency,
            String place,
            List<ClaimLine> lines,
            long chargeCents,
            long expectedCents,
            int release,
            List<ReleasedLine> released,
            boolean part2,
            Personal<ClaimSubject> subject,
            List<Fact> facts,
            Basis basis)
            implements DayClaimsEvent {
        public ClaimBuilt {
            lines = List.copyOf(lines);
            released = List.copyOf(released);
            facts = List.copyOf(facts);
        }
    }

    /** Built, but not to be sent as it is. */
    record ClaimHeld(String person, String claim, List<Finding> causes, Basis basis) implements DayClaimsEvent {}

    record ClaimScrubPassed(String person, String claim, LocalDate lastFilingDay, List<Warning> warnings, Basis basis)
            implements DayClaimsEvent {}

    record ClaimScrubFailed(String person, String claim, List<Finding> findings, Basis basis)
            implements DayClaimsEvent {}

    record ClaimSubjectRenewed(String person, String claim, boolean part2, Personal<ClaimSubject> subject)
            implements DayClaimsEvent {}

    /** Never sent: another claim carries its lines, or nothing is left of them. */
    record ClaimSuperseded(String person, String claim, String replacedBy, String reason) implements DayClaimsEvent {}

    /** A line changed after the claim had left: a replacement is due (BIL-2). */
    record ClaimCorrectionDue(String person, String claim, List<String> lines, String reason)
            implements DayClaimsEvent {}

    /** @param number the claim number that the payer sees, see claim-number */
    record ClaimBatched(String person, String claim, String batch, String number) implements DayClaimsEvent {}

    record ClaimSubmitted(String person, String claim, String batch, String controlNumber) implements DayClaimsEvent {}

    record ClaimAcceptedByPayer(String person, String claim, String payerControl, List<String> codes)
            implements DayClaimsEvent {}

    /** Where the payer says it is; nothing is decided by it. @param codes category and status as written, e.g. {@code A0:16:PR} */
    record ClaimStatusReported(String person, String claim, List<String> codes, String payerControl)
            implements DayClaimsEvent {}

    record ClaimRejectedByPayer(String person, String claim, List<String> codes, String text)
            implements DayClaimsEvent {}

    /** A payment or its reversal. chargeCents = paidCents + adjustedCents + openCents, as they stand after it. */
    sealed interface Settled extends DayClaimsEvent {
        String remittance();

        int ordinal();

        long paidCents();

        long adjustedCents();

        long openCents();
    }

    record ClaimPaid(
            String person,
            String claim,
            String remittance,
            int ordinal,
            String payerControl,
            long chargeCents,
            long expectedCents,
            long paidCents,
            long adjustedCents,
            long openCents,
            List<Adjustment> adjustments,
            List<Warning> warnings)
            implements Settled {}

    record ClaimPartiallyPaid(
            String person,
            String claim,
            String remittance,
            int ordinal,
            String payerControl,
            long chargeCents,
            long expectedCents,
            long paidCents,
            long adjustedCents,
            long openCents,
            List<Adjustment> adjustments,
            Denial denial)
            implements Settled {}

    record ClaimDenied(
            String person,
            String claim,
            String remittance,
            int ordinal,
            String payerControl,
            long chargeCents,
            long paidCents,
            long adjustedCents,
            long openCents,
            List<Adjustment> adjustments,
            Denial denial)
            implements Settled {}

    record PaymentReversed(
            String person,
            String claim,
            String remittance,
            int ordinal,
            long reversedCents,
            long chargeCents,
            long paidCents,
            long adjustedCents,
            long openCents)
            implements Settled {}

    record DenialAssigned(
            String person, String claim, String queue, String owner, long openCents, LocalDate lastFilingDay)
            implements DayClaimsEvent {}

    record DenialResolved(String person, String claim, String resolution) implements DayClaimsEvent {}
}
