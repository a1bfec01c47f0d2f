package org.communitysupport.eligibility.process;

import org.communitysupport.eligibility.domain.Aggregates;
import org.communitysupport.eligibility.domain.AuthorizationsCommand;
import org.communitysupport.eligibility.domain.AuthorizationsFacts;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.Reaction;

/** Tells the authorisations of a person and program what an event said; there is nothing to judge it by. */
final class ToAuthorizations {
    private ToAuthorizations() {}

    static void tell(
            Event<?> event, String person, String program, AuthorizationsCommand command, Reaction.Context context) {
        var target = Aggregates.authorizations(event.envelope().tenant(), person, program);
        context.run(Aggregates.AUTHORIZATIONS, target, command, AuthorizationsFacts.NONE);
    }
}
