package org.communitysupport.billing.application;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import org.communitysupport.billing.domain.Aggregates;
import org.communitysupport.billing.domain.channel.Channel.Batch;
import org.communitysupport.billing.domain.channel.ChannelCommand;
import org.communitysupport.billing.domain.channel.ChannelDecider.Series;
import org.communitysupport.billing.domain.channel.ChannelEvent.ClaimBatchBuilt;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.CommandRunner;

/** Puts a built batch where the payer picks it up. A repeat sends the same bytes under the same name. */
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
        var channel = runner.load(Aggregates.PAYER_CHANNEL, Aggregates.channel(context.tenant(), batch.payer()))
                .state();
        // The payer may have fetched it long ago: what was noted as sent is not put there once more.
        if (channel.byId(batch.batch()).map(Batch::submitted).orElse(false)) return;
        byte[] bytes = files.get(context.tenant(), batch.file())
                .orElseThrow(() -> new IllegalStateException("the bytes of a built batch are not in the store"));
        outbox.put(batch.controlNumber() + ".837", bytes);
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
}
