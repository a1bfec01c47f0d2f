package org.communitysupport.billing.domain.claim;

import java.time.LocalDate;
import java.util.List;

/** What can be asked of the claims of one person's day. */
public sealed interface DayClaimsCommand {

    /** Lines of the day were released: make claims of them, one an authorization. */
    record BuildClaims(
            String person,
            LocalDate date,
            String payer,
            String program,
            String episode,
            int release,
            List<ReleasedLine> lines,
            List<Fact> facts)
            implements DayClaimsCommand {}

    /** For these services, e.g. {@code H2015-HT-U1}, {@code lines} take the place of all that was released before; none: take it back. */
    record CorrectRelease(
            String person,
            LocalDate date,
            String payer,
            String program,
            String episode,
            int release,
            List<String> services,
            List<ReleasedLine> lines,
            List<Fact> facts)
            implements DayClaimsCommand {}

    /** Facts about the person have changed, or days have gone by: judge again what did not pass, or has not left yet, by the rules of these. */
    record Rescrub(String program, String payer) implements DayClaimsCommand {}

    /** Who the person is was corrected: what has left with the former name, birth date, address or id is to be replaced. */
    record NotePersonCorrected(String program, String payer) implements DayClaimsCommand {}

    /**
     * Take the claim into a batch.
     *
     * @param abandoned a batch that the channel does not have, or has without this claim, and from which it may be taken; else null
     */
    record BatchClaim(String claim, String batch, String number, String abandoned) implements DayClaimsCommand {}

    record NoteSubmitted(String claim, String batch, String controlNumber) implements DayClaimsCommand {}

    /** The payer's verdict before it judges (277CA), or a refused file (999). */
    record NoteVerdict(String claim, boolean accepted, List<String> codes, String payerControl, String text)
            implements DayClaimsCommand {}

    /** Where it is, which decides nothing: handed on by a clearinghouse (A0), pended, or what the payer answered when it was asked (277). */
    record NoteStatus(String claim, List<String> codes, String payerControl) implements DayClaimsCommand {}

    /**
     * One claim of a payment advice that balances. {@code remittance} and {@code ordinal} tell apart what came before.
     *
     * @param paidOn date of the payment; null when not told
     * @param byHand why a person says that it counts, whatever else came; null when it came by itself
     */
    record PostPayment(
            String claim, String remittance, int ordinal, LocalDate paidOn, String byHand, ClaimAdvice advice)
            implements DayClaimsCommand {}

    /** It belongs elsewhere. */
    record UnpostPayment(String claim, String remittance, int ordinal, String reason) implements DayClaimsCommand {}

    /** A provider adjustment of a payment names the claim. @param cents more than 0: taken away from the payment */
    record NoteProviderAdjustment(String claim, String remittance, String reason, String reference, long cents)
            implements DayClaimsCommand {}

    /**
     * Send the payer a better version.
     *
     * @param kind null: as the payer wants it for this cause
     */
    record CorrectClaim(String claim, Kind kind, String reason) implements DayClaimsCommand {
        public enum Kind {
            REPLACEMENT,
            VOID,
            ORIGINAL
        }
    }

    /** The agency paid back what was too much. @param refund tells it apart from others */
    record RefundClaim(String claim, String refund, long cents, LocalDate on, String reason)
            implements DayClaimsCommand {}

    /** It never left and is not to. */
    record CancelClaim(String claim, String reason) implements DayClaimsCommand {}

    /** Nobody asks for what is open any more. @param role in which the person does it */
    record CloseClaim(String claim, String reason, String role) implements DayClaimsCommand {}

    /** The payer would not even judge it: it counts as never received, so it is built anew from the same lines and today's facts. */
    record RebuildRejected(String claim) implements DayClaimsCommand {}

    record ResolveDenial(String claim, String resolution) implements DayClaimsCommand {}
}
