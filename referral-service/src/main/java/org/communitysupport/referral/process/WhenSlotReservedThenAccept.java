package org.communitysupport.referral.process;

import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.kernel.Reaction;
import org.communitysupport.kernel.Uuid5;
import org.communitysupport.referral.application.Acceptance;
import org.communitysupport.referral.application.Policies;
import org.communitysupport.referral.application.Referrals;
import org.communitysupport.referral.domain.Aggregates;
import org.communitysupport.referral.domain.TeamEvent.TeamSlotReserved;
import org.communitysupport.referral.inbound.Published;

/** Heals an acceptance that stopped after its slot was reserved: accepts, or gives the slot back. Mostly there is nothing to do. */
public final class WhenSlotReservedThenAccept {
    private WhenSlotReservedThenAccept() {}

    public static Reaction reaction(Acceptance acceptance, Referrals referrals, Policies policies) {
        return Published.restIgnored(Reaction.named("WhenSlotReservedThenAccept")
                .on(
                        "referral.TeamSlotReserved",
                        TeamSlotReserved.class,
                        (event, context) -> heal(event, context, acceptance, referrals, policies)));
    }

    private static void heal(
            Event<TeamSlotReserved> event,
            Reaction.Context context,
            Acceptance acceptance,
            Referrals referrals,
            Policies policies) {
        var slot = event.data();
        var id = Aggregates.referral(event.envelope().tenant(), slot.referral());
        var referral = referrals.load(id).state();
        if (referral.held() && slot.team().equals(referral.team())) return;
        var ids = context.commandContext(id);
        var on = policies.dayOf(event.envelope().at(), referral.content().program());
        var outcome = acceptance.accept(id, slot, on, event.envelope().actor(), ids);
        if (!(outcome instanceof Outcome.Done<?>))
            acceptance.release(
                    id, slot.team(), ids.withCommandId(Uuid5.of(ids.commandId().toString(), "release-slot")));
    }
}
