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

    /**
     * @param frequency 1 original, 7 replacement, 8 void
     * @param place place of service of the claim
     * @param released the lines it was made of
     * @param part2 it carries 42 CFR Part 2 content
     * @param replaces the version that keeps the charge until the payer answers this one; null for none
     * @param originalPayerControl the payer's number of that version, for REF F8; null for an original
     */
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
            Basis basis,
            String replaces,
            String originalPayerControl)
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

    record ClaimScrubFailed(String person, String claim, List<Finding> findings, Basis basis, List<Warning> warnings)
            implements DayClaimsEvent {}

    record ClaimSubjectRenewed(String person, String claim, boolean part2, Personal<ClaimSubject> subject)
            implements DayClaimsEvent {}

    /** Never sent: another claim carries its lines, or nothing is left of them. */
    record ClaimSuperseded(String person, String claim, String replacedBy, String reason) implements DayClaimsEvent {}

    /**
     * A line changed after the claim had left: a replacement is due (BIL-2).
     *
     * @param lines those that were right before; none when it is as it was sent again, and nothing is due
     * @param now all lines that the claim should have; null in events from before they were kept
     */
    record ClaimCorrectionDue(String person, String claim, List<String> lines, String reason, Right now)
            implements DayClaimsEvent {}

    /** The lines that a claim should have; none when nothing is left of it. */
    record Right(List<ReleasedLine> lines) {}

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

        long chargeCents();

        List<Adjustment> adjustments();
    }

    /**
     * What a payer said about the claim in one payment advice, as it was said; what it comes to with all the rest, the events after it say.
     *
     * @param paidOn date of the payment; null when not told
     * @param waits it does not fit what came before, and does not count yet
     * @param reason why a person posted it; null when it came by itself
     */
    record ClaimAdjudicated(
            String person,
            String claim,
            String remittance,
            int ordinal,
            LocalDate paidOn,
            boolean waits,
            String reason,
            ClaimAdvice advice)
            implements DayClaimsEvent {}

    /** It waited, and now counts. */
    record PaymentTakenUp(String person, String claim, String remittance, int ordinal, long paidCents)
            implements DayClaimsEvent {}

    /** A person took it off the claim: it belongs elsewhere. @param waited it had not counted yet */
    record PaymentUnposted(
            String person, String claim, String remittance, int ordinal, long paidCents, boolean waited, String reason)
            implements DayClaimsEvent {}

    /** @param reference what the payer calls the claim that it takes the money back from */
    record ProviderAdjustmentNoted(
            String person, String claim, String remittance, String reason, String reference, long cents)
            implements DayClaimsEvent {}

    /**
     * A person had a better version made. It keeps its charge until that one is answered.
     *
     * @param kind REPLACEMENT, VOID or ORIGINAL
     */
    record ClaimCorrected(String person, String claim, String by, String kind, String reason)
            implements DayClaimsEvent {}

    /** What was proof of coverage when it was sent is none any more. @param detail null: it is again */
    record ClaimCoverageDoubted(String person, String claim, String detail) implements DayClaimsEvent {}

    /** The version that corrects it was answered: the charge is that one's now. */
    record ClaimReplaced(String person, String claim, String replacedBy) implements DayClaimsEvent {}

    /** The charge of another version is this one's now. */
    record ClaimTookOver(String person, String claim, String formerly) implements DayClaimsEvent {}

    /** The payer knows that nothing is asked for it. */
    record ClaimVoided(String person, String claim, String voidedBy) implements DayClaimsEvent {}

    /** The charge is its own again, and it stands where it stood before. */
    record ClaimReinstated(String person, String claim, String status, String reason) implements DayClaimsEvent {}

    /** Never sent, and not to be. */
    record ClaimCancelled(String person, String claim, String reason) implements DayClaimsEvent {}

    /** A person gave up what was open; {@code adjustedCents} holds it from now on. @param role in which they did */
    record ClaimClosed(
            String person,
            String claim,
            String reason,
            String role,
            long closedCents,
            long chargeCents,
            long paidCents,
            long adjustedCents)
            implements DayClaimsEvent {}

    /**
     * @param openCents the member's share; negative when more was paid than charged
     * @param patientCents lawful cost-sharing within what is open; null when there is none
     * @param refundBy until when an overpayment goes back (BIL-16); null when there is none
     */
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
            List<Warning> warnings,
            Long patientCents,
            LocalDate refundBy)
            implements Settled {}

    /**
     * @param denial null when a part was not answered yet, or a paid line was reduced by little
     * @param beside null in older events
     */
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
            Denial denial,
            Beside beside)
            implements Settled {}

    /** @param patientCents lawful cost-sharing within what is open */
    record Beside(List<Warning> warnings, long patientCents) {}

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
            implements Settled {
        @Override
        public List<Adjustment> adjustments() {
            return List.of();
        }
    }

    record DenialAssigned(
            String person, String claim, String queue, String owner, long openCents, LocalDate lastFilingDay)
            implements DayClaimsEvent {}

    record DenialResolved(String person, String claim, String resolution) implements DayClaimsEvent {}
}
