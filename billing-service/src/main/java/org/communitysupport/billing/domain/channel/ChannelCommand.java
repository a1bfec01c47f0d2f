package org.communitysupport.billing.domain.channel;

import java.time.LocalDate;
import java.util.List;

/** What can be asked of the channel to one payer. */
public sealed interface ChannelCommand {
    String payer();

    /** The bytes are stored already; they carry {@code controlNumber}, so it must be the next one. */
    record BuildBatch(
            String payer,
            String batch,
            long controlNumber,
            List<String> claims,
            long chargeCents,
            String file,
            long bytes)
            implements ChannelCommand {
        public BuildBatch {
            claims = List.copyOf(claims);
        }
    }

    /** The file that was laid ready under this token is the one that goes out; the first claim stands. */
    record ClaimSending(String payer, String batch, String token) implements ChannelCommand {}

    record NoteBatchSubmitted(String payer, String batch, LocalDate on) implements ChannelCommand {}

    /** @param source the answer that says so: TA1, 999 or 277CA @param verdict A, E, P or R */
    record NoteAcknowledgement(String payer, String controlNumber, String source, String verdict, List<String> errors)
            implements ChannelCommand {}
}
