package org.communitysupport.billing.application;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.communitysupport.billing.domain.Aggregates;
import org.communitysupport.billing.domain.channel.Channel.Batch;
import org.communitysupport.billing.domain.channel.ChannelCommand;
import org.communitysupport.billing.domain.channel.ChannelDecider.Series;
import org.communitysupport.billing.domain.channel.ChannelEvent.ClaimBatchBuilt;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Uuid5;

/**
 * Puts a built batch where the payer picks it up, once, whoever dies or stalls at whichever step: the file is laid ready under a token of its
 * own, the log says whose goes out, that one is handed over in one step, and that is noted. Who comes later finds the claim in the log: the
 * file that was laid ready under it is handed over, or has been, when it is there no more.
 */
@Singleton
public class SendBatch {
    private final CommandRunner runner;
    private final FileStore files;
    private final Outbox outbox;
    private final ClaimDesk desk;
    private final BillingPolicy policy;
    private final BusinessClock clock;

    @Inject
    public SendBatch(
            CommandRunner runner,
            FileStore files,
            Outbox outbox,
            ClaimDesk desk,
            BillingPolicy policy,
            BusinessClock clock) {
        this.runner = runner;
        this.files = files;
        this.outbox = outbox;
        this.desk = desk;
        this.policy = policy;
        this.clock = clock;
    }

    public void send(ClaimBatchBuilt batch, CommandContext context) {
        // The payer may have fetched it long ago: what was noted as sent is not put there once more.
        if (stands(batch, context).map(Batch::submitted).orElse(false)) return;
        String name = batch.controlNumber() + ".837";
        outbox.deliver(name, claimed(batch, name, context));
        var first = desk.day(Aggregates.dayOf(context.tenant(), batch.claims().getFirst()))
                .claim(batch.claims().getFirst())
                .built();
        LocalDate on = clock.today(policy.zone(first.program(), first.date()));
        runner.run(
                        Aggregates.PAYER_CHANNEL,
                        Aggregates.channel(context.tenant(), batch.payer()),
                        new ChannelCommand.NoteBatchSubmitted(batch.payer(), batch.batch(), on),
                        Series.of(context.tenant(), batch.payer()),
                        context)
                .mustBeDone();
    }

    /** Under whose token it goes out. */
    private String claimed(ClaimBatchBuilt batch, String name, CommandContext context) {
        var before = stands(batch, context).map(Batch::sending);
        if (before.isPresent()) return before.get();
        byte[] bytes = files.get(context.tenant(), batch.file())
                .orElseThrow(() -> new IllegalStateException("the bytes of a built batch are not in the store"));
        String token = UUID.randomUUID().toString();
        outbox.stage(name, token, bytes);
        runner.run(
                        Aggregates.PAYER_CHANNEL,
                        Aggregates.channel(context.tenant(), batch.payer()),
                        new ChannelCommand.ClaimSending(batch.payer(), batch.batch(), token),
                        Series.of(context.tenant(), batch.payer()),
                        context.withCommandId(Uuid5.of(context.commandId().toString(), "sending", token)))
                .mustBeDone();
        String first = stands(batch, context).map(Batch::sending).orElseThrow();
        if (!first.equals(token)) outbox.unstage(name, token);
        return first;
    }

    private Optional<Batch> stands(ClaimBatchBuilt batch, CommandContext context) {
        return runner.load(Aggregates.PAYER_CHANNEL, Aggregates.channel(context.tenant(), batch.payer()))
                .state()
                .byId(batch.batch());
    }
}
