package org.communitysupport.billing.domain.channel;

import java.util.List;
import java.util.Map;
import org.communitysupport.billing.domain.channel.Channel.Batch;
import org.communitysupport.billing.domain.channel.ChannelCommand.BuildBatch;
import org.communitysupport.billing.domain.channel.ChannelCommand.ClaimSending;
import org.communitysupport.billing.domain.channel.ChannelCommand.NoteAcknowledgement;
import org.communitysupport.billing.domain.channel.ChannelCommand.NoteBatchSubmitted;
import org.communitysupport.billing.domain.channel.ChannelEvent.ClaimBatchAcknowledged;
import org.communitysupport.billing.domain.channel.ChannelEvent.ClaimBatchBuilt;
import org.communitysupport.billing.domain.channel.ChannelEvent.ClaimBatchSendingClaimed;
import org.communitysupport.billing.domain.channel.ChannelEvent.ClaimBatchSubmitted;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Rejection;

/** Control numbers without gaps, and no claim in two batches (BIL-1). */
public final class ChannelDecider implements Decider<ChannelCommand, Channel, ChannelEvent, ChannelDecider.Series> {

    /**
     * @param before the number before the first one: each agency and payer has a series of its own, so that numbers of different payers do
     *     not meet in one mailbox
     */
    public record Series(long before) {

        /** A prefix of three digits that follows from agency and payer, then six digits that count. */
        public static Series of(String tenant, String payer) {
            return new Series((1 + Math.floorMod((tenant + '|' + payer).hashCode(), 998)) * 1_000_000L);
        }

        /** Whether a number, with or without leading zeros, may be of this series. */
        public boolean has(String controlNumber) {
            return controlNumber.matches("[0-9]{1,9}")
                    && Long.parseLong(controlNumber) / 1_000_000 == before / 1_000_000;
        }
    }

    @Override
    public Channel initial() {
        return Channel.NONE;
    }

    @Override
    public Decision<ChannelEvent> decide(ChannelCommand command, Channel s, Series series) {
        return switch (command) {
            case BuildBatch c -> build(c, s, series);
            case ClaimSending c -> sending(c, s);
            case NoteBatchSubmitted c -> submitted(c, s);
            case NoteAcknowledgement c -> acknowledged(c, s);
        };
    }

    private static Decision<ChannelEvent> build(BuildBatch c, Channel s, Series series) {
        if (c.claims().isEmpty())
            return Decision.reject(
                    "empty-batch",
                    "BIL-5",
                    "No claim of this payer is ready, so there is nothing to send. Look at the claims with "
                            + "findings.");
        if (c.claims().stream().anyMatch(s::has))
            return Decision.reject(
                    "already-batched",
                    "BIL-1",
                    "A claim of this batch is in another batch of this payer already. Build the batch again.");
        if (c.controlNumber() != s.next(series))
            return Decision.reject(Rejection.of(
                            "control-number-taken",
                            "",
                            "Another batch of this payer was built at the same time. Build the batch again.")
                    .with(Map.of("next", Long.toString(s.next(series)))));
        return Decision.accept(new ClaimBatchBuilt(
                c.payer(),
                c.batch(),
                Channel.text(c.controlNumber()),
                c.claims(),
                c.chargeCents(),
                c.file(),
                c.bytes()));
    }

    private static Decision<ChannelEvent> sending(ClaimSending c, Channel s) {
        var batch = s.byId(c.batch()).orElse(null);
        if (batch == null)
            return Decision.reject(
                    "no-such-batch", "", "This payer has no such batch. Look for it under GET /v1/batches.");
        if (batch.submitted() || batch.sending() != null) return Decision.nothingToDo();
        return Decision.accept(new ClaimBatchSendingClaimed(c.payer(), c.batch(), batch.controlNumber(), c.token()));
    }

    private static Decision<ChannelEvent> submitted(NoteBatchSubmitted c, Channel s) {
        var batch = s.byId(c.batch()).orElse(null);
        if (batch == null)
            return Decision.reject(
                    "no-such-batch", "", "This payer has no such batch. Look for it under GET /v1/batches.");
        if (batch.submitted()) return Decision.nothingToDo();
        return Decision.accept(new ClaimBatchSubmitted(
                c.payer(), c.batch(), batch.controlNumber(), List.copyOf(batch.claims()), c.on()));
    }

    private static Decision<ChannelEvent> acknowledged(NoteAcknowledgement c, Channel s) {
        var batch = s.byControlNumber(c.controlNumber());
        if (batch.isEmpty())
            return Decision.reject(
                    "no-such-batch",
                    "",
                    "No file with this control number was sent to this payer. Check that the answer is for "
                            + "this agency and payer.");
        String before = batch.get().verdict();
        // A file that was taken may be refused after all: by the payer behind a clearinghouse, or by a 277CA as a
        // whole.
        boolean news = before == null || c.verdict().equals("R") && !before.equals("R");
        if (!news) return Decision.nothingToDo();
        return Decision.accept(new ClaimBatchAcknowledged(
                c.payer(),
                batch.get().id(),
                batch.get().controlNumber(),
                c.verdict(),
                c.errors(),
                List.copyOf(batch.get().claims()),
                c.source()));
    }

    @Override
    public Channel evolve(Channel s, ChannelEvent event) {
        return switch (event) {
            case ClaimBatchBuilt e -> s.with(Batch.built(e.batch(), e.controlNumber(), e.claims(), e.file()));
            case ClaimBatchSendingClaimed e -> s.changed(e.batch(), batch -> batch.sendingAs(e.token()));
            case ClaimBatchSubmitted e ->
                s.answered(e.batch(), s.byId(e.batch()).map(Batch::verdict).orElse(null));
            case ClaimBatchAcknowledged e -> s.answered(e.batch(), e.verdict());
        };
    }
}
