package org.communitysupport.billing.process;

import java.util.Set;
import java.util.TreeSet;
import org.communitysupport.billing.inbound.Published;
import org.communitysupport.kernel.Reaction;

/** What a reaction leaves alone, it leaves by name. */
final class Ignored {
    private Ignored() {}

    /** Ignores every event of the services that the reaction reads and does not handle. */
    static Reaction rest(Reaction reaction) {
        Set<String> rest = new TreeSet<>();
        for (String source : reaction.sources()) rest.addAll(Published.by(source));
        rest.removeAll(reaction.handled().keySet());
        return reaction.ignores(rest.toArray(String[]::new));
    }
}
