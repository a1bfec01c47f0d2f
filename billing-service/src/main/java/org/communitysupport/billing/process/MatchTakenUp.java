package org.communitysupport.billing.process;

import org.communitysupport.billing.domain.Aggregates;
import org.communitysupport.billing.domain.NoFacts;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.PaymentTakenUp;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.MatchUnmatched;
import org.communitysupport.billing.inbound.Published;
import org.communitysupport.kernel.Reaction;

/** Money that waited at a claim and counts there now waits no longer in its payment. */
public final class MatchTakenUp {
    private MatchTakenUp() {}

    public static Reaction reaction() {
        return Published.restIgnored(Reaction.named("WhenPaymentTakenUpThenMatch")
                .on("billing.PaymentTakenUp", PaymentTakenUp.class, (event, context) -> {
                    var e = event.data();
                    context.run(
                            Aggregates.REMITTANCE,
                            Aggregates.remittance(event.envelope().tenant(), e.remittance()),
                            new MatchUnmatched(
                                    e.remittance(), e.ordinal(), e.claim(), e.paidCents(), MatchUnmatched.TAKEN_UP),
                            NoFacts.NONE);
                }));
    }
}
