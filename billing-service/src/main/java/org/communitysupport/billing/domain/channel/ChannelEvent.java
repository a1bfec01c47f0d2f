package org.communitysupport.billing.domain.channel;

import java.time.LocalDate;
import java.util.List;

/** What goes to one payer. */
public sealed interface ChannelEvent {

    /** @param controlNumber nine digits, one higher than the one before @param file SHA-256 of the bytes, hex, under which they are stored */
    record ClaimBatchBuilt(
            String payer,
            String batch,
            String controlNumber,
            List<String> claims,
            long chargeCents,
            String file,
            long bytes)
            implements ChannelEvent {
        public ClaimBatchBuilt {
            claims = List.copyOf(claims);
        }
    }

    /**
     * Before a file leaves, it stands here which of those that were laid ready leaves: exactly one does, whatever dies meanwhile.
     *
     * @param token of the file that was laid ready
     */
    record ClaimBatchSendingClaimed(String payer, String batch, String controlNumber, String token)
            implements ChannelEvent {}

    record ClaimBatchSubmitted(
            String payer, String batch, String controlNumber, List<String> claims, LocalDate submittedOn)
            implements ChannelEvent {}

    /** @param source the answer that says so: TA1, 999 or 277CA; null in old events, which all are of a 999 */
    record ClaimBatchAcknowledged(
            String payer,
            String batch,
            String controlNumber,
            String verdict,
            List<String> errors,
            List<String> claims,
            String source)
            implements ChannelEvent {}
}
