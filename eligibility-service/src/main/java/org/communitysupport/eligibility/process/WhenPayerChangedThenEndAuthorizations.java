package org.communitysupport.eligibility.process;

import org.communitysupport.eligibility.application.Policies;
import org.communitysupport.eligibility.domain.Aggregates;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.EndPayer;
import org.communitysupport.eligibility.domain.CoverageEvent.PayerChanged;
import org.communitysupport.eligibility.inbound.Published;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.Reaction;

/** What the former payer allowed ends the day before the new one pays, in every program of the person (ELG-19). */
public final class WhenPayerChangedThenEndAuthorizations {
    private WhenPayerChangedThenEndAuthorizations() {}

    public static Reaction reaction(CommandRunner commands, Policies policies) {
        return Published.restIgnored(Reaction.named("WhenPayerChangedThenEndAuthorizations")
                .on(
                        "eligibility.PayerChanged",
                        PayerChanged.class,
                        (e, context) -> end(e, commands, policies, context)));
    }

    private static void end(
            Event<PayerChanged> event, CommandRunner commands, Policies policies, Reaction.Context context) {
        var e = event.data();
        String tenant = event.envelope().tenant();
        for (String program : policies.programs()) {
            var id = Aggregates.authorizations(tenant, e.person(), program);
            if (commands.load(Aggregates.AUTHORIZATIONS, id).exists())
                ToAuthorizations.tell(event, e.person(), program, new EndPayer(e.fromPayer(), e.on()), context);
        }
    }
}
