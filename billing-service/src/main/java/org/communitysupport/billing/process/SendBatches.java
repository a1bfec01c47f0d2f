package org.communitysupport.billing.process;

import java.util.List;
import org.communitysupport.billing.application.ClaimDesk;
import org.communitysupport.billing.application.SendBatch;
import org.communitysupport.billing.domain.Aggregates;
import org.communitysupport.billing.domain.channel.ChannelEvent;
import org.communitysupport.billing.domain.claim.ClaimFacts;
import org.communitysupport.billing.domain.claim.DayClaimsCommand;
import org.communitysupport.billing.inbound.Published;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.Reaction;

/** From a built batch to the payer's mailbox, and what that means for each claim in it. */
public final class SendBatches {
    private SendBatches() {}

    public static Reaction whenBuilt(SendBatch send) {
        return Published.restIgnored(Reaction.named("WhenBatchBuiltThenSend")
                .on(
                        "billing.ClaimBatchBuilt",
                        ChannelEvent.ClaimBatchBuilt.class,
                        (event, context) -> send.send(
                                event.data(),
                                context.commandContext(Aggregates.channel(
                                        event.envelope().tenant(), event.data().payer())))));
    }

    public static Reaction whenSubmitted(ClaimDesk desk) {
        return Published.restIgnored(Reaction.named("WhenBatchSubmittedThenMarkClaims")
                .on("billing.ClaimBatchSubmitted", ChannelEvent.ClaimBatchSubmitted.class, (event, context) -> {
                    var e = event.data();
                    each(
                            desk,
                            event,
                            context,
                            e.claims(),
                            claim -> new DayClaimsCommand.NoteSubmitted(claim, e.batch(), e.controlNumber()));
                }));
    }

    /** A file that was refused whole (TA1, 999, 277CA above its claims) was never received: its claims are to be corrected. */
    public static Reaction whenRefused(ClaimDesk desk) {
        return Published.restIgnored(Reaction.named("WhenBatchRefusedThenRejectClaims")
                .on("billing.ClaimBatchAcknowledged", ChannelEvent.ClaimBatchAcknowledged.class, (event, context) -> {
                    var e = event.data();
                    if (!e.verdict().equals("R")) return;
                    String source = e.source() == null ? "999" : e.source();
                    each(
                            desk,
                            event,
                            context,
                            e.claims(),
                            claim -> new DayClaimsCommand.NoteVerdict(
                                    claim,
                                    false,
                                    List.of(source + ":R"),
                                    "",
                                    "the payer refused the whole file" + said(e.errors())));
                }));
    }

    private static String said(List<String> errors) {
        return errors.isEmpty() ? "" : ": " + String.join("; ", errors.subList(0, Math.min(errors.size(), 5)));
    }

    private interface ForClaim {
        DayClaimsCommand command(String claim);
    }

    /** Several claims of one day share an aggregate, so each command gets an id of its own. */
    private static void each(
            ClaimDesk desk, Event<?> event, Reaction.Context context, List<String> claims, ForClaim command) {
        for (String claim : claims) {
            var day = Aggregates.dayOf(event.envelope().tenant(), claim);
            desk.run(
                            day,
                            command.command(claim),
                            ClaimFacts.NONE,
                            ClaimDesk.derived(context.commandContext(day), claim))
                    .mustBeDone();
        }
    }
}
